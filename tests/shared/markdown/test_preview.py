"""An author sees a text exactly as learners will, before anything is stored."""

from rest_framework.test import APIClient

from tests.world import course, lesson, person, sign_in, teacher

TEXT = "## A *heading*\n\n- [x] done\n\n$a^2$\n\n[gone](missing.md)\n\n<script>alert(1)</script>"


def test_the_preview_is_what_the_lesson_shows(client: APIClient) -> None:
    by = teacher()
    me = sign_in(by)
    made = lesson(course(by, lessons=1), content=TEXT)
    shown = me.get(f"/api/lessons/{made}/").json()["content_html"]
    preview = me.post("/api/markdown/", {"content": TEXT}).json()
    assert preview["html"] == shown
    assert "<script" not in shown
    assert [remark["line"] for remark in preview["remarks"]] == [7, 9]


def test_only_those_who_write_ask_for_it(client: APIClient) -> None:
    assert client.post("/api/markdown/", {"content": ""}).status_code == 401
    assert sign_in(person()).post("/api/markdown/", {"content": ""}).status_code == 403
    me = sign_in(teacher())
    assert me.post("/api/markdown/", {"content": ""}).json() == {"html": "", "remarks": []}
    assert me.post("/api/markdown/", {}).status_code == 400
    assert me.post("/api/markdown/", {"content": "x" * 500_001}).status_code == 400

"""Lessons: their content is for those who have a place, teach, or may preview it."""

from typing import Any

import pytest
from bson import ObjectId
from rest_framework.test import APIClient

from tests.world import admin, course, enroll, lesson, person, sign_in, teacher

CONTENT = {"content", "content_html", "video_url"}


def test_content_is_for_those_who_have_a_place_or_teach(client: APIClient) -> None:
    by, ada = teacher(), person()
    python = course(by, lessons=1)
    closed = lesson(python, title="Closed", content="The secret.")
    enroll(ada, python)
    readers = {"learner": ada, "instructor": by, "admin": admin()}
    strangers = {"student": person(), "other instructor": teacher()}
    for somebody in readers.values():
        body = sign_in(somebody).get(f"/api/lessons/{closed}/").json()
        assert body["content_html"] == "<p>The secret.</p>\n"
    strange = [client, *map(sign_in, strangers.values())]
    for stranger in strange:
        response = stranger.get(f"/api/lessons/{closed}/")
        assert response.status_code == 200
        assert response.json()["title"] == "Closed"
        assert not CONTENT & response.json().keys()
        assert b"secret" not in response.content


def test_a_preview_is_for_everybody(client: APIClient) -> None:
    python = course(teacher(), lessons=1)
    shown = lesson(python, preview=True, content="Try *this*.", video_url="https://v.example/1")
    body = client.get(f"/api/lessons/{shown}/").json()
    assert body["content"] == "Try *this*."
    assert body["content_html"] == "<p>Try <em>this</em>.</p>\n"
    assert body["video_url"] == "https://v.example/1"


def test_lessons_of_a_draft_are_not_found(client: APIClient) -> None:
    by = teacher()
    draft = course(by, lessons=1, published=False)
    hidden = lesson(draft, preview=True)
    url = f"/api/lessons/{hidden}/"
    assert client.get(url).status_code == 404
    assert sign_in(person()).get(url).status_code == 404
    assert sign_in(teacher()).get(url).status_code == 404
    assert sign_in(by).get(url).status_code == 200
    assert client.get(f"/api/lessons/?course={draft}").json()["count"] == 0


def test_a_pending_place_does_not_open_the_content(client: APIClient) -> None:
    ada = person()
    paid = course(teacher(), price="5.00", lessons=1)
    closed = lesson(paid)
    enroll(ada, paid)
    assert not CONTENT & sign_in(ada).get(f"/api/lessons/{closed}/").json().keys()


def test_a_place_that_was_given_back_closes_the_content_at_once(client: APIClient) -> None:
    ada, python = person(), course(teacher(), lessons=1)
    closed = lesson(python)
    me = sign_in(ada)
    place = enroll(ada, python)
    assert "content" in me.get(f"/api/lessons/{closed}/").json()
    me.delete(f"/api/enrollments/{place}/")
    assert "content" not in me.get(f"/api/lessons/{closed}/").json()


def test_lists_never_carry_content(client: APIClient) -> None:
    by = teacher()
    python = course(by, lessons=2)
    for me in (sign_in(by), sign_in(admin()), client):
        rows = me.get(f"/api/lessons/?course={python}").json()["results"]
        assert [row["title"] for row in rows] == ["Lesson 1", "Lesson 2"]
        assert not any(CONTENT & row.keys() for row in rows)


def test_only_who_teaches_the_course_writes_its_lessons(client: APIClient) -> None:
    by = teacher()
    python = course(by, lessons=1)
    target = lesson(python)
    body = {"course": str(python), "title": "New"}
    strangers = {"visitor": client, "student": sign_in(person()), "other": sign_in(teacher())}
    for name, me in strangers.items():
        expected = 401 if name == "visitor" else 403
        assert me.post("/api/lessons/", body).status_code == expected, name
        assert me.patch(f"/api/lessons/{target}/", {"title": "x"}).status_code == expected, name
        assert me.delete(f"/api/lessons/{target}/").status_code == expected, name
    for me in (sign_in(by), sign_in(admin())):
        assert me.post("/api/lessons/", body).status_code == 201
        assert me.patch(f"/api/lessons/{target}/", {"title": "x"}).status_code == 200
    assert sign_in(by).delete(f"/api/lessons/{target}/").status_code == 204


def test_a_lesson_is_not_smuggled_into_a_draft_of_another(client: APIClient) -> None:
    draft = course(teacher(), published=False)
    response = sign_in(teacher()).post("/api/lessons/", {"course": str(draft), "title": "x"})
    assert response.status_code == 404
    response = sign_in(teacher()).post("/api/lessons/", {"course": "0" * 24, "title": "x"})
    assert response.status_code == 404


def test_a_lesson_stays_in_its_course(client: APIClient) -> None:
    by = teacher()
    here, there = course(by, lessons=1), course(by, lessons=1)
    target = lesson(here)
    me = sign_in(by)
    url = f"/api/lessons/{target}/"
    refused = me.patch(url, {"course": str(there)})
    assert refused.status_code == 400
    assert refused.json()["errors"] == [
        {"pointer": "/course", "detail": "It cannot be moved to another one.", "code": "fixed"}
    ]
    same = me.put(url, {"course": str(here), "title": "Renamed"})
    assert (same.status_code, same.json()["title"]) == (200, "Renamed")


def test_a_new_lesson_stands_at_the_end_unless_told_otherwise(client: APIClient) -> None:
    by = teacher()
    python = course(by)
    me = sign_in(by)
    body = {"course": str(python), "title": "x"}
    positions = [me.post("/api/lessons/", body).json()["position"] for _ in range(3)]
    assert positions == [0, 1, 2]
    assert me.post("/api/lessons/", {**body, "position": 1}).json()["position"] == 1


def test_a_lesson_added_after_others_went_still_stands_at_the_end(client: APIClient) -> None:
    by = teacher()
    python = course(by, lessons=4)
    me = sign_in(by)
    rows = me.get(f"/api/lessons/?course={python}").json()["results"]
    for row in rows[:2]:
        me.delete(f"/api/lessons/{row['id']}/")
    me.post("/api/lessons/", {"course": str(python), "title": "New"})
    titles = [row["title"] for row in me.get(f"/api/lessons/?course={python}").json()["results"]]
    assert titles == ["Lesson 3", "Lesson 4", "New"]


def test_text_is_rendered_again_when_it_changes_and_only_then(client: APIClient) -> None:
    by = teacher()
    python = course(by)
    target = lesson(python, content="One")
    me = sign_in(by)
    url = f"/api/lessons/{target}/"
    assert me.patch(url, {"title": "Renamed"}).json()["content_html"] == "<p>One</p>\n"
    body = me.patch(url, {"content": "Two <img src=x onerror=alert(1)>"}).json()
    assert "Two" in body["content_html"]
    assert "onerror" not in body["content_html"]
    assert body["updated_at"] > body["created_at"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("minutes", -1),
        ("minutes", 10_001),
        ("minutes", 1.5),
        ("position", -1),
        ("completion", "maybe"),
        ("video_url", "javascript:alert(1)"),
        ("video_url", "not a link"),
        ("section", "two\nlines"),
        ("content_html", "<b>mine</b>"),
        ("published", True),
        ("course", "nothing"),
    ],
)
def test_values_that_cannot_be_are_refused(client: APIClient, field: str, value: Any) -> None:
    by = teacher()
    body = {"course": str(course(by)), "title": "x", field: value}
    response = sign_in(by).post("/api/lessons/", body)
    assert response.status_code == 400
    assert [error["pointer"] for error in response.json()["errors"]] == [f"/{field}"]


def test_what_hangs_on_a_lesson_goes_with_it(client: APIClient) -> None:
    from tests.assessment.world import quiz

    by = teacher()
    python = course(by, lessons=1)
    target = lesson(python)
    asked = quiz(target)
    me = sign_in(by)
    assert me.get(f"/api/quizzes/{asked}/").status_code == 200
    assert me.delete(f"/api/lessons/{target}/").status_code == 204
    assert me.get(f"/api/quizzes/{asked}/").status_code == 404
    assert me.delete(f"/api/lessons/{ObjectId()}/").status_code == 404

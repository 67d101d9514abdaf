"""What is shown has a name: who has it need not be sent it, who changes it says which they saw."""

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from tests.assessment.world import choices, question, quiz
from tests.together import at_once
from tests.world import admin, course, enroll, lesson, person, sign_in, teacher

STALE = '"0123456789abcdef0123456789abcdef"'


@pytest.fixture
def by(clean: None) -> Any:
    """Somebody who teaches."""
    return teacher()


@pytest.fixture
def me(by: Any) -> APIClient:
    """The same, signed in."""
    return sign_in(by)


@pytest.fixture
def url(by: Any) -> str:
    """A course of theirs."""
    return f"/api/courses/{course(by, lessons=1)}/"


def test_who_has_it_is_not_sent_it_again(me: APIClient, url: str) -> None:
    for path in (url, "/api/courses/", "/api/dashboard/", "/api/auth/user/"):
        first = me.get(path)
        again = me.get(path, HTTP_IF_NONE_MATCH=first["ETag"])
        assert (again.status_code, again.content) == (304, b""), path
        for answer in (first, again):
            assert answer["ETag"] == first["ETag"]
            assert "Authorization" in answer["Vary"]
            assert answer["Cache-Control"] == "private, no-cache"
            assert answer["X-Request-ID"]
        assert me.head(path)["ETag"] == first["ETag"]


def test_what_has_changed_is_sent(me: APIClient, url: str) -> None:
    seen = {path: me.get(path)["ETag"] for path in (url, "/api/courses/")}
    me.patch(url, {"title": "Another"})
    for path, etag in seen.items():
        answer = me.get(path, HTTP_IF_NONE_MATCH=etag)
        assert answer.status_code == 200
        assert answer["ETag"] != etag


@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', "*", 'W/"other",W/{}'])
def test_every_way_to_write_it_is_understood(me: APIClient, url: str, form: str) -> None:
    header = form.format(me.get(url)["ETag"])
    assert me.get(url, HTTP_IF_NONE_MATCH=header).status_code == 304


@pytest.mark.parametrize("header", ["", "x", '"', "W/", '{"$ne":""}', "\x00", "é", ',,"', "a" * 99])
def test_what_is_no_name_names_nothing(me: APIClient, url: str, header: str) -> None:
    assert me.get(url, HTTP_IF_NONE_MATCH=header).status_code == 200
    answer = me.patch(url, {"title": "x"}, HTTP_IF_MATCH=header)
    assert (answer.status_code, answer.json()["code"]) == (412, "precondition-failed")


def test_a_name_opens_nothing(me: APIClient, by: Any, url: str) -> None:
    draft = f"/api/courses/{course(by, published=False)}/"
    etag, stranger = me.get(draft)["ETag"], sign_in(teacher())
    for header in (etag, "*"):
        assert stranger.get(draft, HTTP_IF_NONE_MATCH=header).status_code == 404
        assert stranger.patch(draft, {}, HTTP_IF_MATCH=header).status_code == 404
        assert stranger.patch(url, {}, HTTP_IF_MATCH=header).status_code == 403
        assert APIClient().get("/api/users/", HTTP_IF_NONE_MATCH=header).status_code == 401
    assert "ETag" not in stranger.get(draft)


def test_each_reader_has_names_of_their_own(by: Any, me: APIClient) -> None:
    url = f"/api/lessons/{lesson(course(by, lessons=1))}/"
    assert me.get(url)["ETag"] != APIClient().get(url)["ETag"]


def everything(by: Any) -> dict[str, dict[str, Any]]:
    """A thing of every kind that can be changed, and how."""
    knots = course(by, lessons=1)
    first = lesson(knots)
    test = quiz(first)
    asked = question(test, "single")
    picked = choices(asked, "a", right=("a",))["a"]
    return {
        f"/api/courses/{knots}/": {"title": "New"},
        f"/api/lessons/{first}/": {"title": "New"},
        f"/api/quizzes/{test}/": {"title": "New"},
        f"/api/questions/{asked}/": {"text": "New"},
        f"/api/choices/{picked}/": {"text": "New"},
        f"/api/users/{by.id}/": {"bio": "New"},
        "/api/auth/user/": {"bio": "Newer"},
    }


def test_a_change_is_made_to_what_was_seen(by: Any, me: APIClient) -> None:
    for url, body in everything(by).items():
        seen = me.get(url)["ETag"]
        changed = me.patch(url, body, HTTP_IF_MATCH=seen)
        assert changed.status_code == 200, changed.content
        assert changed["ETag"] == me.get(url)["ETag"] != seen, url
        late = me.patch(url, body, HTTP_IF_MATCH=seen)
        assert (late.status_code, late.json()["code"]) == (412, "precondition-failed"), url
        assert me.patch(url, body, HTTP_IF_MATCH="*").status_code == 200
        assert me.patch(url, body).status_code == 200


def test_what_is_made_is_named_as_it_is_shown(me: APIClient) -> None:
    made = me.post("/api/courses/", {"title": "Knots"})
    assert made["ETag"] == me.get(f"/api/courses/{made.json()['id']}/")["ETag"]


def test_a_name_belongs_to_its_parameters(me: APIClient, url: str) -> None:
    expanded = f"{url}?expand=instructor"
    plain, whole = me.get(url)["ETag"], me.get(expanded)["ETag"]
    assert plain != whole
    assert me.patch(url, {"title": "x"}, HTTP_IF_MATCH=whole).status_code == 412
    assert me.patch(expanded, {"title": "x"}, HTTP_IF_MATCH=whole).status_code == 200


def test_what_a_proxy_has_compressed_is_still_known(me: APIClient, url: str) -> None:
    header = f"W/{me.get(url)['ETag']}"
    assert me.patch(url, {"title": "x"}, HTTP_IF_MATCH=header).status_code == 200


def test_a_removal_too(me: APIClient, by: Any) -> None:
    url = f"/api/courses/{course(by)}/"
    seen = me.get(url)["ETag"]
    assert me.delete(url, HTTP_IF_MATCH=STALE).status_code == 412
    assert me.delete(url, HTTP_IF_MATCH=seen).status_code == 204
    assert me.delete(url, HTTP_IF_MATCH=seen).status_code == 404


def test_who_asks_wrongly_is_told_that_first(me: APIClient, url: str) -> None:
    assert me.patch(url, {"title": ""}, HTTP_IF_MATCH=STALE).status_code == 400
    assert me.get(url).json()["title"] != ""


def test_what_cannot_be_compared_is_not_changed(by: Any) -> None:
    ada = person()
    knots = course(by, lessons=1)
    test = quiz(lesson(knots))
    question(test, "true_false", answer="true")
    enroll(ada, knots)
    learner = sign_in(ada)
    attempt = learner.post("/api/quiz-attempts/", {"quiz": str(test)}).json()["id"]
    url = f"/api/quiz-attempts/{attempt}/"
    assert learner.patch(url, {"answers": {}}, HTTP_IF_MATCH=STALE).status_code == 412
    assert learner.patch(url, {"answers": {}}, HTTP_IF_MATCH="*").status_code == 200


def race(clients: list[APIClient], act: Callable[[APIClient, int], Any]) -> list[int]:
    """What is answered when all do it at the same moment."""
    answers = at_once(act, clients, range(len(clients)))
    return sorted(answer.status_code for answer in answers)


@pytest.mark.parametrize("writers", [2, 8])
def test_of_those_who_saw_the_same_one_changes_it(by: Any, writers: int) -> None:
    clients = [sign_in(by) for _ in range(writers)]
    for url, body in everything(by).items():
        (field,) = body
        seen = clients[0].get(url)["ETag"]
        statuses = race(
            clients,
            lambda me, n: me.patch(url, {field: f"{url} {n}"}, HTTP_IF_MATCH=seen),  # noqa: B023
        )
        assert statuses == [200] + [412] * (writers - 1), url


def test_roles_are_changed_by_one_of_two(clean: None) -> None:
    clients = [sign_in(admin()) for _ in range(2)]
    url = f"/api/users/{person().id}/"
    seen = clients[0].get(url)["ETag"]
    statuses = race(
        clients,
        lambda me, n: me.patch(url, {"is_instructor": True, "bio": str(n)}, HTTP_IF_MATCH=seen),
    )
    assert statuses == [200, 412]


def test_what_is_changed_is_not_removed_by_who_has_not_seen_it(by: Any) -> None:
    clients = [sign_in(by), sign_in(by)]

    def change_or_remove(url: str) -> list[int]:
        seen = clients[0].get(url)["ETag"]

        def act(me: APIClient, number: int) -> Any:
            if number:
                return me.patch(url, {"title": "x"}, HTTP_IF_MATCH=seen)
            return me.delete(url, HTTP_IF_MATCH=seen)

        return race(clients, act)

    for _ in range(5):
        statuses = change_or_remove(f"/api/courses/{course(by)}/")
        assert statuses in ([200, 412], [204, 404])

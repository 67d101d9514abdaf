"""A place that has to wait is closed to its student, and nothing of it is lost."""

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from lectern.shared.orphans import orphans
from tests.assessment.world import Classroom, start
from tests.learning.test_leaving import join, kinds
from tests.learning.world import complete, lessons_of
from tests.together import at_once
from tests.world import Person, admin, course, enroll, person, sign_in, teacher

As = Callable[[Person], APIClient]


@pytest.fixture
def room(clean: None) -> Classroom:
    """A learner who has a place."""
    return Classroom()


def place_of(room: Classroom) -> str:
    (row,) = sign_in(room.student).get("/api/enrollments/").json()["results"]
    return f"/api/enrollments/{row['id']}/"


def suspend(by: APIClient, url: str, **headers: Any) -> Any:
    return by.patch(url, {"status": "pending"}, **headers)


def test_who_has_to_wait_reads_nothing_and_keeps_everything(as_: As) -> None:
    by, ada = teacher(), person()
    python = course(by, lessons=2)
    enroll(ada, python)
    me, them = as_(ada), as_(by)
    first, second = lessons_of(python)
    complete(me, first)
    (before,) = me.get("/api/enrollments/").json()["results"]
    url = f"/api/enrollments/{before['id']}/"
    answer = suspend(them, url)
    assert (answer.status_code, answer.json()) == (200, {**before, "status": "pending"})
    assert "content_html" not in me.get(f"/api/lessons/{second}/").json()
    assert complete(me, second) == 403
    assert me.get("/api/progress/?completed=true").json()["count"] == 1
    assert me.get(f"/api/courses/{python}/").json()["enrollment_count"] == 1
    assert them.put(url, {"status": "active"}).json() == before
    assert "content_html" in me.get(f"/api/lessons/{second}/").json()
    assert complete(me, second) == 201
    assert kinds(me).count("course-completed") == 1
    assert [kinds(me).count(f"place-{done}") for done in ("suspended", "activated")] == [1, 1]
    assert list(orphans()) == []


def test_setting_what_is_set_tells_nobody_again(room: Classroom) -> None:
    url, me, boss = place_of(room), sign_in(room.student), sign_in(admin())
    for status in ("active", "active", "pending", "pending", "active", "active"):
        assert boss.put(url, {"status": status}).json()["status"] == status
    assert boss.patch(url, {}).json()["status"] == "active"
    told = kinds(me)
    assert told.count("place-suspended") == told.count("place-activated") == 1


def test_of_twenty_who_suspend_at_once_one_does(room: Classroom) -> None:
    url = place_of(room)
    clients = [sign_in(room.teacher) for _ in range(20)]
    answers = at_once(lambda by: suspend(by, url), clients)
    assert {(one.status_code, one.json()["status"]) for one in answers} == {(200, "pending")}
    assert kinds(sign_in(room.student)).count("place-suspended") == 1


def test_an_open_attempt_waits_as_well(room: Classroom) -> None:
    url, me, by = place_of(room), sign_in(room.student), sign_in(room.teacher)
    attempt = start(me, room.quiz)["id"]
    suspend(by, url)
    body = {"attempt": attempt, "answers": room.right}
    refused = me.post("/api/quiz-submissions/", body)
    assert (refused.status_code, refused.json()["code"]) == (403, "not-enrolled")
    by.post(f"{url}activate/")
    assert me.post("/api/quiz-submissions/", body).json()["passed"] is True


@pytest.mark.parametrize(("by", "status"), [("student", "pending"), ("admin", "active")])
def test_who_leaves_a_suspended_place_finds_it_so(room: Classroom, by: str, status: str) -> None:
    url, me, boss = place_of(room), sign_in(room.student), sign_in(admin())
    suspend(boss, url)
    me.delete(url)
    body = {"course": str(room.course), "student": str(room.student.id)}
    back = join(me, room.course) if by == "student" else boss.post("/api/enrollments/", body)
    assert (back.status_code, back.json()["status"]) == (201, status)
    boss.patch(url, {"status": "active"})
    me.delete(url)
    assert join(me, room.course).json()["status"] == "active"  # it is forgotten


def test_it_is_compared_with_what_its_author_has_seen(room: Classroom) -> None:
    url, by = place_of(room), sign_in(room.teacher)
    seen = by.get(url)["ETag"]
    complete(sign_in(room.student), str(room.lesson))
    stale = suspend(by, url, HTTP_IF_MATCH=seen)
    assert (stale.status_code, stale.json()["code"]) == (412, "precondition-failed")
    assert suspend(by, url, HTTP_IF_MATCH=by.get(url)["ETag"]).status_code == 200


@pytest.mark.parametrize("method", ["put", "patch"])
def test_nothing_but_the_status_can_be_written(room: Classroom, method: str) -> None:
    url, by = place_of(room), sign_in(room.teacher)
    before = by.get(url).json()
    readable = {name: value for name, value in before.items() if name != "status"}
    stored = dict.fromkeys(("suspended", "returns_active", "milestones", "sort_name"), True)
    for name, value in {**readable, **stored}.items():
        refused = getattr(by, method)(url, {"status": "pending", name: value})
        assert refused.status_code == 400, name
        assert [error["pointer"] for error in refused.json()["errors"]] == [f"/{name}"]
    for wrong in ("left", "ACTIVE", "", None, {"$ne": "active"}):
        assert getattr(by, method)(url, {"status": wrong}).status_code == 400
    assert by.get(url).json() == before

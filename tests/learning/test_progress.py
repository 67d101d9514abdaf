"""Progress is right, whatever happens to lessons and however often it is recorded."""

import pytest
from bson import ObjectId
from hypothesis import given
from hypothesis import strategies as st
from rest_framework.test import APIClient

from lectern.learning.progress import milestones_reached, percent
from tests.assessment.world import quiz
from tests.repeating import forget_answers, post
from tests.together import at_once
from tests.world import course, enroll, lesson, person, sign_in, teacher


def lessons_of(client: APIClient, course_id: ObjectId) -> list[str]:
    sections = client.get(f"/api/courses/{course_id}/outline/").json()["sections"]
    return [row["id"] for section in sections for row in section["lessons"]]


def complete(me: APIClient, lesson_id: str, done: bool = True) -> int:
    response = me.post("/api/progress/", {"lesson": lesson_id, "completed": done})
    return int(response.status_code)


def test_completing_lessons_moves_the_percentage_and_fires_each_milestone_once(
    client: APIClient,
) -> None:
    ada, python = person(), course(teacher(), lessons=4)
    place = enroll(ada, python)
    me = sign_in(ada)
    seen = []
    for lesson_id in lessons_of(client, python):
        assert [complete(me, lesson_id) for _ in range(2)] == [201, 200]
        seen.append(me.get(f"/api/enrollments/{place}/").json()["progress"]["percent"])
    assert seen == [25, 50, 75, 100]
    body = me.get(f"/api/enrollments/{place}/").json()
    assert body["completed_at"] is not None
    assert body["last_lesson"] == lessons_of(client, python)[-1]
    kinds = [n["kind"] for n in me.get("/api/notifications/").json()["results"]]
    once = ["certificate-issued", "course-completed", "enrolled"]
    assert sorted(kinds) == [*once, *["milestone"] * 3]


def test_taking_back_and_completing_again_fires_no_milestone_twice(client: APIClient) -> None:
    ada, python = person(), course(teacher(), lessons=2)
    enroll(ada, python)
    me = sign_in(ada)
    first, _second = lessons_of(client, python)
    assert complete(me, first, False) == 200  # so it was from the start
    for done in (True, False, True):
        assert complete(me, first, done) == 201
    marks = [m["percent"] for m in me.get("/api/dashboard/").json()["milestones"]]
    assert sorted(marks) == [25, 50]


def test_a_lesson_added_later_counts_at_once_and_a_removed_one_stops(client: APIClient) -> None:
    by, ada = teacher(), person()
    python = course(by, lessons=2)
    place = enroll(ada, python)
    me = sign_in(ada)
    for lesson_id in lessons_of(client, python):
        complete(me, lesson_id)
    added = lesson(python)
    share = me.get(f"/api/enrollments/{place}/").json()["progress"]
    assert share == {"completed": 2, "total": 3, "percent": 66}
    complete(me, str(added))
    removed = lessons_of(client, python)[0]
    assert sign_in(by).delete(f"/api/lessons/{removed}/").status_code == 204
    share = me.get(f"/api/enrollments/{place}/").json()["progress"]
    assert share == {"completed": 2, "total": 2, "percent": 100}


def test_twenty_completions_at_once_count_once(client: APIClient) -> None:
    from lectern.learning.documents import Milestone

    ada, python = person(), course(teacher(), lessons=4)
    place = enroll(ada, python)
    target = lessons_of(client, python)[0]
    clients = [sign_in(ada) for _ in range(20)]
    assert sorted(at_once(lambda me: complete(me, target), clients)) == [200] * 19 + [201]
    share = clients[0].get(f"/api/enrollments/{place}/").json()["progress"]
    assert share["completed"] == 1
    assert Milestone.collection().count_documents({"enrollment_id": place}) == 1


def test_different_lessons_completed_at_once_all_count(client: APIClient) -> None:
    ada, python = person(), course(teacher(), lessons=12)
    place = enroll(ada, python)
    targets = lessons_of(client, python)
    me = [sign_in(ada) for _ in targets]
    assert set(at_once(complete, me, targets)) == {201}
    share = me[0].get(f"/api/enrollments/{place}/").json()["progress"]
    assert share == {"completed": 12, "total": 12, "percent": 100}
    marks = [m["percent"] for m in me[0].get("/api/dashboard/").json()["milestones"]]
    assert sorted(marks) == [25, 50, 75, 100]


def test_opening_a_lesson_remembers_it_and_takes_nothing_back(client: APIClient) -> None:
    ada, python = person(), course(teacher(), lessons=4)
    place = enroll(ada, python)
    me = sign_in(ada)
    first, _second, third, _fourth = lessons_of(client, python)
    complete(me, first)
    for lesson_id in (first, third):
        assert me.post("/api/progress/opened/", {"lesson": lesson_id}).status_code == 200
    body = me.get(f"/api/enrollments/{place}/").json()
    assert body["completed_lessons"] == [first]
    assert body["last_lesson"] == third
    assert me.get("/api/dashboard/").json()["resume"]["lesson"]["id"] == third
    records = me.get("/api/progress/?completed=true").json()["results"]
    assert [record["lesson"] for record in records] == [first]
    stranger = sign_in(person()).post("/api/progress/opened/", {"lesson": first})
    assert stranger.status_code == 403


def test_only_learners_make_progress(client: APIClient) -> None:
    python = course(teacher(), lessons=1)
    target = lessons_of(client, python)[0]
    response = sign_in(person()).post("/api/progress/", {"lesson": target, "completed": True})
    assert response.status_code == 403
    assert response.json()["code"] == "not-enrolled"
    assert client.post("/api/progress/", {"lesson": target, "completed": True}).status_code == 401


def test_a_lesson_that_is_completed_by_its_quiz_cannot_be_ticked_off(client: APIClient) -> None:
    ada, python = person(), course(teacher(), lessons=1)
    strict = lesson(python, completion="quiz")
    quiz(strict)
    enroll(ada, python)
    response = sign_in(ada).post("/api/progress/", {"lesson": str(strict), "completed": True})
    assert response.status_code == 409
    assert response.json()["code"] == "quiz-required"


def test_a_lesson_whose_quiz_is_still_to_come_is_completed_by_reading_it(
    client: APIClient,
) -> None:
    ada, python = person(), course(teacher(), lessons=1)
    strict = lesson(python, completion="quiz")
    enroll(ada, python)
    me = sign_in(ada)
    assert complete(me, str(strict)) == 201
    [record] = me.get(f"/api/progress/?lesson={strict}").json()["results"]
    url = f"/api/progress/{record['id']}/"
    assert me.patch(url, {"completed": False}).json()["completed"] is False
    assert me.patch(url, {"completed": True}).json()["completed"] is True
    quiz(strict)
    assert complete(me, str(strict)) == 200  # what is complete stays complete


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/lesson"),
        ({"lesson": "x", "completed": True}, "/lesson"),
        ({"lesson": {"$ne": None}, "completed": True}, "/lesson"),
        ({"lesson": "0" * 24, "completed": "perhaps"}, "/completed"),
        ({"lesson": "0" * 24, "completed": True, "student": "0" * 24}, "/student"),
    ],
)
def test_bad_bodies_are_told_where(
    client: APIClient, body: dict[str, object], pointer: str
) -> None:
    response = sign_in(person()).post("/api/progress/", body)
    assert response.status_code == 400
    assert pointer in {error["pointer"] for error in response.json()["errors"]}


def test_nobody_writes_the_progress_of_others(client: APIClient) -> None:
    by, ada = teacher(), person()
    python = course(by, lessons=1)
    enroll(ada, python)
    complete(sign_in(ada), lessons_of(client, python)[0])
    record = sign_in(by).get("/api/progress/").json()["results"][0]
    url = f"/api/progress/{record['id']}/"
    assert sign_in(by).patch(url, {"completed": False}).status_code == 403
    assert sign_in(person()).patch(url, {"completed": False}).status_code == 404
    assert sign_in(ada).patch(url, {"completed": False}).json()["completed"] is False


@given(st.integers(0, 500), st.integers(0, 500))
def test_a_hundred_percent_means_all_of_it(completed: int, total: int) -> None:
    share = percent(completed, total)
    assert 0 <= share <= 100
    assert (share == 100) == (total > 0 and completed >= total)


@given(st.integers(1, 300))
def test_walking_through_a_course_reaches_each_milestone_once(total: int) -> None:
    reached: list[int] = []
    for completed in range(1, total + 1):
        reached += milestones_reached(completed, total, reached)
    assert reached == [25, 50, 75, 100]


def test_who_completed_a_lesson_is_told_so_again(client: APIClient) -> None:
    ada, knots = person(), course(teacher(), lessons=1)
    enroll(ada, knots)
    me, body = sign_in(ada), {"lesson": lessons_of(client, knots)[0], "completed": True}
    first = post(me, body, url="/api/progress/")
    forget_answers()
    again = post(me, body, url="/api/progress/")
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()

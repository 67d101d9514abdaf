"""A place that is given back is out of sight, and comes back with all that was learned on it."""

from collections.abc import Callable
from typing import Any

import pytest
from bson import ObjectId
from rest_framework.test import APIClient

from tests.assessment.world import Classroom, question, quiz, submit
from tests.learning.world import complete, lessons_of
from tests.together import at_once
from tests.world import Person, course, enroll, lesson, person, sign_in, teacher

As = Callable[[Person], APIClient]


def kinds(me: APIClient) -> list[str]:
    """What somebody has been told."""
    return [row["kind"] for row in me.get("/api/notifications/?page_size=100").json()["results"]]


def join(me: APIClient, course_id: ObjectId) -> Any:
    return me.post("/api/enrollments/", {"course": str(course_id)})


def test_who_left_is_seen_by_nobody_and_sees_nothing(as_: As) -> None:
    by, ada = teacher(), person()
    python = course(by, lessons=2)
    place = enroll(ada, python)
    me, them = as_(ada), as_(by)
    first, _ = lessons_of(python)
    complete(me, first)
    record = me.get("/api/progress/?completed=true").json()["results"][0]["id"]
    assert me.delete(f"/api/enrollments/{place}/").status_code == 204
    for somebody in (me, them):
        assert somebody.get(f"/api/enrollments/{place}/").status_code == 404
        assert somebody.delete(f"/api/enrollments/{place}/").status_code == 404
        assert somebody.get(f"/api/progress/{record}/").status_code == 404
        assert somebody.get("/api/enrollments/").json()["count"] == 0
        assert somebody.get("/api/progress/").json()["count"] == 0
    assert "content" not in me.get(f"/api/lessons/{first}/").json()
    assert complete(me, first) == 403
    dashboard = me.get("/api/dashboard/").json()
    assert dashboard["courses"] == dashboard["milestones"] == []
    assert me.get(f"/api/courses/{python}/").json()["enrollment_count"] == 0


def test_who_returns_finds_everything_as_it_was(as_: As) -> None:
    ada, python = person(), course(teacher(), lessons=4)
    place = enroll(ada, python)
    me = as_(ada)
    for lesson_id in lessons_of(python)[:2]:
        complete(me, lesson_id)
    before = me.get(f"/api/enrollments/{place}/").json()
    records = me.get("/api/progress/").json()["results"]
    me.delete(f"/api/enrollments/{place}/")
    answer = join(me, python)
    assert answer.status_code == 201
    after = answer.json()
    assert {**after, "active_at": None} == {**before, "active_at": None}
    assert me.get("/api/progress/").json()["results"] == records
    marks = [row["percent"] for row in me.get("/api/dashboard/").json()["milestones"]]
    assert sorted(marks) == [25, 50]
    assert sorted(kinds(me)) == ["enrolled", "enrolled", "milestone", "milestone"]
    assert me.get(f"/api/courses/{python}/").json()["enrollment_count"] == 1
    assert join(me, python).json()["code"] == "already-enrolled"


def test_what_was_removed_meanwhile_counts_when_one_returns(
    as_: As, deliver: Callable[[], None]
) -> None:
    by, ada = teacher(), person()
    python = course(by, lessons=2)
    place = enroll(ada, python)
    me = as_(ada)
    first, second = lessons_of(python)
    complete(me, first)
    me.delete(f"/api/enrollments/{place}/")
    as_(by).delete(f"/api/lessons/{second}/")
    deliver()
    assert "course-completed" not in kinds(me)
    assert join(me, python).json()["progress"] == {"completed": 1, "total": 1, "percent": 100}
    assert kinds(me).count("course-completed") == 1


def test_a_lesson_that_goes_lets_those_finish_who_had_done_the_others(
    as_: As, deliver: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    from lectern.learning.services import milestones

    monkeypatch.setattr(milestones, "BATCH", 2)
    by, learners = teacher(), [person() for _ in range(5)]
    python = course(by, lessons=3)
    places = [enroll(one, python) for one in learners]
    *others, last = lessons_of(python)
    for one in learners[:4]:
        for lesson_id in others:
            complete(as_(one), lesson_id)
    as_(by).delete(f"/api/lessons/{last}/")
    for _ in range(4):
        deliver()
    finished = [
        as_(by).get(f"/api/enrollments/{place}/").json()["completed_at"] is not None
        for place in places
    ]
    assert finished == [True] * 4 + [False]
    assert [kinds(as_(one)).count("course-completed") for one in learners] == [1, 1, 1, 1, 0]


@pytest.mark.parametrize(
    ("price", "was_active", "by_student", "status"),
    [
        ("0.00", True, True, "active"),
        ("0.00", True, False, "active"),
        ("9.00", True, True, "active"),
        ("9.00", True, False, "pending"),
        ("9.00", False, True, "pending"),
    ],
)
def test_a_returning_place_waits_only_if_it_was_not_ones_own(
    as_: As, price: str, was_active: bool, by_student: bool, status: str
) -> None:
    by, ada = teacher(), person()
    python = course(by, lessons=1, price=price)
    place = enroll(ada, python)
    if was_active:
        as_(by).post(f"/api/enrollments/{place}/activate/")
    as_(ada if by_student else by).delete(f"/api/enrollments/{place}/")
    assert join(as_(ada), python).json()["status"] == status


def test_a_pass_counts_after_returning_even_without_attempts_left(as_: As) -> None:
    room = Classroom(max_attempts=1)
    as_(room.teacher).patch(f"/api/lessons/{room.lesson}/", {"completion": "quiz"})
    me = as_(room.student)
    assert submit(me, quiz=str(room.quiz), answers=room.right)["passed"]
    place = me.get("/api/enrollments/").json()["results"][0]
    me.delete(f"/api/enrollments/{place['id']}/")
    assert join(me, room.course).json()["progress"]["percent"] == 100
    assert complete(me, str(room.lesson), False) == 201
    assert complete(me, str(room.lesson)) == 201


def test_a_pass_that_is_granted_while_one_is_away_counts_after_returning(as_: As) -> None:
    room = Classroom()
    essay = question(room.quiz, "essay")
    me, them = as_(room.student), as_(room.teacher)
    done = submit(me, quiz=str(room.quiz), answers={**room.right, essay: "Because."})
    place = me.get("/api/enrollments/").json()["results"][0]["id"]
    me.delete(f"/api/enrollments/{place}/")
    graded = them.post(f"/api/quiz-submissions/{done['id']}/grade/", {"points": {essay: 1}})
    assert graded.json()["passed"] is True
    assert join(me, room.course).json()["progress"]["percent"] == 100
    assert kinds(me).count("course-completed") == 1


def test_returning_does_not_move_where_one_goes_on(as_: As) -> None:
    room = Classroom()
    second = str(lesson(room.course))
    me = as_(room.student)
    submit(me, quiz=str(room.quiz), answers=room.right)
    me.post("/api/progress/opened/", {"lesson": second})
    place = me.get("/api/enrollments/").json()["results"][0]["id"]
    me.delete(f"/api/enrollments/{place}/")
    assert join(me, room.course).json()["last_lesson"] == second


def test_of_many_who_leave_at_once_one_does(as_: As) -> None:
    ada, python = person(), course(teacher(), lessons=2)
    place = enroll(ada, python)
    clients = [as_(ada) for _ in range(20)]
    answers = at_once(
        lambda n: clients[n].delete(f"/api/enrollments/{place}/").status_code, range(20)
    )
    assert sorted(answers) == [204] + [404] * 19
    assert clients[0].get(f"/api/courses/{python}/").json()["enrollment_count"] == 0


def test_of_many_returns_at_once_one_wins(as_: As) -> None:
    ada, python = person(), course(teacher(), lessons=2)
    clients = [as_(ada) for _ in range(20)]
    clients[0].delete(f"/api/enrollments/{enroll(ada, python)}/")
    answers = at_once(lambda n: join(clients[n], python).status_code, range(20))
    assert sorted(answers) == [201] + [400] * 19
    assert kinds(clients[0]).count("enrolled") == 2
    assert clients[0].get(f"/api/courses/{python}/").json()["enrollment_count"] == 1


def test_leaving_and_returning_at_once_leave_one_place_that_is_counted_rightly(as_: As) -> None:
    from lectern.learning.documents import Enrollment, Progress

    ada, python = person(), course(teacher(), lessons=3)
    place = enroll(ada, python)
    clients = [as_(ada) for _ in range(20)]

    def act(number: int) -> int:
        if number % 2:
            return int(clients[number].delete(f"/api/enrollments/{place}/").status_code)
        return int(join(clients[number], python).status_code)

    answers = at_once(act, range(20))
    assert set(answers) <= {201, 204, 400, 404}
    (row,) = Enrollment.collection().find({"student_id": ada.id})
    is_here = row["status"] == "active"
    returns = kinds(clients[0]).count("enrolled") - 1  # not each saw its answer: the next one left
    assert answers.count(201) <= returns
    assert answers.count(204) - returns == (0 if is_here else 1)
    count = clients[0].get(f"/api/courses/{python}/").json()["enrollment_count"]
    assert count == is_here
    left = {record["left"] for record in Progress.collection().find({"student_id": ada.id})}
    assert left == {not is_here}


def test_a_course_that_everybody_left_is_removed_without_a_trace(as_: As) -> None:
    from lectern.shared.orphans import orphans

    room = Classroom()
    me, them = as_(room.student), as_(room.teacher)
    submit(me, quiz=str(room.quiz), answers=room.right)
    quiz(room.lesson)
    refused = them.delete(f"/api/courses/{room.course}/")
    assert (refused.status_code, refused.json()["code"]) == (409, "course-has-learners")
    place = me.get("/api/enrollments/").json()["results"][0]["id"]
    me.delete(f"/api/enrollments/{place}/")
    assert them.delete(f"/api/courses/{room.course}/").status_code == 204
    assert [str(orphan) for orphan in orphans()] == []


def test_nobody_comes_into_a_course_while_it_is_removed(as_: As) -> None:
    from lectern.learning.documents import Enrollment, Progress

    for _ in range(5):
        by, learners = teacher(), [person() for _ in range(7)]
        python = course(by, lessons=2)
        clients = [as_(one) for one in learners]
        them = as_(by)

        def act(number: int, python: Any = python, them: Any = them, clients: Any = clients) -> Any:
            if number == 0:
                return them.delete(f"/api/courses/{python}/").status_code
            return join(clients[number - 1], python).status_code

        removed, *joined = at_once(act, range(8))
        there = Enrollment.collection().count_documents({"course_id": python})
        if removed == 204:
            assert set(joined) == {404}
            assert there == Progress.collection().count_documents({"course_id": python}) == 0
        else:
            assert removed == 409
            assert there == joined.count(201) > 0


def test_forty_places_are_taken_at_once(as_: As) -> None:
    python = course(teacher(), lessons=3)
    learners = [person() for _ in range(40)]
    clients = [sign_in(one) for one in learners]
    answers = at_once(lambda n: join(clients[n], python).status_code, range(40))
    assert answers == [201] * 40
    assert clients[0].get(f"/api/courses/{python}/").json()["enrollment_count"] == 40

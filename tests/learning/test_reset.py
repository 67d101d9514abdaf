"""Taking a completion back opens the lesson again, and takes no achievement away."""

from collections.abc import Callable
from typing import Any

from rest_framework.test import APIClient

from tests.assessment.world import Classroom, quiz, submit
from tests.learning.world import complete, lessons_of
from tests.together import at_once
from tests.world import Person, course, enroll, person, teacher

As = Callable[[Person], APIClient]


def record_of(me: APIClient, lesson_id: str) -> str:
    page = me.get(f"/api/progress/?lesson={lesson_id}").json()
    return str(page["results"][0]["id"])


def test_a_lesson_that_is_reset_is_open_and_its_record_gone(as_: As) -> None:
    ada, python = person(), course(teacher(), lessons=2)
    place = enroll(ada, python)
    me = as_(ada)
    for lesson_id in lessons_of(python):
        complete(me, lesson_id)
    done = me.get(f"/api/enrollments/{place}/").json()
    first = lessons_of(python)[0]
    url = f"/api/progress/{record_of(me, first)}/"
    assert [me.delete(url).status_code, me.delete(url).status_code] == [204, 404]
    assert me.get(url).status_code == 404
    after = me.get(f"/api/enrollments/{place}/").json()
    assert after["progress"] == {"completed": 1, "total": 2, "percent": 50}
    assert first not in after["completed_lessons"]
    assert after["completed_at"] == done["completed_at"]
    assert len(me.get("/api/dashboard/").json()["milestones"]) == 4
    assert complete(me, first) == 201
    kinds = [row["kind"] for row in me.get("/api/notifications/").json()["results"]]
    assert kinds.count("course-completed") == 1


def test_a_lesson_whose_quiz_was_passed_is_completed_again_without_it(as_: As) -> None:
    room = Classroom(max_attempts=1)
    as_(room.teacher).patch(f"/api/lessons/{room.lesson}/", {"completion": "quiz"})
    me = as_(room.student)
    assert complete(me, str(room.lesson)) == 409
    submit(me, quiz=str(room.quiz), answers=room.right)
    me.delete(f"/api/progress/{record_of(me, str(room.lesson))}/")
    assert complete(me, str(room.lesson)) == 201


def test_the_last_quiz_that_goes_leaves_a_lesson_that_can_be_completed(as_: As) -> None:
    room = Classroom()
    them, me = as_(room.teacher), as_(room.student)
    them.patch(f"/api/lessons/{room.lesson}/", {"completion": "quiz"})
    other = quiz(room.lesson)
    assert them.delete(f"/api/quizzes/{other}/").status_code == 204
    assert complete(me, str(room.lesson)) == 409
    assert them.delete(f"/api/quizzes/{room.quiz}/").status_code == 204
    assert them.get(f"/api/lessons/{room.lesson}/").json()["completion"] == "view"
    outline = me.get(f"/api/courses/{room.course}/outline/").json()
    assert outline["sections"][0]["lessons"][0]["completion"] == "view"
    assert complete(me, str(room.lesson)) == 201


def test_failing_after_a_pass_asks_for_no_other_try(as_: As) -> None:
    room = Classroom()
    me = as_(room.student)
    for answers in (room.wrong, room.right, room.wrong):
        submit(me, quiz=str(room.quiz), answers=answers)
    told = me.get("/api/notifications/").json()["results"]
    about = [row["kind"] for row in told if row["kind"].startswith("quiz")]
    assert about == ["quiz-retaken", "quiz-passed", "quiz-failed"]
    assert "counts" in told[0]["message"]


def test_a_lesson_that_is_removed_while_it_is_completed_counts_for_nobody(as_: As) -> None:
    from lectern.learning.documents import Enrollment, Progress
    from tests.world import lesson

    by, learners = teacher(), [person() for _ in range(6)]
    python = course(by, lessons=1)
    for one in learners:
        enroll(one, python)
    clients, them = [as_(one) for one in learners], as_(by)
    for _ in range(5):
        late = lesson(python)  # nobody has a record of it yet

        def act(number: int, late: Any = late) -> int:
            if number == 0:
                return int(them.delete(f"/api/lessons/{late}/").status_code)
            return complete(clients[number - 1], str(late))

        removed, *completed = at_once(act, range(7))
        assert removed == 204
        assert set(completed) <= {201, 404}
        assert Progress.collection().count_documents({"lesson_id": late}) == 0
        where = {"course_id": python, "completed_lessons": late}
        assert Enrollment.collection().count_documents(where) == 0

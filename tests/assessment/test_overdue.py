"""Attempts that nobody hands in are handed in when their time is up, once, whoever else does."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from rest_framework.test import APIClient

from lectern.shared import clock
from tests.assessment.world import Classroom, save, start
from tests.together import at_once
from tests.world import Person, enroll, person

As = Callable[[Person], APIClient]


def begun_long_ago(me: APIClient, room: Classroom) -> str:
    """An attempt whose time is up, with a right answer saved in time."""
    with clock.at(clock.now() - timedelta(minutes=5)):
        attempt = str(start(me, room.quiz)["id"])
        save(me, attempt, **{room.question: (True, 1)})
    return attempt


def test_an_attempt_that_was_left_open_is_graded_and_counts(as_: As) -> None:
    from lectern.assessment.tasks import hand_in_overdue

    room = Classroom(time_limit_seconds=60)
    me = as_(room.student)
    attempt = begun_long_ago(me, room)
    hand_in_overdue()
    (done,) = me.get(f"/api/quiz-submissions/?attempt={attempt}").json()["results"]
    assert done["passed"] is True
    row = me.get(f"/api/quiz-attempts/{attempt}/").json()
    assert row["submitted_at"] == row["deadline"] == done["submitted_at"]
    assert me.get("/api/enrollments/").json()["results"][0]["progress"]["percent"] == 100
    kinds = [notice["kind"] for notice in me.get("/api/notifications/").json()["results"]]
    assert kinds.count("quiz-passed") == 1


def test_an_attempt_in_time_or_without_a_limit_is_left_alone(as_: As) -> None:
    from lectern.assessment.services import hand_in_overdue

    limited, free = Classroom(time_limit_seconds=60), Classroom()
    start(as_(limited.student), limited.quiz)
    with clock.at(clock.now() - timedelta(days=5)):
        start(as_(free.student), free.quiz)
    assert hand_in_overdue() == 0


def test_workers_and_students_who_hand_in_at_once_hand_in_once(as_: As) -> None:
    from lectern.assessment.documents import QuizSubmission
    from lectern.assessment.services import hand_in_overdue

    room = Classroom(time_limit_seconds=60)
    learners = [room.student, *(person() for _ in range(4))]
    for one in learners[1:]:
        enroll(one, room.course)
    clients = [as_(one) for one in learners]
    attempts = [begun_long_ago(me, room) for me in clients]

    def act(number: int) -> Any:
        if number >= len(clients):
            return hand_in_overdue()
        body = {"attempt": attempts[number]}
        return clients[number].post("/api/quiz-submissions/", body).status_code

    answers = at_once(act, range(len(clients) + 4))
    students, workers = answers[: len(clients)], answers[len(clients) :]
    assert set(students) <= {200, 201}
    assert students.count(201) + sum(workers) == len(attempts)
    assert QuizSubmission.collection().count_documents({"quiz_id": room.quiz}) == len(attempts)


def test_one_that_cannot_be_handed_in_holds_no_other_back(
    as_: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bson import ObjectId

    from lectern.assessment.documents import QuizAttempt
    from lectern.assessment.services import hand_in_overdue

    room = Classroom(time_limit_seconds=60)
    begun_long_ago(as_(room.student), room)
    row = QuizAttempt.collection().find_one({"quiz_id": room.quiz}) or {}
    lost = {**row, "_id": ObjectId(), "quiz_id": ObjectId()}
    lost["deadline"] -= timedelta(days=1)
    QuizAttempt.collection().insert_one(lost)
    assert hand_in_overdue() == 1


def test_one_whose_quiz_is_gone_is_dropped(as_: As) -> None:
    from lectern.assessment.documents import Quiz, QuizAttempt
    from lectern.assessment.tasks import hand_in_overdue

    room = Classroom(time_limit_seconds=60)
    begun_long_ago(as_(room.student), room)
    Quiz.collection().delete_one({"_id": room.quiz})  # as when it was removed at the same moment
    hand_in_overdue()
    assert QuizAttempt.collection().count_documents({"quiz_id": room.quiz}) == 0

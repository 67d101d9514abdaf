"""Limits of time, of attempts, and of quizzes that are not ready."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from bson import ObjectId
from rest_framework.test import APIClient

from tests.assessment.world import Classroom, choices, pairs, question, quiz, save, start, submit
from tests.world import Person

As = Callable[[Person], APIClient]


def let_pass(attempt: str, seconds: float) -> None:
    """Move an attempt into the past, so that its deadline was so many seconds ago."""
    from lectern.assessment.documents import QuizAttempt
    from lectern.shared.clock import now

    QuizAttempt.collection().update_one(
        {"_id": ObjectId(attempt)}, {"$set": {"deadline": now() - timedelta(seconds=seconds)}}
    )


def test_the_server_sets_the_deadline(as_: As) -> None:
    from lectern.assessment.documents import QuizAttempt

    room = Classroom(time_limit_seconds=90)
    attempt = start(as_(room.student), room.quiz)

    row = QuizAttempt.collection().find_one({"_id": ObjectId(attempt["id"])})
    assert row["deadline"] - row["started_at"] == timedelta(seconds=90)
    assert attempt["deadline"] > attempt["server_time"] >= attempt["started_at"]


def test_answers_that_are_a_moment_late_count(as_: As) -> None:
    room = Classroom(time_limit_seconds=60)
    ann = as_(room.student)
    attempt = start(ann, room.quiz)["id"]
    let_pass(attempt, 2)

    assert save(ann, attempt, **{room.question: (True, 1)}).status_code == 200
    assert submit(ann, attempt=attempt)["passed"] is True


def test_saving_too_late_hands_in_what_was_saved_before(as_: As) -> None:
    room = Classroom(time_limit_seconds=60)
    ann = as_(room.student)
    attempt = start(ann, room.quiz)["id"]
    save(ann, attempt, **{room.question: (True, 1)})
    let_pass(attempt, 60)

    late = save(ann, attempt, **{room.question: (False, 2)})

    assert (late.status_code, late.json()["code"]) == (409, "attempt-over")
    (result,) = ann.get(f"/api/quiz-submissions/?attempt={attempt}").json()["results"]
    assert result["passed"] is True
    closed = ann.get(f"/api/quiz-attempts/{attempt}/").json()
    assert closed["submitted_at"] == closed["deadline"]


def test_reading_too_late_hands_in(as_: As) -> None:
    room = Classroom(time_limit_seconds=60)
    ann = as_(room.student)
    attempt = start(ann, room.quiz)["id"]
    save(ann, attempt, **{room.question: (True, 1)})
    let_pass(attempt, 60)

    assert ann.get(f"/api/quiz-attempts/{attempt}/").json()["submission"]


def test_handing_in_too_late_counts_only_what_was_saved(as_: As) -> None:
    room = Classroom(time_limit_seconds=60)
    ann = as_(room.student)
    attempt = start(ann, room.quiz)["id"]
    save(ann, attempt, **{room.question: (False, 1)})
    let_pass(attempt, 60)

    result = submit(ann, attempt=attempt, answers=room.right)

    assert result["answers"] == room.wrong


def test_starting_after_the_deadline_hands_in_and_begins_the_next(as_: As) -> None:
    room = Classroom(time_limit_seconds=60)
    ann = as_(room.student)
    first = start(ann, room.quiz)["id"]
    let_pass(first, 60)

    assert start(ann, room.quiz)["number"] == 2
    assert ann.get(f"/api/quiz-attempts/{first}/").json()["submission"]


def test_the_last_attempt_is_handed_in_even_when_none_is_left(as_: As) -> None:
    room = Classroom(time_limit_seconds=60, max_attempts=1)
    ann = as_(room.student)
    first = start(ann, room.quiz)["id"]
    let_pass(first, 60)

    refused = ann.post("/api/quiz-attempts/", {"quiz": str(room.quiz)})

    assert (refused.status_code, refused.json()["code"]) == (409, "no-attempts-left")
    assert ann.get(f"/api/quiz-submissions/?attempt={first}").json()["count"] == 1


def test_an_unacceptable_answer_costs_no_attempt(as_: As) -> None:
    room = Classroom(max_attempts=1)
    ann = as_(room.student)

    refused = ann.post(
        "/api/quiz-submissions/", {"quiz": str(room.quiz), "answers": {room.question: 1}}
    )

    assert (refused.status_code, refused.json()["code"]) == (400, "invalid-answer")
    assert refused.json()["errors"][0]["pointer"] == f"/answers/{room.question}"
    assert ann.get("/api/quiz-attempts/").json()["count"] == 0


def test_a_quiz_without_questions_is_not_ready(as_: As) -> None:
    room = Classroom()
    empty = quiz(room.lesson)

    refused = as_(room.student).post("/api/quiz-attempts/", {"quiz": str(empty)})

    assert (refused.status_code, refused.json()["code"]) == (409, "quiz-not-ready")


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("single", {}),
        ("multiple", {}),
        ("matching", {}),
        ("true_false", {"answer": "maybe"}),
        ("short_text", {"answer": " \n "}),
        ("numeric", {"answer": "many"}),
    ],
)
def test_a_question_without_a_key_is_named_to_the_teacher_only(
    as_: As, kind: str, values: dict[str, Any]
) -> None:
    room = Classroom()
    unfinished = question(room.quiz, kind, **values)
    choices(unfinished, "a", "b")  # none of them right, none with a match

    seen = as_(room.student).post("/api/quiz-attempts/", {"quiz": str(room.quiz)})
    told = as_(room.teacher).post("/api/quiz-attempts/", {"quiz": str(room.quiz)})

    assert (seen.status_code, seen.json()["code"]) == (409, "quiz-not-ready")
    assert "errors" not in seen.json()
    assert told.json()["code"] == "quiz-not-ready"
    assert [error["pointer"] for error in told.json()["errors"]] == [f"/questions/{unfinished}"]


def test_a_question_with_its_key_is_ready(as_: As) -> None:
    room = Classroom()
    choices(question(room.quiz, "single"), "a", "b", right=("a",))
    choices(question(room.quiz, "multiple"), "a", "b", right=("a", "b"))
    pairs(question(room.quiz, "matching"), one="1", two="2")
    question(room.quiz, "essay")

    assert len(start(as_(room.student), room.quiz)["questions"]) == 5

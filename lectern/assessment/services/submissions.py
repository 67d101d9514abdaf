"""Handing in, and grading what only a person can grade."""

from collections.abc import Iterable, Mapping
from datetime import timedelta

from bson import ObjectId

from lectern.accounts.selectors import user_row
from lectern.assessment import grading
from lectern.assessment.answers import check_answers
from lectern.assessment.documents import GRADED, Quiz, QuizAttempt, QuizSubmission
from lectern.assessment.feedback import feedback
from lectern.assessment.questions import Question
from lectern.assessment.selectors import paper_of, sheet_of
from lectern.assessment.services.attempts import (
    among_clicks,
    begin,
    check_place,
    close_overdue,
)
from lectern.assessment.services.hand_in import hand_in, tell
from lectern.shared.clock import now
from lectern.shared.errors import FieldError, Invalid, NotFound
from lectern.shared.idempotency import Made, Once, unnoted
from lectern.shared.mongo import Transaction, transactional
from lectern.shared.policies import Principal, Row

# Who clicks again, or whose client asks again, does so within this; who tries again takes longer.
SAME_CLICK = timedelta(seconds=10)


class InvalidReview(Invalid):
    """Essays get points, each between none and all of its own; `errors` says what is wrong."""

    code = "invalid-review"
    title = "Some points cannot be given."


def submit_attempt(
    *,
    who: Principal,
    attempt: Row,
    answers: Mapping[str, object] | None,
    once: Once = unnoted,
) -> Made:
    """Hand in an attempt with what was saved and what is sent now."""
    check_place(who, attempt["course_id"])
    return once(lambda: hand_in(attempt=attempt["_id"], answers=answers))


def submit_quiz(
    *,
    who: Principal,
    quiz: ObjectId,
    answers: Mapping[str, object] | None,
    once: Once = unnoted,
) -> Made:
    """Hand in the open attempt of a quiz, or one that begins and ends now.

    Another click gets the result of the first, and costs no attempt.
    """
    sheet = sheet_of(quiz)
    check_place(who, sheet.quiz["course_id"])
    # An answer that cannot be accepted must not cost an attempt.
    sent = check_answers(sheet.questions, answers or {})
    close_overdue(who=who, quiz=quiz)
    return among_clicks(
        lambda: once(lambda: _submit(who=who, quiz=quiz, answers=answers, sent=sent))
    )


@transactional
def _submit(
    tx: Transaction,
    *,
    who: Principal,
    quiz: ObjectId,
    answers: Mapping[str, object] | None,
    sent: Mapping[str, object],
) -> Made:
    """Beginning and handing in are one, so that no other click can begin between the two."""
    mine: Row = {"student_id": who.id, "quiz_id": quiz}
    if tx.find_one(QuizAttempt, {**mine, "submitted_at": None}, {"_id": 1}) is None:
        lately = {**mine, "submitted_at": {"$gte": now() - SAME_CLICK}}
        found = tx.find(QuizSubmission, lately, {"answers": 1, "submitted_at": 1})
        last = max(found, key=lambda row: row["submitted_at"], default=None)
        # What was saved before it was handed in was handed in as well.
        if last is not None and sent.items() <= last["answers"].items():
            return Made(last["_id"], is_new=False)
    return hand_in(attempt=begin(who=who, quiz=quiz).row, answers=answers)


@transactional
def review(
    tx: Transaction,
    *,
    submission: ObjectId,
    reviewer: ObjectId,
    points: Mapping[str, float],
    remarks: Mapping[str, str],
) -> None:
    """Give points and remarks to essays and grade the submission anew.

    The pass is decided when all its essays have their points.
    """
    row = tx.find_one(QuizSubmission, {"_id": submission})
    quiz = tx.find_one(Quiz, {"_id": row["quiz_id"]}) if row else None
    if row is None or quiz is None:
        raise NotFound
    questions = paper_of(quiz["_id"], tx.find).questions
    essays = {question.id: question for question in questions if question.kind == "essay"}
    _check_review(essays, points, remarks)
    grade = grading.grade(questions, row["answers"], _given(row, essays) | dict(points))
    passed = grading.passed(grade.score, quiz["passing_score"])
    entries = feedback(questions, row["answers"], grade, "after_submit", passed)
    said = _remarks(row["feedback"]) | dict(remarks)
    tx.update(
        QuizSubmission,
        {"_id": submission},
        {
            "$set": QuizSubmission.changes(
                status=grade.status,
                score=grade.score,
                points=grade.points,
                max_points=grade.max_points,
                passed=passed,
                graded_by=reviewer,
                feedback=[
                    {**entry, "remark": said[entry["question"]]}
                    if said.get(entry["question"])
                    else entry
                    for entry in entries
                ],
            )
        },
    )
    is_news = grade.status == GRADED and passed != row["passed"]
    if is_news and user_row(row["student_id"]):  # whose author is gone is nobody's news
        tell(tx, submission=submission, student=row["student_id"], quiz=quiz, passed=passed)


def _check_review(
    essays: Mapping[str, Question], points: Mapping[str, float], remarks: Mapping[str, str]
) -> None:
    errors = [
        FieldError(f"/{field}/{name}", "This is no essay of the quiz.", "unknown-essay")
        for field, names in (("points", points), ("feedback", remarks))
        for name in names
        if name not in essays
    ]
    errors += [
        FieldError(
            f"/points/{name}", f"Between 0 and {essays[name].points:g} points.", "out-of-range"
        )
        for name, given in points.items()
        if name in essays and not 0 <= given <= essays[name].points
    ]
    if errors:
        raise InvalidReview(errors=errors)


def _given(submission: Row, essays: Mapping[str, Question]) -> dict[str, float]:
    """The points that were given before, as far as the essays are still worth them."""
    return {
        entry["question"]: min(entry["points"], essays[entry["question"]].points)
        for entry in submission["feedback"]
        if entry["question"] in essays and entry["points"] is not None
    }


def _remarks(entries: Iterable[Row]) -> dict[str, str]:
    return {entry["question"]: entry["remark"] for entry in entries if "remark" in entry}

"""Handing in, and grading what only a person can grade."""

from collections.abc import Iterable, Mapping

from bson import ObjectId

from lectern.assessment import grading
from lectern.assessment.answers import check_answers
from lectern.assessment.documents import GRADED, Quiz, QuizSubmission
from lectern.assessment.feedback import feedback
from lectern.assessment.questions import Question
from lectern.assessment.selectors import paper_of, quiz_row
from lectern.assessment.services.attempts import check_place, start_attempt
from lectern.assessment.services.hand_in import HandedIn, hand_in, tell
from lectern.shared.errors import FieldError, Invalid, NotFound
from lectern.shared.mongo import Transaction, transactional
from lectern.shared.policies import Principal, Row


class InvalidReview(Invalid):
    """Essays get points, each between none and all of its own; `errors` says what is wrong."""

    code = "invalid-review"
    title = "Some points cannot be given."


def submit_attempt(
    *, who: Principal, attempt: Row, answers: Mapping[str, object] | None
) -> HandedIn:
    """Hand in an attempt with what was saved and what is sent now."""
    check_place(who, attempt["course_id"])
    return hand_in(attempt=attempt["_id"], answers=answers)


def submit_quiz(
    *, who: Principal, quiz: ObjectId, answers: Mapping[str, object] | None
) -> HandedIn:
    """Hand in the open attempt of a quiz, or one that begins and ends now."""
    check_place(who, quiz_row(quiz)["course_id"])
    # An answer that cannot be accepted must not cost an attempt.
    check_answers(paper_of(quiz).questions, answers or {})
    started = start_attempt(who=who, quiz=quiz)
    return hand_in(attempt=started.attempt, answers=answers)


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
    if grade.status == GRADED and passed != row["passed"]:
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

"""Reads about attempts and what came of them."""

from collections.abc import Iterable

from bson import ObjectId

from lectern.assessment.documents import Quiz, QuizAttempt, QuizSubmission
from lectern.shared.errors import NotFound
from lectern.shared.policies import Row


def quiz_row(quiz_id: ObjectId) -> Row:
    """A quiz by its id, for rules that need it; `NotFound` when it is gone."""
    row = Quiz.collection().find_one({"_id": quiz_id})
    if row is None:
        raise NotFound
    return row  # type: ignore[no-any-return]


def attempts_left(student_id: ObjectId, quiz: Row) -> int | None:
    """How many more attempts this student may start; None means that there is no limit."""
    limit: int = quiz["max_attempts"]
    if not limit:
        return None
    where = {"student_id": student_id, "quiz_id": quiz["_id"]}
    return max(limit - int(QuizAttempt.collection().count_documents(where)), 0)


def submission_of(attempt_id: ObjectId) -> ObjectId | None:
    """What was handed in for this attempt."""
    row = QuizSubmission.collection().find_one({"attempt_id": attempt_id}, {"_id": 1})
    return row["_id"] if row else None


def quizzes_by_id(quiz_ids: Iterable[ObjectId]) -> dict[ObjectId, Row]:
    """These quizzes, in one query."""
    found = Quiz.collection().find({"_id": {"$in": list(quiz_ids)}})
    return {row["_id"]: row for row in found}


def passes(submissions: Iterable[Row]) -> set[tuple[ObjectId, ObjectId]]:
    """Which students of these submissions have passed which of their quizzes, in one query."""
    pairs = {(row["student_id"], row["quiz_id"]) for row in submissions}
    if not pairs:
        return set()
    where = {
        "student_id": {"$in": list({student for student, _ in pairs})},
        "quiz_id": {"$in": list({quiz for _, quiz in pairs})},
        "passed": True,
    }
    found = QuizSubmission.collection().find(where, {"student_id": 1, "quiz_id": 1})
    return {(row["student_id"], row["quiz_id"]) for row in found} & pairs

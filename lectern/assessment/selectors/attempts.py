"""Reads about attempts and what came of them."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from bson import ObjectId
from pymongo.client_session import ClientSession

from lectern.assessment import cache as keys
from lectern.assessment import sheet
from lectern.assessment.documents import Choice, Question, Quiz, QuizAttempt, QuizSubmission
from lectern.assessment.paper import Paper, paper
from lectern.assessment.sheet import Sheet
from lectern.shared import cache
from lectern.shared.documents import WHOLE, Document
from lectern.shared.errors import NotFound
from lectern.shared.policies import Row

Find = Callable[[type[Document], Row], list[Row]]


def _find(kind: type[Document], where: Row) -> list[Row]:
    return list(kind.collection().find(where).batch_size(WHOLE))


def paper_of(quiz_id: ObjectId, find: Find = _find) -> Paper:
    """The questions of a quiz with their choices, in two queries.

    `find` is `tx.find` where they are read within a transaction.
    """
    questions = find(Question, {"quiz_id": quiz_id})
    choices = find(Choice, {"question_id": {"$in": [row["_id"] for row in questions]}})
    return paper(questions, choices)


def sheet_of(quiz_id: ObjectId) -> Sheet:
    """What everybody who takes a quiz may know of it; `NotFound` when it is gone."""
    return sheet.from_data(cache.remember(keys.sheet(quiz_id), lambda: _read_sheet(quiz_id)))


def _read_sheet(quiz_id: ObjectId) -> dict[str, Any]:
    return sheet.as_data(quiz_row(quiz_id), paper_of(quiz_id))


def quiz_row(quiz_id: ObjectId) -> Row:
    """A quiz by its id, for rules that need it; `NotFound` when it is gone."""
    row = Quiz.collection().find_one({"_id": quiz_id})
    if row is None:
        raise NotFound
    return row


def attempts_left(
    student_id: ObjectId, quiz: Row, session: ClientSession | None = None
) -> int | None:
    """How many more attempts this student may start; None means that there is no limit."""
    limit: int = quiz["max_attempts"]
    if not limit:
        return None
    where = {"student_id": student_id, "quiz_id": quiz["_id"]}
    used = QuizAttempt.collection().count_documents(where, session=session)
    return max(limit - int(used), 0)


def attempts_left_of(
    rows: Sequence[Row], quizzes: Mapping[ObjectId, Row]
) -> dict[tuple[ObjectId, ObjectId], int | None]:
    """How many attempts are left to the students of these rows, by student and quiz.

    A quiz that is removed while its rows are read has no limit any more.
    """
    used = _count_by_pair(QuizAttempt, rows)
    limits = {
        pair: quizzes[pair[1]]["max_attempts"] if pair[1] in quizzes else 0
        for pair in map(_pair, rows)
    }
    return {pair: max(limit - used[pair], 0) if limit else None for pair, limit in limits.items()}


def submissions_of(attempt_ids: Iterable[ObjectId]) -> dict[ObjectId, ObjectId]:
    """What was handed in for these attempts, in one query."""
    where = {"attempt_id": {"$in": list(attempt_ids)}}
    found = QuizSubmission.collection().find(where, {"attempt_id": 1})
    return {row["attempt_id"]: row["_id"] for row in found}


def quizzes_by_id(quiz_ids: Iterable[ObjectId]) -> dict[ObjectId, Row]:
    """These quizzes, in one query."""
    found = Quiz.collection().find({"_id": {"$in": list(quiz_ids)}})
    return {row["_id"]: row for row in found}


def quiz_summaries(quiz_ids: Iterable[ObjectId]) -> dict[ObjectId, dict[str, Any]]:
    """The titles of these quizzes and the lessons where they stand, in one query."""
    columns = {"title": 1, "lesson_id": 1}
    found = Quiz.collection().find({"_id": {"$in": list(quiz_ids)}}, columns)
    return {
        row["_id"]: {
            "id": str(row["_id"]),
            "title": row["title"],
            "lesson": str(row["lesson_id"]),
        }
        for row in found
    }


def passes(rows: Iterable[Row]) -> set[tuple[ObjectId, ObjectId]]:
    """Who of the students of these rows has passed which of their quizzes, in one query."""
    return set(_count_by_pair(QuizSubmission, rows, passed=True))


def _count_by_pair(
    kind: type[Document], rows: Iterable[Row], **also: Any
) -> Counter[tuple[ObjectId, ObjectId]]:
    """How much is kept about the students and the quizzes of these rows, by student and quiz."""
    pairs = [_pair(row) for row in rows]
    where = {
        "student_id": {"$in": list({student for student, _ in pairs})},
        "quiz_id": {"$in": list({quiz for _, quiz in pairs})},
        **also,
    }
    pair = {"student_id": "$student_id", "quiz_id": "$quiz_id"}
    found = kind.collection().aggregate(
        [{"$match": where}, {"$group": {"_id": pair, "count": {"$sum": 1}}}]
    )
    return Counter({_pair(row["_id"]): row["count"] for row in found})


def _pair(row: Row) -> tuple[ObjectId, ObjectId]:
    return row["student_id"], row["quiz_id"]

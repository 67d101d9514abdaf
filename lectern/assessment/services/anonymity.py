"""What somebody handed in, when they are gone: results without a person.

Teachers keep what quizzes tell about their questions. All that one person handed in stays together
under an id that is drawn by lot and written nowhere else. What was typed may say who it was, and
remarks may name them: both go. What was chosen from what was offered, and numbers, stay. An essay
that waited for its grade waits no more: there is nothing left to grade, and nobody to tell.
"""

import secrets
from typing import Any

from bson import ObjectId

from lectern.assessment.documents import (
    AWAITING_REVIEW,
    GRADED,
    Question,
    QuizAttempt,
    QuizSubmission,
)
from lectern.shared.mongo import Transaction, transactional
from lectern.shared.policies import Row

TYPED = frozenset({"short_text", "essay"})


@transactional
def forget_person(tx: Transaction, *, user: ObjectId) -> None:
    """Take the person out of attempts and submissions; what was not handed in goes."""
    nobody = ObjectId(secrets.token_bytes(12))  # made by the clock it would tell when
    tx.delete(QuizAttempt, {"student_id": user, "submitted_at": None})
    attempts = tx.find(QuizAttempt, {"student_id": user}, {"quiz_id": 1, "answers": 1})
    submissions = tx.find(
        QuizSubmission, {"student_id": user}, {"quiz_id": 1, "answers": 1, "feedback": 1}
    )
    closed = _closed(tx, {row["quiz_id"] for row in (*attempts, *submissions)})
    for kind, rows in ((QuizAttempt, attempts), (QuizSubmission, submissions)):
        changes = [({"_id": row["_id"]}, {"$set": _without(row, closed, nobody)}) for row in rows]
        tx.update_each(kind, changes)
    waiting = {"student_id": nobody, "status": AWAITING_REVIEW}
    tx.update_many(QuizSubmission, waiting, {"$set": {"status": GRADED}})
    tx.update_many(QuizSubmission, {"graded_by_id": user}, {"$set": {"graded_by_id": None}})


def _closed(tx: Transaction, quizzes: set[ObjectId]) -> set[str]:
    """The questions of which an answer cannot say anything of one's own."""
    where = {"quiz_id": {"$in": list(quizzes)}}
    rows = tx.find(Question, where, {"kind": 1})
    return {str(row["_id"]) for row in rows if row["kind"] not in TYPED}


def _without(row: Row, closed: set[str], nobody: ObjectId) -> Row:
    answers: dict[str, Any] = row.get("answers") or {}
    kept: Row = {
        "student_id": nobody,
        "answers": {question: value for question, value in answers.items() if question in closed},
    }
    if row.get("feedback"):
        kept["feedback"] = [
            {name: value for name, value in entry.items() if name != "remark"}
            for entry in row["feedback"]
        ]
    return kept

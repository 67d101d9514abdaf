"""Counting the quizzes of large courses anew, so that whoever asks finds their numbers."""

from lectern.assessment import cache as keys
from lectern.assessment.documents import (
    AWAITING_REVIEW,
    Choice,
    Question,
    Quiz,
    QuizCounts,
    QuizSubmission,
)
from lectern.assessment.selectors import count_quiz
from lectern.learning.selectors import large_courses
from lectern.shared import cache, counted
from lectern.shared.clock import now
from lectern.shared.policies import Row


def adopt_large_quizzes() -> None:
    """Have all quizzes of large courses counted."""
    found = Quiz.collection().aggregate(
        [
            {"$match": {"course_id": {"$in": large_courses()}}},
            {"$project": {"course_id": 1}},
            *counted.unadopted(QuizCounts, "quiz_id"),
        ]
    )
    names = [{"quiz_id": row["_id"], "course_id": row["course_id"]} for row in found]
    counted.adopt(QuizCounts, names)


def recount_next_quiz() -> bool:
    """Count the large quiz that has been due for longest, if it has changed; was there one?"""
    row = counted.claim(QuizCounts)
    if row is None:
        return False
    quiz = Quiz.collection().find_one({"_id": row["quiz_id"]}, {"course_id": 1})
    if quiz is None:  # it was removed while it was adopted
        QuizCounts.collection().delete_one({"_id": row["_id"]})
        return True
    moment, seen = now(), _seen(quiz)
    if counted.is_old(row) or row["seen"] != seen:
        counts = {**count_quiz(quiz), "seen": seen, "counted_at": moment}
        QuizCounts.collection().update_one({"_id": row["_id"]}, {"$set": counts})
        cache.forget([keys.analytics(quiz["course_id"])])
    return True


def _seen(quiz: Row) -> Row:
    """What is to be counted: how much was handed in, what waits for review, and the material."""
    submissions, where = QuizSubmission.collection(), {"quiz_id": quiz["_id"]}
    waiting = {"course_id": quiz["course_id"], "status": AWAITING_REVIEW}
    material = [
        part["_id"]
        for kind in (Question, Choice)
        for part in kind.collection().find(where, {"_id": 1}).sort("_id", 1)
    ]
    return {
        "submissions": submissions.count_documents(where),
        "awaiting": submissions.count_documents(waiting),
        "material": material,
    }

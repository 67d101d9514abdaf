"""Writes of quizzes."""

from typing import Any

from bson import ObjectId

from lectern.assessment import cache as keys
from lectern.assessment.documents import (
    Choice,
    Question,
    Quiz,
    QuizAttempt,
    QuizCounts,
    QuizSubmission,
)
from lectern.catalog import services as catalog
from lectern.catalog.cache import of_course
from lectern.shared import cache
from lectern.shared.clock import now
from lectern.shared.errors import NotFound
from lectern.shared.mongo import Transaction, transactional


@transactional
def add_quiz(tx: Transaction, /, *, lesson: ObjectId, **values: Any) -> Quiz:
    """Add a quiz to a lesson."""
    row = catalog.tie_to_lesson(lesson=lesson)
    tx.after_commit(cache.forgetting(of_course(row["course_id"]), tx))
    return tx.insert(Quiz(lesson=lesson, course=row["course_id"], created_at=now(), **values))


@transactional
def change_quiz(tx: Transaction, *, quiz: ObjectId, values: dict[str, Any]) -> None:
    """Change its rules; attempts that are open keep the deadline they were given."""
    if values and not tx.update(Quiz, {"_id": quiz}, {"$set": Quiz.changes(**values)}):
        raise NotFound
    tx.after_commit(cache.forgetting([keys.sheet(quiz)], tx))


@transactional
def remove_quiz(tx: Transaction, *, quiz: ObjectId) -> None:
    """Remove a quiz with its questions, its attempts and what was handed in.

    A lesson that is completed by passing a quiz, and has none any more, is completed by reading it.
    """
    row = tx.find_one(Quiz, {"_id": quiz}, {"lesson_id": 1, "course_id": 1})
    if row is None:
        raise NotFound
    questions = [row["_id"] for row in tx.find(Question, {"quiz_id": quiz}, {"_id": 1})]
    tx.delete(Choice, {"question_id": {"$in": questions}})
    for kind in (Question, QuizAttempt, QuizSubmission, QuizCounts):
        tx.delete(kind, {"quiz_id": quiz})
    tx.delete(Quiz, {"_id": quiz})
    tx.after_commit(cache.forgetting([keys.sheet(quiz), *of_course(row["course_id"])], tx))
    if tx.find_one(Quiz, {"lesson_id": row["lesson_id"]}, {"_id": 1}) is None:
        catalog.complete_by_view(lesson=row["lesson_id"])


@transactional
def remove_quizzes_of_lesson(tx: Transaction, *, lesson: ObjectId) -> None:
    """Remove all quizzes of a lesson."""
    for row in tx.find(Quiz, {"lesson_id": lesson}, {"_id": 1}):
        remove_quiz(quiz=row["_id"])


@transactional
def remove_quizzes_of_course(tx: Transaction, *, course: ObjectId) -> None:
    """Remove all quizzes of a course."""
    quizzes = tx.find(Quiz, {"course_id": course}, {"_id": 1})
    tx.after_commit(cache.forgetting([keys.sheet(row["_id"]) for row in quizzes], tx))
    for kind in (Choice, Question, QuizAttempt, QuizSubmission, QuizCounts, Quiz):
        tx.delete(kind, {"course_id": course})

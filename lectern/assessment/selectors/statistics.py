"""What the dashboards and outlines show of quizzes and results."""

from datetime import date, timedelta
from typing import Any

from bson import ObjectId

from lectern.assessment.documents import Quiz, QuizSubmission
from lectern.shared.clock import now


def quizzes_by_lesson(course_id: ObjectId) -> dict[str, list[str]]:
    """The quizzes of each lesson of a course, by id."""
    by_lesson: dict[str, list[str]] = {}
    found = Quiz.collection().find({"course_id": course_id}, {"lesson_id": 1})
    for row in found.sort("_id", 1):
        by_lesson.setdefault(str(row["lesson_id"]), []).append(str(row["_id"]))
    return by_lesson


def has_quiz(lesson_id: ObjectId) -> bool:
    """Whether a lesson has a quiz that can be passed."""
    return Quiz.collection().find_one({"lesson_id": lesson_id}, {"_id": 1}) is not None


def submissions_per_day(student_id: ObjectId, days: int) -> dict[date, int]:
    """How many quizzes were handed in on each of the last days (UTC); days without are absent."""
    since = now() - timedelta(days=days)
    found = QuizSubmission.collection().aggregate(
        [
            {"$match": {"student_id": student_id, "submitted_at": {"$gte": since}}},
            {
                "$group": {
                    "_id": {"$dateToString": {"date": "$submitted_at", "format": "%Y-%m-%d"}},
                    "quizzes": {"$sum": 1},
                }
            },
        ]
    )
    return {date.fromisoformat(row["_id"]): row["quizzes"] for row in found}


def latest_scores(student_id: ObjectId, limit: int = 10) -> list[dict[str, Any]]:
    """The last results of a student with the titles of the quizzes, in two queries."""
    columns = {"quiz_id": 1, "score": 1, "passed": 1, "submitted_at": 1}
    found = QuizSubmission.collection().find({"student_id": student_id}, columns)
    rows = list(found.sort("submitted_at", -1).limit(limit))
    named = Quiz.collection().find({"_id": {"$in": [row["quiz_id"] for row in rows]}}, {"title": 1})
    titles = {row["_id"]: row["title"] for row in named}
    return [
        {
            "quiz": str(row["quiz_id"]),
            "title": titles[row["quiz_id"]],
            "score": row.get("score"),
            "passed": row.get("passed"),
            "submitted_at": row["submitted_at"],
        }
        for row in rows
        if row["quiz_id"] in titles
    ]

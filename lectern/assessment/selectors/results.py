"""Results of a course or a quiz: counted in the database, or by a worker before."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from bson import ObjectId

from lectern.assessment import cache as keys
from lectern.assessment.documents import (
    AWAITING_REVIEW,
    GRADED,
    Quiz,
    QuizCounts,
    QuizSubmission,
)
from lectern.assessment.statistics import (
    Result,
    Sitting,
    item_statistics,
    quiz_figures,
)
from lectern.catalog.selectors import course_row
from lectern.shared import cache
from lectern.shared.policies import Row

from .attempts import paper_of

# Enough to say how a quiz goes; more would only take longer.
MOST_RESULTS = 10_000
MOST_SITTINGS = 5_000


def best_results(
    course_id: ObjectId, students: Iterable[ObjectId]
) -> dict[ObjectId, list[dict[str, Any]]]:
    """What each of these students has reached in each quiz of the course, in one query.

    The best score counts, and one pass is a pass, whatever came later.
    """
    found = QuizSubmission.collection().aggregate(
        [
            {"$match": {"course_id": course_id, "student_id": {"$in": list(students)}}},
            {
                "$group": {
                    "_id": {"student": "$student_id", "quiz": "$quiz_id"},
                    "score": {"$max": "$score"},
                    "passed": {"$max": {"$eq": ["$passed", True]}},
                    "submissions": {"$sum": 1},
                    "awaiting": {"$max": {"$eq": ["$status", AWAITING_REVIEW]}},
                }
            },
            {"$sort": {"_id.quiz": 1}},
        ]
    )
    results: dict[ObjectId, list[dict[str, Any]]] = {}
    for row in found:
        results.setdefault(row["_id"]["student"], []).append(
            {
                "quiz": str(row["_id"]["quiz"]),
                "score": row["score"],
                "passed": row["passed"],
                "submissions": row["submissions"],
                "awaiting_review": row["awaiting"],
            }
        )
    return results


def awaiting_review(
    courses: Iterable[ObjectId], limit: int = 20
) -> tuple[dict[ObjectId, int], list[Row]]:
    """How many submissions of each course await review, and those that have waited longest.

    Each of these has the `title` of its quiz.
    """
    waiting = {"course_id": {"$in": list(courses)}, "status": AWAITING_REVIEW}
    counted = QuizSubmission.collection().aggregate(
        [{"$match": waiting}, {"$group": {"_id": "$course_id", "submissions": {"$sum": 1}}}]
    )
    counts = {row["_id"]: row["submissions"] for row in counted}
    columns = {"quiz_id": 1, "course_id": 1, "student_id": 1, "submitted_at": 1}
    found = QuizSubmission.collection().find(waiting, columns).sort("submitted_at", 1)
    rows = list(found.limit(limit))
    named = Quiz.collection().find({"_id": {"$in": [row["quiz_id"] for row in rows]}}, {"title": 1})
    titles = {quiz["_id"]: quiz["title"] for quiz in named}
    return counts, [{**row, "title": titles.get(row["quiz_id"], "")} for row in rows]


def course_quiz_figures(course_id: ObjectId) -> list[dict[str, Any]]:
    """The figures of each quiz of a course, as they were up to five minutes ago.

    They are those of the latest ten thousand submissions, on a large course of each quiz; what its
    instructor tried does not count.
    """
    return cache.remember(keys.analytics(course_id), lambda: _read_figures(course_id))


def _read_figures(course_id: ObjectId) -> list[dict[str, Any]]:
    columns = {"title": 1, "lesson_id": 1}
    quizzes = list(Quiz.collection().find({"course_id": course_id}, columns).sort("_id", 1))
    figures = _kept_figures(course_id)
    if others := [quiz["_id"] for quiz in quizzes if quiz["_id"] not in figures]:
        figures |= _figures({"course_id": course_id, "quiz_id": {"$in": others}}, "_id", course_id)
    return [
        {
            "quiz": str(quiz["_id"]),
            "title": quiz["title"],
            "lesson": str(quiz["lesson_id"]),
            **figures.get(quiz["_id"], _NONE),
        }
        for quiz in quizzes
    ]


def _kept_figures(course_id: ObjectId) -> dict[ObjectId, dict[str, Any]]:
    where = {"course_id": course_id, "counted_at": {"$ne": None}}
    found = QuizCounts.collection().find(where, {"quiz_id": 1, "figures": 1})
    return {row["quiz_id"]: row["figures"] for row in found}


def _figures(where: Row, latest_by: str, course_id: ObjectId) -> dict[ObjectId, dict[str, Any]]:
    columns = {"quiz_id": 1, "score": 1, "passed": 1, "seconds": 1}
    learners = {**where, "student_id": {"$ne": _instructor(course_id)}}
    found = QuizSubmission.collection().find(learners, columns).sort(latest_by, -1)
    results: dict[ObjectId, list[Result]] = {}
    for row in found.limit(MOST_RESULTS):
        result = Result(row.get("score"), row.get("passed"), row.get("seconds"))
        results.setdefault(row["quiz_id"], []).append(result)
    return {quiz: asdict(quiz_figures(these)) for quiz, these in results.items()}


_NONE = asdict(quiz_figures(()))


def quiz_items(quiz: Row) -> tuple[int, list[dict[str, Any]]]:
    """How many sat a quiz, and what that says about its questions.

    The first graded submission of each student counts: who tries again has learned from the
    feedback. What its instructor tried does not count.
    """
    where = {"quiz_id": quiz["_id"], "counted_at": {"$ne": None}}
    kept = QuizCounts.collection().find_one(where, {"sittings": 1, "items": 1})
    return (kept["sittings"], kept["items"]) if kept else _count_items(quiz)


def count_quiz(quiz: Row) -> Row:
    """All that is kept of a quiz, counted now."""
    figures = _figures({"quiz_id": quiz["_id"]}, "submitted_at", quiz["course_id"])
    sittings, items = _count_items(quiz)
    return {"figures": figures.get(quiz["_id"], _NONE), "sittings": sittings, "items": items}


def _count_items(quiz: Row) -> tuple[int, list[dict[str, Any]]]:
    found = QuizSubmission.collection().aggregate(
        [
            {
                "$match": {
                    "quiz_id": quiz["_id"],
                    "status": GRADED,
                    "student_id": {"$ne": _instructor(quiz["course_id"])},
                }
            },
            {
                "$project": {
                    "student_id": 1,
                    "submitted_at": 1,
                    "answers": 1,
                    "feedback.question": 1,
                    "feedback.correct": 1,
                    "feedback.points": 1,
                    "feedback.max_points": 1,
                }
            },
            {"$sort": {"submitted_at": 1}},
            {"$group": {"_id": "$student_id", "first": {"$first": "$$ROOT"}}},
            {"$sort": {"first.submitted_at": -1}},
            {"$limit": MOST_SITTINGS},
        ],
        allowDiskUse=True,
    )
    sittings = [_sitting(row["first"]) for row in found]
    items = item_statistics(paper_of(quiz["_id"]).questions, sittings)
    return len(sittings), [asdict(item) for item in items]


def _sitting(row: Row) -> Sitting:
    entries = [entry for entry in row["feedback"] if entry.get("points") is not None]
    return Sitting(
        points={entry["question"]: entry["points"] for entry in entries},
        max_points={entry["question"]: entry["max_points"] for entry in entries},
        correct={entry["question"]: bool(entry["correct"]) for entry in entries},
        answers=row["answers"],
    )


def _instructor(course_id: ObjectId) -> ObjectId:
    return ObjectId(course_row(course_id)["instructor_id"])

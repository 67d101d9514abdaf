"""Where a student stands with quizzes, and what they can still do about them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from bson import ObjectId

from lectern.assessment.documents import AWAITING_REVIEW, Quiz, QuizAttempt, QuizSubmission
from lectern.shared.clock import now
from lectern.shared.policies import Row


@dataclass(frozen=True)
class Standing:
    """What a student has reached in a quiz: the best score in per cent, a pass, the tries."""

    course: ObjectId
    best: float | None
    passed: bool
    awaits_review: bool
    tries: int
    latest: datetime


def standings(student_id: ObjectId) -> dict[ObjectId, Standing]:
    """Every quiz that a student has handed in, by its id, in one query."""
    found = QuizSubmission.collection().aggregate(
        [
            {"$match": {"student_id": student_id}},
            {
                "$group": {
                    "_id": "$quiz_id",
                    "course": {"$first": "$course_id"},
                    "best": {"$max": "$score"},
                    "passed": {"$max": {"$eq": ["$passed", True]}},
                    "awaits_review": {"$max": {"$eq": ["$status", AWAITING_REVIEW]}},
                    "tries": {"$sum": 1},
                    "latest": {"$max": "$submitted_at"},
                }
            },
        ]
    )
    return {row.pop("_id"): Standing(**row) for row in found}


def average_score(reached: Mapping[ObjectId, Standing]) -> float | None:
    """The mean of the best scores of the quizzes; None before anything was graded."""
    scores = [one.best for one in reached.values() if one.best is not None]
    return round(sum(scores) / len(scores), 1) if scores else None


def quizzes_to_do(
    student_id: ObjectId,
    courses: Collection[ObjectId],
    reached: Mapping[ObjectId, Standing],
    limit: int = 5,
) -> list[dict[str, Any]]:
    """Quizzes of these courses to `finish`, then those to `retry`, in two queries.

    Attempts that end soonest come first, then what was tried last. What was passed, awaits review
    or has no attempt left is not there.
    """
    attempts = _open_attempts(student_id, courses)
    retries = sorted(
        (
            quiz
            for quiz, one in reached.items()
            if one.course in courses
            and quiz not in attempts
            and not (one.passed or one.awaits_review)
        ),
        key=lambda quiz: reached[quiz].latest,
        reverse=True,
    )
    wanted = {"_id": {"$in": [*attempts, *retries]}}
    columns = {"title": 1, "lesson_id": 1, "course_id": 1, "max_attempts": 1}
    quizzes = {row["_id"]: row for row in Quiz.collection().find(wanted, columns)}
    begun = [
        _step("finish", quizzes[quiz], reached.get(quiz), end)
        for quiz, end in attempts.items()
        if quiz in quizzes
    ]
    failed = [
        _step("retry", quizzes[quiz], reached[quiz], None) for quiz in retries if quiz in quizzes
    ]
    return [*begun, *(step for step in failed if step["attempts_left"] != 0)][:limit]


def _open_attempts(
    student_id: ObjectId, courses: Collection[ObjectId]
) -> dict[ObjectId, datetime | None]:
    """When each attempt that is under way ends, by quiz, the soonest first."""
    where = {"student_id": student_id, "submitted_at": None, "course_id": {"$in": list(courses)}}
    found = QuizAttempt.collection().find(where, {"quiz_id": 1, "deadline": 1})
    ends = {row["quiz_id"]: row.get("deadline") for row in found}
    moment = now()
    running = {quiz: end for quiz, end in ends.items() if end is None or end > moment}
    return dict(sorted(running.items(), key=lambda row: (row[1] is None, row[1] or moment)))


def _step(
    kind: Literal["finish", "retry"], quiz: Row, standing: Standing | None, deadline: Any
) -> dict[str, Any]:
    limit = quiz["max_attempts"]
    used = standing.tries if standing else 0
    left = max(limit - used, 0) if limit else None
    return {
        "kind": kind,
        "course_id": quiz["course_id"],
        "lesson": str(quiz["lesson_id"]),
        "quiz": {"id": str(quiz["_id"]), "title": quiz["title"]},
        "deadline": deadline,
        "attempts_left": left,
        "best_score": standing.best if standing else None,
    }

"""What somebody who teaches sees of their learners, over all their courses."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from bson import ObjectId

from lectern.learning import cache as keys
from lectern.learning.documents import ACTIVE, PENDING, TAKEN, Enrollment, Progress
from lectern.learning.selectors.learners import STUCK_DAYS, stuck
from lectern.shared import cache
from lectern.shared.clock import now
from lectern.shared.policies import Row

LATELY = 30
SHOWN = 10

_COLUMNS = {"student_id": 1, "course_id": 1, "enrolled_at": 1, "active_at": 1}


def places_by_course(courses: Sequence[ObjectId]) -> dict[ObjectId, Row]:
    """Learners, those who wait, have finished or are stuck, and lessons done, by course."""
    long_ago = stuck(STUCK_DAYS)["active_at"]["$lt"]
    open_ = {"$eq": [{"$ifNull": ["$completed_at", None]}, None]}
    learning = {"$eq": ["$status", ACTIVE]}
    found = Enrollment.collection().aggregate(
        [
            {"$match": {"course_id": {"$in": list(courses)}, "status": {"$in": TAKEN}}},
            {
                "$group": {
                    "_id": "$course_id",
                    "learners": {"$sum": {"$cond": [learning, 1, 0]}},
                    "pending": {"$sum": {"$cond": [learning, 0, 1]}},
                    "finished": {"$sum": {"$cond": [{"$and": [learning, {"$not": open_}]}, 1, 0]}},
                    "stuck": {
                        "$sum": {
                            "$cond": [
                                {"$and": [learning, open_, {"$lt": ["$active_at", long_ago]}]},
                                1,
                                0,
                            ]
                        }
                    },
                    "done": {
                        "$sum": {
                            "$cond": [
                                learning,
                                {"$size": {"$ifNull": ["$completed_lessons", []]}},
                                0,
                            ]
                        }
                    },
                }
            },
        ]
    )
    return {row["_id"]: row for row in found}


def stuck_learners(courses: Sequence[ObjectId]) -> list[Row]:
    """Who has been stuck longest."""
    where = {"course_id": {"$in": list(courses)}, **stuck(STUCK_DAYS)}
    return list(Enrollment.collection().find(where, _COLUMNS).sort("active_at", 1).limit(SHOWN))


def pending_places(courses: Sequence[ObjectId]) -> list[Row]:
    """Who has been waiting longest for their place."""
    where = {"course_id": {"$in": list(courses)}, "status": PENDING}
    return list(Enrollment.collection().find(where, _COLUMNS).sort("enrolled_at", 1).limit(SHOWN))


def latest_places(courses: Sequence[ObjectId]) -> list[Row]:
    """Who came last."""
    where = {"course_id": {"$in": list(courses)}, "status": {"$in": TAKEN}}
    return list(Enrollment.collection().find(where, _COLUMNS).sort("enrolled_at", -1).limit(SHOWN))


def teaching_activity(instructor_id: ObjectId, courses: Sequence[ObjectId]) -> list[dict[str, Any]]:
    """Places taken and lessons completed on each of the last days (UTC), minutes old at most."""
    return cache.remember(keys.teaching(instructor_id), lambda: _activity(courses))


def _activity(courses: Sequence[ObjectId]) -> list[dict[str, Any]]:
    today = now().replace(hour=0, minute=0, second=0, microsecond=0)
    since = today - timedelta(days=LATELY - 1)
    taken = _per_day(Enrollment, "enrolled_at", courses, since)
    completed = _per_day(Progress, "completed_at", courses, since)
    days = [(since + timedelta(days=day)).date().isoformat() for day in range(LATELY)]
    return [
        {"date": day, "enrollments": taken.get(day, 0), "lessons_completed": completed.get(day, 0)}
        for day in days
    ]


def _per_day(kind: Any, field: str, courses: Sequence[ObjectId], since: Any) -> dict[str, int]:
    found = kind.collection().aggregate(
        [
            {"$match": {"course_id": {"$in": list(courses)}, field: {"$gte": since}}},
            {
                "$group": {
                    "_id": {"$dateToString": {"date": f"${field}", "format": "%Y-%m-%d"}},
                    "count": {"$sum": 1},
                }
            },
        ]
    )
    return {row["_id"]: row["count"] for row in found}

"""What the places on courses come to: counted while somebody waits, or by a worker before.

Courses of more than a thousand places have their counts in a document (`shared/counted.py`), so
that to ask for them costs the same however many learn there.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from bson import ObjectId

from lectern.learning.documents import ACTIVE, LEFT, PENDING, CourseCounts, Enrollment, Progress
from lectern.learning.selectors.learners import STUCK_DAYS, stuck
from lectern.shared.clock import now
from lectern.shared.documents import EVERYTHING
from lectern.shared.policies import Row

DAYS = 90  # of those who came
LATELY = 30  # of lessons completed
NOBODY = dict.fromkeys(("active", "finished", "pending", "left", "stuck", "done"), 0)


def large_courses() -> list[ObjectId]:
    """The courses that a worker counts."""
    found = CourseCounts.collection().find(EVERYTHING, {"course_id": 1})
    return [row["course_id"] for row in found]


def kept_counts(courses: Iterable[ObjectId], *columns: str) -> dict[ObjectId, Row]:
    """What is kept of these courses, those that have been counted."""
    where = {"course_id": {"$in": list(courses)}, "counted_at": {"$ne": None}}
    shown = dict.fromkeys(("course_id", *columns), 1) if columns else None
    return {row["course_id"]: row for row in CourseCounts.collection().find(where, shown)}


def count_course(course_id: ObjectId) -> Row:
    """All that is kept of a course, counted now."""
    return {
        **count_for_analytics(course_id),
        "completed": completed_per_day([course_id], first_of(LATELY)),
    }


def count_for_analytics(course_id: ObjectId) -> Row:
    """The part that is told of one course alone."""
    return {
        "places": count_places([course_id]).get(course_id, NOBODY),
        "enrolled": enrolled_per_day([course_id], first_of(DAYS)),
        "lessons": _learners_by_lesson(course_id),
    }


def first_of(days: int) -> datetime:
    """When the first of the last days (UTC) began."""
    today = now().replace(hour=0, minute=0, second=0, microsecond=0)
    return today - timedelta(days=days - 1)


def last_days(days: int) -> list[str]:
    """The last days (UTC), today behind all others."""
    return [(first_of(days) + timedelta(days=day)).date().isoformat() for day in range(days)]


def count_places(courses: Sequence[ObjectId]) -> dict[ObjectId, dict[str, int]]:
    """By course everybody once, by what became of their place; the stuck are among the active.

    `done` are the lessons that those who learn have completed, all together.
    """
    long_ago = stuck(STUCK_DAYS)["active_at"]["$lt"]
    found = Enrollment.collection().aggregate(
        [
            {"$match": {"course_id": {"$in": list(courses)}}},
            {
                "$group": {
                    "_id": {
                        "course": "$course_id",
                        "status": "$status",
                        "finished": {"$ne": [{"$ifNull": ["$completed_at", None]}, None]},
                    },
                    "places": {"$sum": 1},
                    "stuck": {"$sum": {"$cond": [{"$lt": ["$active_at", long_ago]}, 1, 0]}},
                    "done": {"$sum": "$lessons_done"},
                }
            },
        ]
    )
    counted: dict[ObjectId, dict[str, int]] = {}
    for row in found:
        status, finished = row["_id"]["status"], row["_id"]["finished"]
        counts = counted.setdefault(row["_id"]["course"], dict(NOBODY))
        if status in (PENDING, LEFT):
            counts[status] += row["places"]
            continue
        counts["done"] += row["done"]
        if finished:
            counts["finished"] += row["places"]
        else:
            counts["active"] += row["places"]
            counts["stuck"] += row["stuck"]
    return counted


def enrolled_per_day(courses: Sequence[ObjectId], since: datetime) -> Counter[str]:
    """How many came to these courses on each day (UTC), also those who have left since."""
    return _per_day(Enrollment, "enrolled_at", courses, since)


def completed_per_day(courses: Sequence[ObjectId], since: datetime) -> Counter[str]:
    """How many lessons of these courses were completed on each day (UTC)."""
    return _per_day(Progress, "completed_at", courses, since)


def _per_day(kind: Any, field: str, courses: Sequence[ObjectId], since: datetime) -> Counter[str]:
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
    return Counter({row["_id"]: row["count"] for row in found})


def _learners_by_lesson(course_id: ObjectId) -> dict[str, int]:
    """How many of those who learn now have completed each lesson."""
    found = Enrollment.collection().aggregate(
        [
            {"$match": {"course_id": course_id, "status": ACTIVE}},
            {"$unwind": "$completed_lessons"},
            {"$group": {"_id": "$completed_lessons", "learners": {"$sum": 1}}},
        ]
    )
    return {str(row["_id"]): row["learners"] for row in found}

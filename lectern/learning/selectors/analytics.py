"""How a course goes, in numbers; what is heavy to count is kept for a few minutes."""

from datetime import timedelta
from typing import Any

from bson import ObjectId

from lectern.catalog.selectors import outline
from lectern.learning import cache as keys
from lectern.learning.documents import ACTIVE, LEFT, PENDING, Enrollment
from lectern.learning.selectors.learners import STUCK_DAYS, stuck
from lectern.shared import cache
from lectern.shared.clock import now

DAYS = 90


def course_analytics(course_id: ObjectId) -> dict[str, Any]:
    """Learners, how many of them finish, who came when, and where in the course people stop.

    Plain data, in three queries over the places of the course, as it was up to five minutes ago.
    """
    return cache.remember(keys.analytics(course_id), lambda: _read(course_id))


def _read(course_id: ObjectId) -> dict[str, Any]:
    learners = _learners(course_id)
    begun = learners["active"] + learners["finished"]
    return {
        "learners": learners,
        "completion_rate": round(100 * learners["finished"] / begun, 1) if begun else None,
        "stuck_after_days": STUCK_DAYS,
        "enrollments": _per_day(course_id),
        "lessons": _funnel(course_id),
        "counted_at": now().isoformat(),
    }


def _learners(course_id: ObjectId) -> dict[str, int]:
    """Everybody once, by what has become of their place; the stuck are among the active."""
    sitting = stuck(STUCK_DAYS)
    found = Enrollment.collection().aggregate(
        [
            {"$match": {"course_id": course_id}},
            {
                "$group": {
                    "_id": {
                        "status": "$status",
                        "finished": {"$ne": [{"$ifNull": ["$completed_at", None]}, None]},
                    },
                    "places": {"$sum": 1},
                    "stuck": {
                        "$sum": {
                            "$cond": [{"$lt": ["$active_at", sitting["active_at"]["$lt"]]}, 1, 0]
                        }
                    },
                }
            },
        ]
    )
    counted = dict.fromkeys(("active", "finished", "pending", "left", "stuck"), 0)
    for row in found:
        status, finished = row["_id"]["status"], row["_id"]["finished"]
        if status in (PENDING, LEFT):
            counted[status] += row["places"]
        elif finished:
            counted["finished"] += row["places"]
        else:
            counted["active"] += row["places"]
            counted["stuck"] += row["stuck"]
    return counted


def _per_day(course_id: ObjectId) -> list[dict[str, Any]]:
    """How many came on each of the last days (UTC), also those who have left since."""
    today = now().date()
    days = [today - timedelta(days=back) for back in reversed(range(DAYS))]
    since = now().replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=DAYS - 1)
    found = Enrollment.collection().aggregate(
        [
            {"$match": {"course_id": course_id, "enrolled_at": {"$gte": since}}},
            {
                "$group": {
                    "_id": {"$dateToString": {"date": "$enrolled_at", "format": "%Y-%m-%d"}},
                    "places": {"$sum": 1},
                }
            },
        ]
    )
    counted = {row["_id"]: row["places"] for row in found}
    return [{"date": day.isoformat(), "count": counted.get(day.isoformat(), 0)} for day in days]


def _funnel(course_id: ObjectId) -> list[dict[str, Any]]:
    """How many of those who learn now have completed each lesson, in order."""
    found = Enrollment.collection().aggregate(
        [
            {"$match": {"course_id": course_id, "status": ACTIVE}},
            {"$unwind": "$completed_lessons"},
            {"$group": {"_id": "$completed_lessons", "learners": {"$sum": 1}}},
        ]
    )
    counted = {str(row["_id"]): row["learners"] for row in found}
    return [
        {
            "lesson": lesson["_id"],
            "title": lesson["title"],
            "section": lesson.get("section") or "",
            "completed": counted.get(lesson["_id"], 0),
        }
        for lesson in outline(course_id)
    ]

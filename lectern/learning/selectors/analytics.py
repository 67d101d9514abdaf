"""How a course goes, in numbers, as they were a few minutes ago at the most."""

from typing import Any

from bson import ObjectId

from lectern.catalog.selectors import outline
from lectern.learning import cache as keys
from lectern.learning.selectors.counts import DAYS, count_for_analytics, kept_counts, last_days
from lectern.learning.selectors.learners import STUCK_DAYS
from lectern.shared import cache
from lectern.shared.clock import now


def course_analytics(course_id: ObjectId) -> dict[str, Any]:
    """Learners, how many of them finish, who came when, and where in the course people stop.

    Plain data: what a worker has counted of a large course, else counted now.
    """
    return cache.remember(keys.analytics(course_id), lambda: _read(course_id))


def _read(course_id: ObjectId) -> dict[str, Any]:
    moment = now()
    kept = kept_counts([course_id]).get(course_id)
    counts = kept or {**count_for_analytics(course_id), "counted_at": moment}
    places, enrolled, lessons = counts["places"], counts["enrolled"], counts["lessons"]
    begun = places["active"] + places["finished"]
    return {
        "learners": {name: count for name, count in places.items() if name != "done"},
        "completion_rate": round(100 * places["finished"] / begun, 1) if begun else None,
        "stuck_after_days": STUCK_DAYS,
        "enrollments": [{"date": day, "count": enrolled.get(day, 0)} for day in last_days(DAYS)],
        "lessons": [
            {
                "lesson": lesson["_id"],
                "title": lesson["title"],
                "section": lesson.get("section") or "",
                "completed": lessons.get(lesson["_id"], 0),
            }
            for lesson in outline(course_id)
        ],
        "counted_at": counts["counted_at"].isoformat(),
    }

"""What the dashboard of a student shows of their learning."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from bson import ObjectId

from lectern.learning.documents import TAKEN, Enrollment, Milestone, Progress
from lectern.shared.clock import now
from lectern.shared.policies import Row


def own_enrollments(student_id: ObjectId) -> list[Row]:
    """The places of one person, the one they learned in last first."""
    found = Enrollment.collection().find({"student_id": student_id, "status": {"$in": TAKEN}})
    return list(found.sort([("active_at", -1), ("_id", -1)]))


def lessons_completed_per_day(student_id: ObjectId, days: int) -> dict[date, int]:
    """How many lessons were completed on each of the last days (UTC); days without are absent."""
    since = now() - timedelta(days=days)
    found = Progress.collection().aggregate(
        [
            {"$match": {"student_id": student_id, "completed_at": {"$gte": since}}},
            {
                "$group": {
                    "_id": {"$dateToString": {"date": "$completed_at", "format": "%Y-%m-%d"}},
                    "lessons": {"$sum": 1},
                }
            },
        ]
    )
    return {date.fromisoformat(row["_id"]): row["lessons"] for row in found}


def latest_milestones(
    student_id: ObjectId, courses: Iterable[ObjectId], limit: int = 8
) -> list[dict[str, Any]]:
    """What was reached last on these courses."""
    where = {"student_id": student_id, "course_id": {"$in": list(courses)}}
    found = Milestone.collection().find(where)
    return list(found.sort([("reached_at", -1), ("percent", -1)]).limit(limit))

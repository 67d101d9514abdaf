"""What somebody who teaches sees of their learners, over all their courses."""

from collections.abc import Sequence
from typing import Any

from bson import ObjectId

from lectern.learning import cache as keys
from lectern.learning.documents import PENDING, TAKEN, Enrollment
from lectern.learning.selectors.counts import (
    LATELY,
    completed_per_day,
    count_places,
    enrolled_per_day,
    first_of,
    kept_counts,
    last_days,
)
from lectern.learning.selectors.learners import STUCK_DAYS, stuck
from lectern.shared import cache
from lectern.shared.policies import Row

SHOWN = 10
# Of so many courses MongoDB merges what an index holds in order; of more it reads and sorts all.
MERGED = 200

_COLUMNS = {"student_id": 1, "course_id": 1, "enrolled_at": 1, "active_at": 1}


def places_by_course(courses: Sequence[ObjectId]) -> dict[ObjectId, dict[str, int]]:
    """By course how many learn, wait, have finished or are stuck, and lessons done."""
    kept = kept_counts(courses, "places")
    others = [course for course in courses if course not in kept]
    return count_places(others) | {course: row["places"] for course, row in kept.items()}


def stuck_learners(courses: Sequence[ObjectId]) -> list[Row]:
    """Who has been stuck longest."""
    return _first(courses, stuck(STUCK_DAYS), ("active_at", 1))


def pending_places(courses: Sequence[ObjectId]) -> list[Row]:
    """Who has been waiting longest for their place."""
    return _first(courses, {"status": PENDING}, ("enrolled_at", 1))


def latest_places(courses: Sequence[ObjectId]) -> list[Row]:
    """Who came last."""
    return _first(courses, {"status": {"$in": TAKEN}}, ("enrolled_at", -1))


def _first(courses: Sequence[ObjectId], which: Row, order: tuple[str, int]) -> list[Row]:
    field, direction = order
    rows: list[Row] = []
    for start in range(0, len(courses), MERGED):
        where = {"course_id": {"$in": list(courses[start : start + MERGED])}, **which}
        rows += Enrollment.collection().find(where, _COLUMNS).sort(field, direction).limit(SHOWN)
    return sorted(rows, key=lambda row: row[field], reverse=direction < 0)[:SHOWN]


def teaching_activity(instructor_id: ObjectId, courses: Sequence[ObjectId]) -> list[dict[str, Any]]:
    """Places taken and lessons completed on each of the last days (UTC), minutes old at most."""
    return cache.remember(keys.teaching(instructor_id), lambda: _activity(courses))


def _activity(courses: Sequence[ObjectId]) -> list[dict[str, Any]]:
    kept = kept_counts(courses, "enrolled", "completed")
    others = [course for course in courses if course not in kept]
    enrolled = enrolled_per_day(others, first_of(LATELY))
    completed = completed_per_day(others, first_of(LATELY))
    for row in kept.values():
        enrolled.update(row["enrolled"])
        completed.update(row["completed"])
    return [
        {"date": day, "enrollments": enrolled[day], "lessons_completed": completed[day]}
        for day in last_days(LATELY)
    ]

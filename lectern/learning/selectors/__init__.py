"""Reads about learners; what somebody may see is the query."""

from .analytics import course_analytics
from .counts import count_course, large_courses
from .learners import STUCK_DAYS, Learners, found_by, learners_of, stuck
from .personal import every_enrollment, every_milestone, every_progress
from .places import (
    active_course_ids,
    has_active_place,
    joined_course_ids,
    learns_from,
    place_count,
    places,
    places_by_status,
    progress_of,
    visible_enrollments,
    visible_progress,
)
from .student import latest_milestones, lessons_completed_per_day, own_enrollments
from .teaching import (
    latest_places,
    pending_places,
    places_by_course,
    stuck_learners,
    teaching_activity,
)

__all__ = [
    "STUCK_DAYS",
    "Learners",
    "active_course_ids",
    "count_course",
    "course_analytics",
    "every_enrollment",
    "every_milestone",
    "every_progress",
    "found_by",
    "has_active_place",
    "joined_course_ids",
    "large_courses",
    "latest_milestones",
    "latest_places",
    "learners_of",
    "learns_from",
    "lessons_completed_per_day",
    "own_enrollments",
    "pending_places",
    "place_count",
    "places",
    "places_by_course",
    "places_by_status",
    "progress_of",
    "stuck",
    "stuck_learners",
    "teaching_activity",
    "visible_enrollments",
    "visible_progress",
]

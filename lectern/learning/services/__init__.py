"""Writes of learning: places on courses, and progress through them."""

from .bulk import Outcome, enroll_many, places_given
from .counts import adopt_large_courses, recount_next
from .enrollments import (
    AlreadyEnrolled,
    UnknownStudent,
    activate,
    enroll,
    enroll_named,
    leave,
    set_status,
)
from .milestones import recount_milestones
from .naming import follow_name
from .progress import (
    NotEnrolled,
    QuizRequired,
    open_lesson,
    pass_lesson,
    pass_lessons,
    record_progress,
    reset_progress,
)
from .recount import recount
from .removals import CourseHasLearners, forget_lesson, forget_person, give_up_course

__all__ = [
    "AlreadyEnrolled",
    "CourseHasLearners",
    "NotEnrolled",
    "Outcome",
    "QuizRequired",
    "UnknownStudent",
    "activate",
    "adopt_large_courses",
    "enroll",
    "enroll_many",
    "enroll_named",
    "follow_name",
    "forget_lesson",
    "forget_person",
    "give_up_course",
    "leave",
    "open_lesson",
    "pass_lesson",
    "pass_lessons",
    "places_given",
    "record_progress",
    "recount",
    "recount_milestones",
    "recount_next",
    "reset_progress",
    "set_status",
]

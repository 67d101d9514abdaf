"""Writes of learning: places on courses, and progress through them."""

from .enrollments import (
    AlreadyEnrolled,
    CourseHasLearners,
    activate,
    enroll,
    leave,
)
from .progress import NotEnrolled, QuizRequired, open_lesson, pass_lesson, record_progress

__all__ = [
    "AlreadyEnrolled",
    "CourseHasLearners",
    "NotEnrolled",
    "QuizRequired",
    "activate",
    "enroll",
    "leave",
    "open_lesson",
    "pass_lesson",
    "record_progress",
]

"""How learning follows what happens to courses and lessons, in the same transaction."""

from lectern.catalog.events import CourseRemoved, LessonRemoved
from lectern.learning.documents import Enrollment, Progress
from lectern.learning.services import CourseHasLearners
from lectern.shared.mongo import Transaction


def keep_course_with_learners(tx: Transaction, event: CourseRemoved) -> None:
    """Refuse the removal of a course on which somebody has a place."""
    if tx.find_one(Enrollment, {"course_id": event.course}, {"_id": 1}) is not None:
        raise CourseHasLearners


def forget_lesson(tx: Transaction, event: LessonRemoved) -> None:
    """A lesson that is gone stops counting, for everybody."""
    tx.update_many(
        Enrollment,
        {"course_id": event.course, "completed_lessons": event.lesson},
        {"$pull": {"completed_lessons": event.lesson}},
    )
    tx.update_many(
        Enrollment,
        {"course_id": event.course, "last_lesson_id": event.lesson},
        {"$set": {"last_lesson_id": None}},
    )
    tx.delete(Progress, {"lesson_id": event.lesson})

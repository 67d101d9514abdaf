"""How assessment follows what happens to lessons and courses, in the same transaction."""

from lectern.assessment import services
from lectern.catalog.events import CourseRemoved, LessonRemoved
from lectern.shared.mongo import Transaction


def forget_lesson(_tx: Transaction, event: LessonRemoved) -> None:
    """The quizzes of a lesson go with it."""
    services.remove_quizzes_of_lesson(lesson=event.lesson)


def forget_course(_tx: Transaction, event: CourseRemoved) -> None:
    """The quizzes of a course go with it."""
    services.remove_quizzes_of_course(course=event.course)

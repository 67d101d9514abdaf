"""How assessment follows what happens to lessons, courses and places, in the same transaction."""

from collections.abc import Sequence

from lectern.accounts.events import PersonRemoved
from lectern.assessment import services
from lectern.catalog.events import CourseRemoved, LessonRemoved
from lectern.learning.events import Enrolled, PlaceActivated
from lectern.shared.mongo import Transaction


def forget_lesson(_tx: Transaction, event: LessonRemoved) -> None:
    """The quizzes of a lesson go with it."""
    services.remove_quizzes_of_lesson(lesson=event.lesson)


def count_passes(_tx: Transaction, event: Enrolled | PlaceActivated) -> None:
    """Quizzes that were passed before the place began, or while it was given back, count."""
    services.count_passes(student=event.student, course=event.course)


def count_passes_of_many(_tx: Transaction, events: Sequence[Enrolled]) -> None:
    """The same for many who come to one course."""
    students = [event.student for event in events]
    services.count_passes_of_many(students=students, course=events[0].course)


def forget_course(_tx: Transaction, event: CourseRemoved) -> None:
    """The quizzes of a course go with it."""
    services.remove_quizzes_of_course(course=event.course)


def forget_person(_tx: Transaction, event: PersonRemoved) -> None:
    """Results stay, as nobody's."""
    services.forget_person(user=event.user)

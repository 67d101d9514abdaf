"""How learning follows what happens to courses, lessons and people."""

from bson import ObjectId

from lectern.accounts.events import PersonRemoved, ProfileChanged
from lectern.catalog.events import CourseRemoved, LessonRemoved
from lectern.learning import services
from lectern.learning.events import CourseShrank
from lectern.shared.mongo import Transaction


def give_up_course(_tx: Transaction, event: CourseRemoved) -> None:
    """The places on a course go with it, if it may go."""
    services.give_up_course(course=event.course)


def forget_lesson(_tx: Transaction, event: LessonRemoved) -> None:
    """A lesson that is gone stops counting, for everybody."""
    services.forget_lesson(course=event.course, lesson=event.lesson)


def forget_person(_tx: Transaction, event: PersonRemoved) -> None:
    """The places of a person go with them."""
    services.forget_person(user=event.user)


def follow_name(event: ProfileChanged, _event_id: ObjectId) -> None:
    """Learners stand in lists by the name that they have now."""
    services.follow_name(student=event.user)


def recount_milestones(event: CourseShrank, _event_id: ObjectId) -> None:
    """Later, and in batches: a course may have thousands of learners."""
    services.recount_milestones(course=event.course)

"""What is kept warm of learners, and what forgets it."""

from collections.abc import Iterable

from bson import ObjectId

from lectern.catalog.cache import visible_to
from lectern.shared.cache import Key

ENROLLMENTS_TTL = 15 * 60
ANALYTICS_TTL = 5 * 60
COUNTS_TTL = 60


def enrollments(student_id: ObjectId) -> Key:
    """The courses a person has a place on; forgotten when a place comes, changes or goes."""
    return Key(f"enrollments:user:{student_id}", ENROLLMENTS_TTL)


def of_student(student_id: ObjectId) -> list[Key]:
    """All that a place of theirs that comes, changes or goes makes untrue."""
    return [enrollments(student_id), visible_to(student_id)]


def of_students(student_ids: Iterable[ObjectId]) -> list[Key]:
    """The same of many."""
    return [key for student_id in student_ids for key in of_student(student_id)]


def teaching(instructor_id: ObjectId) -> Key:
    """What happened lately on the courses that a person teaches."""
    return Key(f"dashboard:instructor:{instructor_id}", ANALYTICS_TTL)


def analytics(course_id: ObjectId) -> Key:
    """The numbers of a course; nothing forgets them, they are as old as this at the most."""
    return Key(f"analytics:course:{course_id}", ANALYTICS_TTL)


def counts() -> Key:
    """How many places there are by status; as old as this at the most."""
    return Key("counts:places", COUNTS_TTL)

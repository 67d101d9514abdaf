"""What is kept warm of the catalogue, and what forgets it."""

from bson import ObjectId

from lectern.shared.cache import Key

COURSE_TTL = 30 * 60


def outline(course_id: ObjectId) -> Key:
    """The lessons of a course in order, without their content."""
    return Key(f"lessons:course:{course_id}", COURSE_TTL)


def of_course(course_id: ObjectId) -> list[Key]:
    """All that a change of the course or of one of its lessons makes untrue."""
    return [outline(course_id)]

"""What happens to courses and lessons."""

from dataclasses import dataclass

from bson import ObjectId

from lectern.shared.events import Event


@dataclass(frozen=True)
class CoursePublished(Event):
    """Anyone can see the course from now on."""

    course: ObjectId


@dataclass(frozen=True)
class CourseRemoved(Event):
    """A course and its lessons are going away."""

    course: ObjectId


@dataclass(frozen=True)
class LessonRemoved(Event):
    """A lesson is going away; what hangs on it goes with it, in the same transaction."""

    course: ObjectId
    lesson: ObjectId

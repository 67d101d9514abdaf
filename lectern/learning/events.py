"""What happens to learners."""

from dataclasses import dataclass

from bson import ObjectId

from lectern.shared.events import Event


@dataclass(frozen=True)
class Enrolled(Event):
    """A student got a place on a course, for the first time or again."""

    enrollment: ObjectId
    student: ObjectId
    course: ObjectId


@dataclass(frozen=True)
class PlaceRequested(Event):
    """A student asked for a place on a course that costs something."""

    enrollment: ObjectId
    student: ObjectId
    course: ObjectId


@dataclass(frozen=True)
class PlaceActivated(Event):
    """A pending place became active."""

    enrollment: ObjectId
    student: ObjectId
    course: ObjectId


@dataclass(frozen=True)
class PlaceSuspended(Event):
    """An active place was taken back to wait."""

    enrollment: ObjectId
    student: ObjectId
    course: ObjectId


@dataclass(frozen=True)
class CourseLeft(Event):
    """A student gave their place back, or it was taken from them."""

    student: ObjectId
    course: ObjectId


@dataclass(frozen=True)
class LessonCompleted(Event):
    """A student completed a lesson that was open before."""

    student: ObjectId
    course: ObjectId
    lesson: ObjectId


@dataclass(frozen=True)
class CourseShrank(Event):
    """A course has fewer lessons; who had done all the others may have reached a milestone."""

    course: ObjectId


@dataclass(frozen=True)
class MilestoneReached(Event):
    """A student reached a quarter, a half, three quarters or all of a course."""

    enrollment: ObjectId
    student: ObjectId
    course: ObjectId
    percent: int

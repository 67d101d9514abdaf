"""How the catalogue follows what happens elsewhere."""

from typing import Protocol

from bson import ObjectId

from lectern.catalog import services


class AboutCourse(Protocol):
    """Any event that names a course."""

    @property
    def course(self) -> ObjectId:
        """The course."""


def learner_joined(event: AboutCourse, _event_id: ObjectId) -> None:
    """One learner more; later, so that a rush on a course does not queue on its document."""
    services.count_learners(course=event.course, joined=1)


def learner_left(event: AboutCourse, _event_id: ObjectId) -> None:
    """One learner less."""
    services.count_learners(course=event.course, joined=-1)

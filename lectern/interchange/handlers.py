"""How interchange follows what happens to courses, in the same transaction."""

from lectern.catalog.events import CourseRemoved
from lectern.interchange.documents import CourseFiles
from lectern.shared.mongo import Transaction


def forget_files(tx: Transaction, event: CourseRemoved) -> None:
    """The paths of a course go with it."""
    tx.delete(CourseFiles, {"course_id": event.course})

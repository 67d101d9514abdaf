"""What is held about one person, for themselves."""

from collections.abc import Iterator

from bson import ObjectId

from lectern.learning.documents import Enrollment, Milestone, Progress
from lectern.shared.policies import Row


def every_enrollment(user: ObjectId) -> Iterator[Row]:
    """Each place, also those that were given back."""
    yield from Enrollment.collection().find({"student_id": user}).sort("enrolled_at", 1)


def every_progress(user: ObjectId) -> Iterator[Row]:
    """Each lesson of their courses, completed or not."""
    yield from Progress.collection().find({"student_id": user})


def every_milestone(user: ObjectId) -> Iterator[Row]:
    """What was reached, and when."""
    yield from Milestone.collection().find({"student_id": user}).sort("reached_at", 1)

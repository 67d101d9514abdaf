"""The learners of one course, with their names: searched, ordered and paged by indexes."""

from dataclasses import dataclass
from datetime import timedelta

from lectern.accounts.documents import User
from lectern.learning.documents import ACTIVE, TAKEN, Enrollment
from lectern.learning.names import beginning_so
from lectern.shared.clock import now
from lectern.shared.policies import Row
from lectern.shared.selection import COUNT_UP_TO, Order, Selection

# Who has not finished and has done nothing for so many days is stuck.
STUCK_DAYS = 14


@dataclass(frozen=True)
class Learners(Selection):
    """The places on one course. Its rows also have `name`, `username` and `email`.

    A place keeps what its order and search need, so the people of a page are looked up when the
    page is cut. `learners` is how many there are, as the course counts them.
    """

    learners: int = 0

    def count(self) -> int:
        """How many, exactly up to ten thousand."""
        whole = len(self.where) == 1
        return min(self.learners, COUNT_UP_TO) if whole else super().count()

    def _read(self, where: Row, order: Order, size: int) -> list[Row]:
        cut: list[Row] = [{"$match": where}, {"$sort": dict(order)}, {"$limit": size}]
        # A batch of more than the page: the first is the last.
        return list(Enrollment.collection().aggregate([*cut, *_NAMES], batchSize=size + 1))


def learners_of(course: Row) -> Learners:
    """Everybody who has a place on the course."""
    here = {"course_id": course["_id"], "status": {"$in": TAKEN}}
    return Learners(Enrollment, (here,), learners=course["enrollment_count"])


def found_by(text: str) -> Row:
    """Learners of whose name, username or address words begin so."""
    return beginning_so(text)


def stuck(days: int) -> Row:
    """Learners who have not finished and have done nothing for so many days."""
    before = now() - timedelta(days=days)
    return {"status": ACTIVE, "completed_at": None, "active_at": {"$lt": before}}


_FULL_NAME: Row = {
    "$trim": {
        "input": {
            "$concat": [
                {"$ifNull": ["$user.first_name", ""]},
                " ",
                {"$ifNull": ["$user.last_name", ""]},
            ]
        }
    }
}
_NAMES: list[Row] = [
    {
        "$lookup": {
            "from": User._get_collection_name(),
            "localField": "student_id",
            "foreignField": "_id",
            "as": "user",
        }
    },
    {"$set": {"user": {"$first": "$user"}}},
    {
        "$set": {
            "name": {
                "$cond": [
                    {"$eq": [_FULL_NAME, ""]},
                    {"$ifNull": ["$user.username", ""]},
                    _FULL_NAME,
                ]
            },
            "username": {"$ifNull": ["$user.username", ""]},
            "email": {"$ifNull": ["$user.email", ""]},
            "profile_picture": {"$ifNull": ["$user.profile_picture", ""]},
        }
    },
    {"$unset": ["user", "known_as", "completed_lessons", "passed_lessons"]},
]

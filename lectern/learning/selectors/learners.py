"""The learners of one course, with their names: searched, ordered and paged in the database."""

import re
from datetime import timedelta

from bson import ObjectId

from lectern.accounts.documents import User
from lectern.learning.documents import ACTIVE, TAKEN, Enrollment
from lectern.shared.clock import now
from lectern.shared.policies import Row
from lectern.shared.selection import COUNT_UP_TO, Order, Selection

# Who has not finished and has done nothing for so many days is stuck.
STUCK_DAYS = 14

# Names sort as people sort them: case does not matter, and an accent stands beside its letter.
_COLLATION = {"locale": "en", "strength": 2}


class Learners(Selection):
    """The places on one course. Its rows also have `name`, `username`, `email`, `completed`.

    The names of a page are looked up after the page is cut, unless it is ordered or searched by
    them: then those of all learners of the course are.
    """

    def count(self) -> int:
        """How many, exactly up to ten thousand."""
        if not self._is_searched:
            return super().count()
        stages = [*self._joined(), {"$match": self._filter()}, {"$limit": COUNT_UP_TO}]
        found = list(Enrollment.collection().aggregate([*stages, {"$count": "learners"}]))
        return int(found[0]["learners"]) if found else 0

    def _read(self, where: Row, order: Order, size: int) -> list[Row]:
        cut: list[Row] = [{"$match": where}, {"$sort": dict(order)}, {"$limit": size}]
        if self._is_searched or order[0][0] == "name":
            stages = [*self._joined(), *cut]
        else:
            stages = [{"$match": self.where[0]}, _COMPLETED, *cut, *_NAMES]
        whole = size + 1  # the first batch is the last
        found = Enrollment.collection().aggregate(stages, collation=_COLLATION, batchSize=whole)
        return list(found)

    @property
    def _is_searched(self) -> bool:
        return any("known_as" in part for part in self.where)

    def _joined(self) -> list[Row]:
        return [{"$match": self.where[0]}, _COMPLETED, *_NAMES]


def learners_of(course_id: ObjectId) -> Learners:
    """Everybody who has a place on the course."""
    return Learners(Enrollment, ({"course_id": course_id, "status": {"$in": TAKEN}},))


def found_by(text: str) -> Row:
    """Learners of whose name, username or address a word begins so."""
    beginning = re.escape(text.replace("\0", ""))
    return {"known_as": {"$regex": rf"(^|\s){beginning}", "$options": "i"}}


def stuck(days: int) -> Row:
    """Learners who have not finished and have done nothing for so many days."""
    before = now() - timedelta(days=days)
    return {"status": ACTIVE, "completed_at": None, "active_at": {"$lt": before}}


_COMPLETED: Row = {"$set": {"completed": {"$size": {"$ifNull": ["$completed_lessons", []]}}}}
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
    {"$set": {"known_as": {"$concat": ["$name", " ", "$username", " ", "$email"]}}},
    {"$unset": ["user", "completed_lessons", "passed_lessons"]},
]

"""Places follow what their students are called."""

from collections.abc import Iterable

from bson import ObjectId

from lectern.accounts.documents import User
from lectern.learning.documents import Enrollment
from lectern.learning.names import NAMED_BY, kept_of
from lectern.shared.mongo import Transaction, transactional
from lectern.shared.policies import Row


def names_for(tx: Transaction, students: Iterable[ObjectId]) -> dict[ObjectId, Row]:
    """What new places of these people keep of their names, in one query."""
    people = tx.find(User, {"_id": {"$in": list(students)}}, NAMED_BY)
    return {person["_id"]: kept_of(person) for person in people}


@transactional
def follow_name(tx: Transaction, *, student: ObjectId) -> None:
    """Let the places of a person, also those given back, keep the name that they have now."""
    for kept in names_for(tx, [student]).values():
        tx.update_many(Enrollment, {"student_id": student}, {"$set": kept})

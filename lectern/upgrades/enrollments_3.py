"""Places keep the name of their student, by which learners are ordered and found."""

from collections.abc import Iterator, Sequence

from lectern.accounts.documents import User
from lectern.learning.documents import Enrollment
from lectern.learning.names import NAMED_BY, kept_of
from lectern.shared.policies import Row
from lectern.shared.upgrading import Change, Upgrade


def _changes(rows: Sequence[Row]) -> Iterator[Change]:
    asked = {"_id": {"$in": list({row["student_id"] for row in rows})}}
    people = {person["_id"]: person for person in User.collection().find(asked, NAMED_BY)}
    for row in rows:
        person = people.get(row["student_id"])
        yield {"sort_name": row.get("sort_name")}, kept_of(person) if person else {}


ENROLLMENTS_3 = Upgrade(Enrollment, 3, _changes)

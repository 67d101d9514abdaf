"""Places know how many lessons were completed on them, by which learners are ordered."""

from collections.abc import Iterator, Sequence

from lectern.learning.documents import Enrollment
from lectern.shared.policies import Row
from lectern.shared.upgrading import Change, Upgrade


def _changes(rows: Sequence[Row]) -> Iterator[Change]:
    for row in rows:
        done = row.get("completed_lessons")
        yield {"completed_lessons": done}, {"lessons_done": len(done or ())}


ENROLLMENTS_4 = Upgrade(Enrollment, 4, _changes)

"""How certificates follow what learners do, and that they go, in the same transaction."""

from lectern.accounts.events import PersonRemoved
from lectern.certificates import services
from lectern.learning.documents import Enrollment
from lectern.learning.events import MilestoneReached
from lectern.shared.clock import now
from lectern.shared.mongo import Transaction


def certify(tx: Transaction, event: MilestoneReached) -> None:
    """Who has completed all of a course gets its certificate at once."""
    if event.percent != 100:
        return
    place = tx.find_one(Enrollment, {"_id": event.enrollment}, {"completed_at": 1}) or {}
    services.issue(
        student=event.student,
        course=event.course,
        completed_at=place.get("completed_at") or now(),
    )


def forget_person(_tx: Transaction, event: PersonRemoved) -> None:
    """What certifies something of a person goes with them."""
    services.forget_person(user=event.user)

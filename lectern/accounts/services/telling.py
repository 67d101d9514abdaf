"""Facts about accounts, which are written in SQL, for the outbox, which is in MongoDB.

A fact is written in the transaction of SQL that makes it true, and goes to the outbox once that is
committed; a sweep moves those that could not, because MongoDB was away or we died. Each gets there
once: the transaction that records it there notes its id, and SQL forgets it afterwards.
"""

from datetime import datetime

import mongoengine as me
import structlog
from bson import ObjectId, json_util
from django.db import transaction

from lectern.accounts.documents import ToldFact
from lectern.accounts.models import Fact
from lectern.shared import events
from lectern.shared.clock import now
from lectern.shared.events import Event
from lectern.shared.mongo import Transaction, transactional

log = structlog.get_logger(__name__)

BATCH = 200


def tell(event: Event) -> None:
    """Record a fact with what the open transaction of SQL writes."""
    fact = Fact.objects.create(
        event_id=str(ObjectId()),
        kind=type(event).__name__,
        payload=json_util.dumps(events.encode(event)),
        recorded_at=now(),
    )
    # Django names what fails here, and a partial has no name.
    transaction.on_commit(lambda: hand_over(fact), robust=True)


def hand_over(fact: Fact) -> None:
    """Move a fact to the outbox; harmless when it is there."""
    event = events.decode(fact.kind, json_util.loads(fact.payload))
    try:
        _publish(fact_id=ObjectId(fact.event_id), event=event)
    except me.NotUniqueError:
        log.info("fact_told_already", fact=fact.event_id)
    Fact.objects.filter(pk=fact.pk).delete()


def hand_over_waiting() -> int:
    """Move what could not be moved when it happened, oldest first; how many facts."""
    waiting = list(Fact.objects.order_by("pk")[:BATCH])
    for fact in waiting:
        hand_over(fact)
    return len(waiting)


def waiting_since() -> datetime | None:
    """When the oldest fact happened that is not in the outbox."""
    return Fact.objects.order_by("pk").values_list("recorded_at", flat=True).first()


@transactional
def _publish(tx: Transaction, *, fact_id: ObjectId, event: Event) -> None:
    tx.insert(ToldFact(id=fact_id, told_at=now()))
    tx.publish(event)

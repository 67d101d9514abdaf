"""The jobs of the outbox."""

import threading

from bson import ObjectId
from celery import shared_task

from lectern.shared import audit, broker, cache, leaving, outbox

_sweeping = threading.Lock()


@shared_task(name="lectern.shared.tasks.deliver_event")  # type: ignore[untyped-decorator]
def deliver_event(*, event_id: str) -> None:
    """Deliver one event."""
    outbox.deliver(ObjectId(event_id))


@shared_task(name="lectern.shared.tasks.sweep_outbox")  # type: ignore[untyped-decorator]
def sweep_outbox() -> None:
    """Deliver what no worker was told about, or what a worker left behind when it died."""
    if not _sweeping.acquire(blocking=False):  # the other threads stay free for new events
        return
    try:
        cache.worker_was_here()
        cache.forget_what_is_owed()
        for event_id in outbox.due():
            if leaving.is_asked():
                break
            outbox.deliver(event_id)
    finally:
        _sweeping.release()


@shared_task(name="lectern.shared.tasks.prune_audit")  # type: ignore[untyped-decorator]
def prune_audit() -> None:
    """Drop records of writes that are older than they are kept."""
    audit.prune()


def hand_over(event_id: ObjectId) -> None:
    """Tell the workers of a new event; when the broker is down the sweep finds it."""
    broker.tell(deliver_event, event_id=str(event_id))


def hand_over_sweep() -> None:
    """Tell the workers that many new events wait."""
    broker.tell(sweep_outbox)

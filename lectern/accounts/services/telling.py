"""Facts about accounts, which are written in SQL, for the outbox, which is in MongoDB."""

from functools import partial

from django.db import transaction

from lectern.shared.events import Event
from lectern.shared.mongo import Transaction, transactional


@transactional
def publish(tx: Transaction, *, event: Event) -> None:
    """Record a fact."""
    tx.publish(event)


def publish_after_commit(event: Event) -> None:
    """Record a fact once SQL holds it, so that no worker looks for it too early.

    When MongoDB is away at that moment the fact stands and nobody is told; whoever waits for a
    message can ask for another.
    """
    transaction.on_commit(partial(publish, event=event), robust=True)

"""The jobs of telling people."""

import time

from celery import shared_task

from lectern.notifications import selectors, services

BATCH = 1_000
SECONDS = 45.0  # a run ends before the next one begins; that one goes on


@shared_task(name="lectern.notifications.tasks.send_digests")  # type: ignore[untyped-decorator]
def send_digests() -> None:
    """Close the digests that are due; the outbox sends them."""
    until = time.monotonic() + SECONDS
    while (people := selectors.due_people(BATCH)) and time.monotonic() < until:
        for person in people:
            services.close_digest(person=person)


@shared_task(name="lectern.notifications.tasks.prune_notifications")  # type: ignore[untyped-decorator]
def prune_notifications() -> None:
    """Forget what was read long ago."""
    until = time.monotonic() + SECONDS
    while services.prune_read(limit=BATCH) and time.monotonic() < until:
        pass

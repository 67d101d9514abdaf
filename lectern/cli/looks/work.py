"""Looks at what is still to be done, doing it where that is possible.

The application must have been set up.
"""

from collections.abc import Iterator
from datetime import timedelta

from lectern.cli.looks import Finding

# Longer than MongoDB takes to elect, and the sweep to come by.
WAIT = timedelta(minutes=1)


def facts(*, repair: bool) -> Iterator[Finding]:
    """Facts about accounts that MongoDB has not been told."""
    from lectern.accounts import services
    from lectern.shared import cache
    from lectern.shared.clock import now

    since = services.waiting_since()
    if since is None or now() - since < WAIT:
        yield Finding("What happened to accounts has been told")
    elif repair:
        yield Finding(f"{services.hand_over_waiting()} facts about accounts are told now")
    elif not cache.worker_is_here():  # as in what was restored and has not been started
        yield Finding("Facts about accounts wait for a worker")
    else:
        yield Finding(f"Facts about accounts wait to be told since {since:%Y-%m-%d %H:%M}", False)


def events(*, repair: bool) -> Iterator[Finding]:
    """Events that were given up."""
    from lectern.shared import outbox

    letters = outbox.dead_letters()
    for letter in letters:
        told = f"Event {letter['_id']} ({letter['kind']}): {letter['error']}"
        if repair:
            outbox.retry(letter["_id"])
        yield Finding(f"{told}{', will be delivered again' if repair else ''}", well=repair)
    if not letters:
        yield Finding("No event has failed for good")


def outbox(*, repair: bool) -> Iterator[Finding]:
    """Events that should have been delivered long ago."""
    from lectern.shared import cache
    from lectern.shared import outbox as events

    seconds = events.overdue_seconds()
    if seconds < WAIT.total_seconds():
        yield Finding("Events are delivered in time")
        return
    if not repair and not cache.worker_is_here():
        yield Finding("Events wait for a worker")
        return
    done = 0
    while repair and (waiting := events.due()):
        for event in waiting:
            events.deliver(event)
        done += len(waiting)
    well = events.overdue_seconds() < WAIT.total_seconds()
    told = f", {done} were brought on their way" if repair else ""
    yield Finding(f"An event waits to be delivered for {seconds:.0f} s{told}", well=well)


def debts(*, repair: bool) -> Iterator[Finding]:
    """Warm copies that could not be forgotten while Redis was away."""
    from lectern.shared import cache
    from lectern.shared import debts as owed
    from lectern.shared.clock import now

    since = owed.owed_since()
    if since is None or now() - since < WAIT:
        yield Finding("No warm copy is believed that should not be")
        return
    if not repair and not cache.worker_is_here():
        yield Finding("Warm copies wait to be forgotten by a worker")
        return
    paid = 0
    while repair and (some := cache.forget_what_is_owed()):
        paid += some
    told = f"Warm copies wait to be forgotten since {since:%Y-%m-%d %H:%M}"
    yield Finding(f"{told}{f', {paid} are forgotten' if repair else ''}", not owed.owed_since())

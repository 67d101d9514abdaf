"""Counts that nobody should wait for: kept in a document each, and made anew by the workers.

Whoever changes what is counted writes nothing here: a rush of thousands meets in no document, and
no crash loses a mark. A worker looks, every few minutes, whether anything has changed since it was
counted; the data say so themselves. What they do not say is put right once a day.
"""

import time
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

import mongoengine as me

from lectern.shared import leaving
from lectern.shared.clock import now
from lectern.shared.documents import Document
from lectern.shared.policies import Row

EVERY = timedelta(minutes=5)  # at most so often, each
AT_LEAST_EVERY = timedelta(days=1)  # there is what only time changes
SECONDS = 45.0  # of a run
# What is written bears the moment at which its request began, by the clock of another machine.
LATE = timedelta(minutes=1)


class Counted(Document):
    """Counts as they were at `counted_at`; from `due_at` on a worker looks at them."""

    due_at = me.DateTimeField(required=True)
    counted_at = me.DateTimeField(null=True)

    meta = {"abstract": True}


def adopt(kind: type[Counted], things: Iterable[Row]) -> None:
    """Have these counted soon, each in a document of its own that refers to it so."""
    born = {"$setOnInsert": {"due_at": now(), "counted_at": None}}
    for thing in things:
        kind.collection().update_one(thing, born, upsert=True)


def unadopted(kind: type[Counted], field: str) -> list[Row]:
    """The stages of an aggregation that leave what no document of this kind refers to."""
    counts = {"from": kind.collection().name, "localField": "_id", "foreignField": field}
    return [{"$lookup": {**counts, "as": "counts"}}, {"$match": {"counts": []}}]


def claim(kind: type[Counted]) -> Row | None:
    """What has been due for longest, for this worker alone; who dies over it only delays it."""
    return kind.collection().find_one_and_update(
        {"due_at": {"$lte": now()}}, {"$set": {"due_at": now() + EVERY}}, sort=[("due_at", 1)]
    )


def is_old(row: Row) -> bool:
    """Whether it is counted anew whatever has changed."""
    counted_at = row["counted_at"]
    return counted_at is None or counted_at < now() - AT_LEAST_EVERY


def catch_up(recount_next: Callable[[], bool]) -> None:
    """Count one after the other until none is due, or the next run begins."""
    until = time.monotonic() + SECONDS
    while recount_next() and time.monotonic() < until and not leaving.is_asked():
        pass


def since(row: Row) -> datetime:
    """From when on a change may not be in the counts."""
    counted_at: datetime = row["counted_at"]
    return counted_at - LATE

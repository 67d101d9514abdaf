"""Cache entries that have to be forgotten and are not yet: Redis is away, or we may die first.

Without this, an entry from before an outage would be believed again after it: a session that was
ended meanwhile, say. What a transaction makes untrue is noted with what it writes, so that a
process that dies after the commit leaves the forgetting to a sweep. The debts are in MongoDB, so
that they outlive every process.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

import pymongo
import structlog
from bson import ObjectId
from pymongo import WriteConcern
from pymongo.errors import PyMongoError

from lectern.shared.clock import now
from lectern.shared.mongo import Transaction, collection

log = structlog.get_logger(__name__)

DEBTS = "cache_debts"
BATCH = 1_000
TIMEOUT_SECONDS = 2.0  # who writes down a debt may hold a lock of SQL


def owe(
    names: Sequence[str], *, tx: Transaction | None = None, due: datetime | None = None
) -> list[ObjectId]:
    """Note what is still to be forgotten, at once or once it is due; the ids of the notes.

    With a transaction it is owed when, and only when, that one is committed.
    """
    ids = [ObjectId() for _ in names]
    owed_at = due or now()
    debts = [
        {"_id": row_id, "name": name, "owed_at": owed_at}
        for row_id, name in zip(ids, names, strict=True)
    ]
    if tx is not None:
        collection(DEBTS).insert_many(debts, session=tx.session)
        return ids
    try:
        with pymongo.timeout(TIMEOUT_SECONDS):
            collection(DEBTS).insert_many(debts)
    except PyMongoError as error:  # both stores are away: entries end with their time to live
        log.warning("cache_debt_lost", error=str(error))
    return ids


def cross_off(debts: Sequence[ObjectId]) -> None:
    """Drop notes of what is forgotten; nobody waits for that, and one that stays is paid twice."""
    notes = collection(DEBTS).with_options(write_concern=WriteConcern(w=0))
    try:
        with pymongo.timeout(TIMEOUT_SECONDS):
            notes.delete_many({"_id": {"$in": list(debts)}})
    except PyMongoError as error:
        log.warning("cache_debt_not_crossed_off", error=str(error))


def owed_since() -> datetime | None:
    """When the oldest debt was noted; None when there is none."""
    oldest = collection(DEBTS).find_one(sort=[("_id", 1)])
    return oldest["owed_at"] if oldest else None


def pay(drop: Callable[[Sequence[str]], bool]) -> int:
    """Let `drop` forget what is owed, oldest first; how many entries were."""
    due = {"owed_at": {"$lte": now()}}
    owed = list(collection(DEBTS).find(due).sort("_id", 1).limit(BATCH))
    if not owed or not drop([debt["name"] for debt in owed]):
        return 0
    collection(DEBTS).delete_many({"_id": {"$in": [debt["_id"] for debt in owed]}})
    return len(owed)

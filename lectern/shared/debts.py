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

DEBTS = "copies_to_forget"
BATCH = 100
TIMEOUT_SECONDS = 2.0  # who writes down a debt may hold a lock of SQL


def owe(
    names: Sequence[str], *, tx: Transaction | None = None, due: datetime | None = None
) -> ObjectId:
    """Note what is still to be forgotten, at once or once it is due; the id of the note.

    With a transaction it is owed when, and only when, that one is committed.
    """
    debt_id = ObjectId()
    debt = {"_id": debt_id, "names": list(names), "owed_at": due or now()}
    if tx is not None:
        collection(DEBTS).insert_one(debt, session=tx.session)
        return debt_id
    try:
        with pymongo.timeout(TIMEOUT_SECONDS):
            collection(DEBTS).insert_one(debt)
    except PyMongoError as error:  # both stores are away: entries end with their time to live
        log.warning("cache_debt_lost", error=str(error))
    return debt_id


def cross_off(debt: ObjectId) -> None:
    """Drop the note of what is forgotten; nobody waits for that, and one that stays is paid."""
    notes = collection(DEBTS).with_options(write_concern=WriteConcern(w=0))
    try:
        with pymongo.timeout(TIMEOUT_SECONDS):
            notes.delete_one({"_id": debt})
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
    names = [name for debt in owed for name in debt["names"]]
    if not owed or not drop(names):
        return 0
    collection(DEBTS).delete_many({"_id": {"$in": [debt["_id"] for debt in owed]}})
    return len(names)

"""Cache entries that could not be forgotten because Redis was away; paid when it is back.

Without this, an entry from before the outage would be believed again after it: a session that was
ended meanwhile, say. The debts are in MongoDB, so that they outlive every process.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

import structlog
from pymongo.errors import PyMongoError

from lectern.shared.clock import now
from lectern.shared.mongo import collection

log = structlog.get_logger(__name__)

DEBTS = "cache_debts"
BATCH = 1_000


def owe(names: Sequence[str]) -> None:
    """Note what is still to be forgotten."""
    try:
        collection(DEBTS).insert_many([{"name": name, "owed_at": now()} for name in names])
    except PyMongoError as error:  # both stores are away: entries end with their time to live
        log.warning("cache_debt_lost", error=str(error))


def owed_since() -> datetime | None:
    """When the oldest debt was noted; None when there is none."""
    oldest = collection(DEBTS).find_one(sort=[("_id", 1)])
    return oldest["owed_at"] if oldest else None


def pay(drop: Callable[[Sequence[str]], bool]) -> int:
    """Let `drop` forget what is owed, oldest first; how many entries were."""
    owed = list(collection(DEBTS).find().sort("_id", 1).limit(BATCH))
    if not owed or not drop([debt["name"] for debt in owed]):
        return 0
    collection(DEBTS).delete_many({"_id": {"$in": [debt["_id"] for debt in owed]}})
    return len(owed)

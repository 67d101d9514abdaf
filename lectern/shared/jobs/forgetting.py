"""Forgetting jobs that have been over for long, and those of people who are gone."""

from datetime import timedelta

from bson import ObjectId

from lectern.shared.clock import now
from lectern.shared.jobs import files
from lectern.shared.jobs.documents import JobRecord
from lectern.shared.policies import Row

KEPT = timedelta(days=30)


def prune() -> int:
    """Forget jobs that have been over for a month, their files first; how many."""
    return _forget({"finished_at": {"$lte": now() - KEPT}})


def forget_owner(*, owner: ObjectId) -> int:
    """Forget every job of a person, also one that is being done: it can write nothing more."""
    return _forget({"owner_id": owner})


def _forget(where: Row) -> int:
    count = 0
    for row in JobRecord.collection().find(where, {"file": 1, "upload": 1}):
        files.drop((row.get("file") or {}).get("path"), row.get("upload"))
        JobRecord.collection().delete_one({"_id": row["_id"]})
        count += 1
    return count

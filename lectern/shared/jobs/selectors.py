"""Reads of jobs; who may see which is the query."""

from collections.abc import Iterator

from bson import ObjectId

from lectern.shared.jobs.documents import FAILED, QUEUED, RUNNING, STATUSES, JobRecord
from lectern.shared.policies import Principal, Row
from lectern.shared.selection import COUNT_UP_TO, Selection

# What only the worker needs, and what it is handed.
_PRIVATE = ("payload", "state", "secret", "upload", "lease", "lease_until", "request_id", "trace")


def visible_jobs(who: Principal) -> Selection:
    """One's own; admins see all."""
    where = () if who.is_admin else ({"owner_id": who.id},)
    return Selection(JobRecord, where).without(*_PRIVATE)


def pending(*, kind: str, owner: ObjectId) -> ObjectId | None:
    """The latest job of this kind that somebody waits for."""
    where = {"owner_id": owner, "kind": kind, "status": {"$in": [QUEUED, RUNNING]}}
    row = JobRecord.collection().find_one(where, {"_id": 1}, sort=[("created_at", -1)])
    return row["_id"] if row else None


def everything_about(user: ObjectId) -> Iterator[Row]:
    """What a person asked for, for themselves; without what only workers need."""
    found = JobRecord.collection().find({"owner_id": user}, dict.fromkeys(_PRIVATE, 0))
    yield from found.sort("created_at", 1)


def count_by_status() -> dict[str, int]:
    """How many jobs there are in each state, of those that are still kept."""
    count = JobRecord.collection().count_documents
    return {status: int(count({"status": status})) for status in STATUSES}


def failed_count() -> int:
    """How many jobs have failed, of those that are still kept; exact up to ten thousand."""
    return int(JobRecord.collection().count_documents({"status": FAILED}, limit=COUNT_UP_TO))

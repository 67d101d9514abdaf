"""Forgetting jobs that have been over for long."""

from datetime import timedelta

from lectern.shared.clock import now
from lectern.shared.jobs import files
from lectern.shared.jobs.documents import JobRecord

KEPT = timedelta(days=30)


def prune() -> int:
    """Forget jobs that have been over for a month, their files first; how many."""
    old = {"finished_at": {"$lte": now() - KEPT}}
    count = 0
    for row in JobRecord.collection().find(old, {"file": 1, "upload": 1}):
        files.drop((row.get("file") or {}).get("path"), row.get("upload"))
        JobRecord.collection().delete_one({"_id": row["_id"]})
        count += 1
    return count

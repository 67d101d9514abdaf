"""Reads of jobs; who may see which is the query."""

from lectern.shared.jobs.documents import JobRecord
from lectern.shared.policies import Principal
from lectern.shared.selection import Selection

# What only the worker needs, and what it is handed.
_PRIVATE = ("payload", "state", "secret", "upload", "lease", "lease_until")


def visible_jobs(who: Principal) -> Selection:
    """One's own; admins see all."""
    where = () if who.is_admin else ({"owner_id": who.id},)
    return Selection(JobRecord, where).without(*_PRIVATE)

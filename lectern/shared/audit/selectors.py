"""Reads of the record."""

from collections.abc import Iterator

from bson import ObjectId

from lectern.shared.audit.documents import AuditEvent
from lectern.shared.policies import Row
from lectern.shared.selection import Selection


def audit_events() -> Selection:
    """All of it."""
    return Selection(AuditEvent)


def every_act(user: ObjectId) -> Iterator[Row]:
    """What a person did, and what a visitor tried who named them, for themselves."""
    theirs = {"$or": [{"actor_id": user}, {"subject": str(user), "actor_id": None}]}
    yield from AuditEvent.collection().find(theirs).sort("created_at", 1)

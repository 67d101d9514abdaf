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
    """What a person did, for themselves."""
    yield from AuditEvent.collection().find({"actor_id": user}).sort("created_at", 1)

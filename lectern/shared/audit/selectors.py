"""Reads of the record."""

from lectern.shared.audit.documents import AuditEvent
from lectern.shared.selection import Selection


def audit_events() -> Selection:
    """All of it."""
    return Selection(AuditEvent)

"""How long records are kept."""

from datetime import timedelta

from django.conf import settings

from lectern.shared.audit.documents import AuditEvent
from lectern.shared.clock import now


def prune() -> int:
    """Drop what is older than `LECTERN_AUDIT_DAYS` says, which is never when it says 0."""
    if not settings.AUDIT_DAYS:
        return 0
    oldest = now() - timedelta(days=settings.AUDIT_DAYS)
    return int(AuditEvent.collection().delete_many({"created_at": {"$lt": oldest}}).deleted_count)

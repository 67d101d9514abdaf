"""Writes of the inbox."""

from collections.abc import Sequence
from typing import Any

from bson import ObjectId
from django.conf import settings

from lectern.notifications import cache as keys
from lectern.notifications.documents import Notification
from lectern.notifications.kinds import KINDS
from lectern.shared import cache
from lectern.shared.clock import now
from lectern.shared.mongo import Transaction, transactional


@transactional
def notify(
    tx: Transaction, *, recipient: ObjectId, kind: str, facts: dict[str, Any], url: str = ""
) -> Notification:
    """Tell one person one thing, together with the fact that it is about."""
    if set(facts) != set(KINDS[kind].facts):
        raise ValueError(f"{kind} is told with {KINDS[kind].facts}, not with {tuple(facts)}")
    tx.after_commit(cache.forgetting([keys.unread(recipient)], tx))
    return tx.insert(
        Notification(recipient=recipient, kind=kind, facts=facts, url=url, created_at=now())
    )


@transactional
def notify_many(
    tx: Transaction,
    *,
    recipients: Sequence[ObjectId],
    kind: str,
    facts: dict[str, Any],
    url: str = "",
) -> None:
    """Tell several people the same thing."""
    if set(facts) != set(KINDS[kind].facts):
        raise ValueError(f"{kind} is told with {KINDS[kind].facts}, not with {tuple(facts)}")
    tx.after_commit(cache.forgetting((keys.unread(recipient) for recipient in recipients), tx))
    tx.insert_many(
        Notification(recipient=recipient, kind=kind, facts=facts, url=url, created_at=now())
        for recipient in recipients
    )


@transactional
def mark(tx: Transaction, *, notification: ObjectId, recipient: ObjectId, is_read: bool) -> None:
    """Mark one as read or unread."""
    changes = Notification.changes(is_read=is_read, read_at=now() if is_read else None)
    tx.update(Notification, {"_id": notification, "is_read": not is_read}, {"$set": changes})
    tx.after_commit(cache.forgetting([keys.unread(recipient)], tx))


def mark_all_read(*, recipient: ObjectId) -> int:
    """Mark all of a person's as read; how many were unread."""
    done = Notification.collection().update_many(
        {"recipient_id": recipient, "is_read": False},
        {"$set": Notification.changes(is_read=True, read_at=now())},
    )
    cache.forget([keys.unread(recipient)])
    return int(done.modified_count)


@transactional
def remove(tx: Transaction, *, notification: ObjectId, recipient: ObjectId) -> None:
    """Take one out of the inbox."""
    tx.delete(Notification, {"_id": notification})
    tx.after_commit(cache.forgetting([keys.unread(recipient)], tx))


def prune_read(*, limit: int) -> int:
    """Forget some that were read longer ago than the site keeps them; how many."""
    old = {"read_at": {"$lt": now() - settings.NOTIFICATION_LIFE}}
    found = Notification.collection().find(old, {"_id": 1}).sort("read_at", 1).limit(limit)
    ids = [row["_id"] for row in found]
    return int(Notification.collection().delete_many({"_id": {"$in": ids}}).deleted_count)

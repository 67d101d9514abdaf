"""Reads of notifications."""

from bson import ObjectId

from lectern.notifications import cache as keys
from lectern.notifications.documents import Notification
from lectern.shared import cache
from lectern.shared.policies import Principal
from lectern.shared.selection import Selection


def own_notifications(who: Principal) -> Selection:
    """What was sent to this person."""
    return Selection(Notification, ({"recipient_id": who.id},))


def unread_count(recipient_id: ObjectId) -> int:
    """How many notifications this person has not read."""
    where = {"recipient_id": recipient_id, "is_read": False}
    return int(
        cache.remember(
            keys.unread(recipient_id),
            lambda: Notification.collection().count_documents(where, limit=1_000),
        )
    )

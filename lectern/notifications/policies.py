"""Who may do what with notifications: everybody with their own."""

from lectern.shared.policies import Policy, Principal, Row, anyone, member


def received(who: Principal, notification: Row | None = None) -> bool:
    """The person it was sent to."""
    if notification is None:
        return who.is_authenticated
    return bool(notification["recipient_id"] == who.id)


NOTIFICATION: Policy = {
    "list": member,
    "retrieve": received,
    "update": received,
    "partial_update": received,
    "destroy": received,
    "mark_all_read": member,
    "unread_count": member,
}

PREFERENCES: Policy = {
    "preferences": member,
    "replace_preferences": member,
    "change_preferences": member,
    "unsubscribe": anyone,
}

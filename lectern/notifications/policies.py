"""Who may do what with notifications: everybody with their own, and who teaches may write some."""

from lectern.shared.policies import Policy, Principal, Row, anyone, instructor, member


def received(who: Principal, notification: Row | None = None) -> bool:
    """The person it was sent to."""
    if notification is None:
        return who.is_authenticated
    return bool(notification["recipient_id"] == who.id)


NOTIFICATION: Policy = {
    "list": member,
    "retrieve": received,
    "create": instructor,
    "update": received,
    "partial_update": received,
    "destroy": received,
    "mark_all_read": member,
    "unread_count": member,
}


def announces(who: Principal, course: Row | None = None) -> bool:
    """The course's own instructor; for the whole site (asked with an empty course), admins."""
    if who.is_admin or course is None:
        return who.is_admin or who.is_instructor
    return who.is_instructor and course.get("instructor_id") == who.id


def wrote(who: Principal, announcement: Row | None = None) -> bool:
    """Who announced it, and admins."""
    if who.is_admin or announcement is None:
        return who.is_admin or who.is_instructor
    return bool(announcement["author_id"] == who.id)


ANNOUNCEMENT: Policy = {
    "list": member,
    "retrieve": member,
    "create": announces,
    "partial_update": wrote,
    "update": wrote,
    "destroy": wrote,
}

PREFERENCES: Policy = {
    "preferences": member,
    "replace_preferences": member,
    "change_preferences": member,
    "unsubscribe": anyone,
}

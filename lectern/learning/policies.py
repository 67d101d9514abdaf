"""Who may do what with places and progress."""

from lectern.catalog.policies import teaches
from lectern.catalog.selectors import course_row
from lectern.shared.policies import Policy, Principal, Row, member


def own(who: Principal, thing: Row | None = None) -> bool:
    """The student it belongs to."""
    if thing is None:
        return who.is_authenticated
    return bool(thing["student_id"] == who.id)


def own_or_admin(who: Principal, thing: Row | None = None) -> bool:
    """The student it belongs to, and admins."""
    return who.is_admin or own(who, thing)


def runs(who: Principal, course: Row | None = None) -> bool:
    """Who teaches the course, and admins (asked with the course)."""
    return teaches(who, course)


def gives(who: Principal, place: Row | None = None) -> bool:
    """Who teaches the course of a place, and admins."""
    return runs(who, place and course_row(place["course_id"]))


ENROLLMENT: Policy = {
    "list": member,
    "retrieve": member,
    "create": member,
    "update": gives,
    "partial_update": gives,
    "destroy": member,
    "activate": gives,
}

PROGRESS: Policy = {
    "list": member,
    "retrieve": member,
    "create": member,
    "update": own,
    "partial_update": own,
    "destroy": own,
    "opened": member,
}

LEARNERS: Policy = {"list": runs}

GRADEBOOK: Policy = {"list": runs}

ANALYTICS: Policy = {"list": runs}


def views(who: Principal) -> list[str]:
    """The dashboards that this person may see, the one they come for first."""
    mine = {"admin": who.is_admin, "instructor": who.is_instructor or who.is_admin, "student": True}
    return [name for name, may in mine.items() if may]


DASHBOARD: Policy = {"list": member}

"""Who may do what with categories, courses and lessons."""

from lectern.shared.policies import Policy, Principal, Row, admin, anyone, instructor


def teaches(who: Principal, course: Row | None = None) -> bool:
    """The course's own instructor, and admins."""
    if who.is_admin:
        return True
    if course is None:
        return who.is_instructor
    return who.is_instructor and course["instructor_id"] == who.id


CATEGORY: Policy = {
    "list": anyone,
    "retrieve": anyone,
    "create": admin,
    "update": admin,
    "partial_update": admin,
    "destroy": admin,
}

COURSE: Policy = {
    "list": anyone,
    "retrieve": anyone,
    "outline": anyone,
    "create": instructor,
    "update": teaches,
    "partial_update": teaches,
    "destroy": teaches,
    "publish": teaches,
    "unpublish": teaches,
    "archive": teaches,
    "unarchive": teaches,
}

SEARCH: Policy = {"list": anyone}

LESSON: Policy = {
    "list": anyone,
    "retrieve": anyone,
    "create": teaches,
    "update": teaches,
    "partial_update": teaches,
    "destroy": teaches,
    "reorder": teaches,
}

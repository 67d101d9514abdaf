"""Who may do what with accounts."""

from lectern.shared.policies import Policy, Principal, Row, admin, anyone, member


def oneself(who: Principal, user: Row | None = None) -> bool:
    """The person themselves, and admins."""
    if user is None:
        return who.is_authenticated
    return who.is_admin or who.id == user["_id"]


def admin_of_another(who: Principal, user: Row | None = None) -> bool:
    """Admins, but not about themselves: for that they have to show what they know and have."""
    return who.is_admin and (user is None or who.id != user["_id"])


USER: Policy = {
    "list": admin,
    "retrieve": anyone,
    "create": admin,
    "update": oneself,
    "partial_update": oneself,
    "destroy": admin,
    "request_instructor": member,
    "approve_instructor": admin,
    "decline_instructor": admin,
    "reset_mfa": admin_of_another,
}

"""Who may do what with certificates."""

from lectern.shared.policies import Policy, Principal, Row, anyone, member


def signs(who: Principal, certificate: Row | None = None) -> bool:
    """The instructor whose name stands on it, and admins."""
    if who.is_admin:
        return True
    if certificate is None:
        return who.is_instructor
    return who.is_instructor and certificate["instructor_id"] == who.id


def concerned(who: Principal, certificate: Row | None = None) -> bool:
    """The student whose certificate it is, the instructor who signs it, and admins."""
    if certificate is None:
        return who.is_authenticated
    return signs(who, certificate) or (who.is_authenticated and certificate["student_id"] == who.id)


CERTIFICATE: Policy = {
    "list": member,
    "retrieve": anyone,
    "pdf": concerned,
    "revoke": signs,
    "reinstate": signs,
}

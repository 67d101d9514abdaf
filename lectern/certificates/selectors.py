"""Reads of certificates; what somebody may see is the query."""

from lectern.certificates.documents import Certificate
from lectern.shared.policies import Principal, Row
from lectern.shared.selection import Selection


def known_certificates() -> Selection:
    """All of them: who knows a number may check it."""
    return Selection(Certificate)


def visible_certificates(who: Principal) -> Selection:
    """One's own, and those one has signed; admins see all."""
    if who.is_admin:
        return Selection(Certificate)
    mine: Row = {"student_id": who.id}
    if not who.is_instructor:
        return Selection(Certificate, (mine,))
    return Selection(Certificate, ({"$or": [mine, {"instructor_id": who.id}]},))

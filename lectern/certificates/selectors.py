"""Reads of certificates; what somebody may see is the query."""

from collections.abc import Iterator

from bson import ObjectId
from django.conf import settings

from lectern.certificates.documents import Certificate
from lectern.certificates.pdf import Paper
from lectern.shared import site
from lectern.shared.errors import DomainError
from lectern.shared.policies import Principal, Row
from lectern.shared.selection import Selection


class CertificateIsRevoked(DomainError):
    """What is not valid any more is not printed."""

    status = 410
    code = "certificate-revoked"
    title = "This certificate has been revoked."


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


def paper(certificate: Row) -> Paper:
    """What is printed of a certificate that is valid."""
    if certificate.get("revoked_at") is not None:
        raise CertificateIsRevoked
    number = certificate["_id"]
    return Paper(
        site=site.current().name,
        number=number,
        name=certificate["name"],
        title=certificate["title"],
        instructor=certificate["instructor_name"],
        language=certificate["language"],
        completed_at=certificate["completed_at"],
        issued_at=certificate["issued_at"],
        url=f"{settings.SITE_URL}/certificates/{number}",
    )


def every_certificate(user: ObjectId) -> Iterator[Row]:
    """What certifies something of this person, for themselves."""
    yield from Certificate.collection().find({"student_id": user}).sort("issued_at", 1)

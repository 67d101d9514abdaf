"""What happens to certificates; their numbers are their ids."""

from dataclasses import dataclass

from bson import ObjectId

from lectern.shared.events import Event


@dataclass(frozen=True)
class CertificateIssued(Event):
    """A student has completed a course and can show it."""

    certificate: str
    student: ObjectId
    course: ObjectId


@dataclass(frozen=True)
class CertificateRevoked(Event):
    """A certificate is not valid any more."""

    certificate: str
    student: ObjectId
    course: ObjectId


@dataclass(frozen=True)
class CertificateReinstated(Event):
    """A certificate that was revoked is valid again."""

    certificate: str
    student: ObjectId
    course: ObjectId

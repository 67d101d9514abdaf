"""Writes of certificates: issued once, revoked and reinstated by those who sign them."""

import secrets
from datetime import datetime

from bson import ObjectId

from lectern.accounts.documents import User
from lectern.accounts.selectors import display_name
from lectern.catalog.documents import Course
from lectern.certificates.documents import Certificate
from lectern.certificates.events import (
    CertificateIssued,
    CertificateReinstated,
    CertificateRevoked,
)
from lectern.certificates.numbers import new_number
from lectern.shared.clock import now
from lectern.shared.mongo import Transaction, transactional


@transactional
def issue(
    tx: Transaction, *, student: ObjectId, course: ObjectId, completed_at: datetime
) -> str | None:
    """Certify that the student has completed the course, once; the number.

    What is written on it is what is true now. A second completion keeps the first certificate, also
    when that has been revoked. Nothing is issued where the course gives no certificates.
    """
    about = tx.find_one(Course, {"_id": course})
    person = tx.find_one(User, {"_id": student})
    if about is None or person is None or not about.get("certificate", True):
        return None
    signer = tx.find_one(User, {"_id": about["instructor_id"]})
    row = Certificate(
        number=new_number(),
        student=student,
        course=course,
        instructor=about["instructor_id"],
        name=display_name(person),
        title=about["title"],
        instructor_name=display_name(signer) if signer else "",
        language=about["language"],
        completed_at=completed_at,
        issued_at=now(),
    ).validated()
    whose = {"student_id": row.pop("student_id"), "course_id": row.pop("course_id")}
    kept = tx.upsert(Certificate, whose, {"$setOnInsert": row})  # the unique index decides
    if kept["_id"] == row["_id"]:
        tx.publish(CertificateIssued(certificate=row["_id"], student=student, course=course))
    return str(kept["_id"])


@transactional
def revoke(tx: Transaction, *, certificate: str, by: ObjectId, reason: str) -> None:
    """Take back what it says; who did it first, and why, stays when it is done again."""
    changes = Certificate.changes(revoked_at=now(), revoked_by=by, reason=reason)
    where = {"_id": certificate, "revoked_at": None}
    row = tx.find_and_update(Certificate, where, {"$set": changes})
    if row is not None:
        tx.publish(
            CertificateRevoked(
                certificate=certificate, student=row["student_id"], course=row["course_id"]
            )
        )


@transactional
def reinstate(tx: Transaction, *, certificate: str) -> None:
    """Let it be valid again; nothing happens to one that is."""
    changes = {"revoked_at": None, "revoked_by_id": None, "reason": ""}
    where = {"_id": certificate, "revoked_at": {"$ne": None}}
    row = tx.find_and_update(Certificate, where, {"$set": changes})
    if row is not None:
        tx.publish(
            CertificateReinstated(
                certificate=certificate, student=row["student_id"], course=row["course_id"]
            )
        )


@transactional
def forget_person(tx: Transaction, *, user: ObjectId) -> None:
    """Erase what certifies something of this person: it is nothing but a claim about them.

    What they signed or revoked belongs to its learners; it goes on without their name.
    """
    tx.delete(Certificate, {"student_id": user})
    nobody = ObjectId(secrets.token_bytes(12))
    signed = {"instructor_id": nobody, "instructor_name": ""}
    tx.update_many(Certificate, {"instructor_id": user}, {"$set": signed})
    tx.update_many(Certificate, {"revoked_by_id": user}, {"$set": {"revoked_by_id": None}})

"""What each event has to tell: to whom, of which kind, where it leads, with which facts.

An event is told once it has a row in `ABOUT`, and to whoever teaches its course once it has one in
`TEACHING`; the facts are those that `kinds.py` names.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bson import ObjectId

from lectern.accounts.events import (
    InstructorApproved,
    InstructorDeclined,
    SecondFactorTurnedOff,
    SecondFactorTurnedOn,
)
from lectern.assessment.documents import AWAITING_REVIEW, Quiz, QuizSubmission
from lectern.assessment.events import QuizAwaitsReview, QuizFailed, QuizPassed, QuizRetaken
from lectern.assessment.selectors import attempts_left
from lectern.catalog.documents import Course
from lectern.certificates.documents import Certificate
from lectern.certificates.events import (
    CertificateIssued,
    CertificateReinstated,
    CertificateRevoked,
)
from lectern.learning.documents import PENDING, Enrollment
from lectern.learning.events import (
    Enrolled,
    MilestoneReached,
    PlaceActivated,
    PlaceRequested,
    PlaceSuspended,
)
from lectern.shared.events import Event
from lectern.shared.mongo import Transaction


@dataclass(frozen=True, slots=True)
class Told:
    """One message: to whom, of which kind, about what."""

    recipient: ObjectId
    kind: str
    url: str
    facts: dict[str, Any]


def told(tx: Transaction, event: Event) -> Told:
    """The message that follows from an event, as this transaction sees the facts."""
    return ABOUT[type(event)](tx, event)


def _instructor_approved(_tx: Transaction, event: InstructorApproved) -> Told:
    return Told(event.user, "instructor-approved", "/dashboard", {})


def _instructor_declined(_tx: Transaction, event: InstructorDeclined) -> Told:
    return Told(event.user, "instructor-declined", "/dashboard", {})


def _second_factor_on(_tx: Transaction, event: SecondFactorTurnedOn) -> Told:
    return Told(event.user, "second-factor-on", "/settings", {})


def _second_factor_off(_tx: Transaction, event: SecondFactorTurnedOff) -> Told:
    return Told(event.user, "second-factor-off", "/settings", {})


def _enrolled(tx: Transaction, event: Enrolled) -> Told:
    facts = {"course": _title(tx, event.course)}
    return Told(event.student, "enrolled", f"/learn/{event.course}", facts)


def _place_requested(tx: Transaction, event: PlaceRequested) -> Told:
    facts = {"course": _title(tx, event.course)}
    return Told(event.student, "place-requested", f"/courses/{event.course}", facts)


def _place_activated(tx: Transaction, event: PlaceActivated) -> Told:
    facts = {"course": _title(tx, event.course)}
    return Told(event.student, "place-activated", f"/learn/{event.course}", facts)


def _place_suspended(tx: Transaction, event: PlaceSuspended) -> Told:
    facts = {"course": _title(tx, event.course)}
    return Told(event.student, "place-suspended", f"/courses/{event.course}", facts)


def _milestone(tx: Transaction, event: MilestoneReached) -> Told:
    url, course = f"/learn/{event.course}", _title(tx, event.course)
    if event.percent == 100:
        return Told(event.student, "course-completed", url, {"course": course})
    facts = {"course": course, "percent": event.percent}
    return Told(event.student, "milestone", url, facts)


def _certificate_issued(tx: Transaction, event: CertificateIssued) -> Told:
    number = event.certificate
    facts = {"course": _certificate(tx, number)["title"], "number": number}
    return Told(event.student, "certificate-issued", f"/certificates/{number}", facts)


def _certificate_revoked(tx: Transaction, event: CertificateRevoked) -> Told:
    row = _certificate(tx, event.certificate)
    facts = {"course": row["title"], "reason": row["reason"]}
    return Told(event.student, "certificate-revoked", f"/certificates/{event.certificate}", facts)


def _certificate_reinstated(tx: Transaction, event: CertificateReinstated) -> Told:
    facts = {"course": _certificate(tx, event.certificate)["title"]}
    url = f"/certificates/{event.certificate}"
    return Told(event.student, "certificate-reinstated", url, facts)


def _quiz_passed(tx: Transaction, event: QuizPassed) -> Told:
    facts = {"quiz": _quiz(tx, event.quiz)["title"], "score": _score(tx, event.submission)}
    return Told(event.student, "quiz-passed", f"/quizzes/{event.quiz}", facts)


def _quiz_failed(tx: Transaction, event: QuizFailed) -> Told:
    quiz = _quiz(tx, event.quiz)
    facts = {
        "quiz": quiz["title"],
        "score": _score(tx, event.submission),
        "attempts_left": attempts_left(event.student, quiz, tx.session),
    }
    return Told(event.student, "quiz-failed", f"/quizzes/{event.quiz}", facts)


def _quiz_retaken(tx: Transaction, event: QuizRetaken) -> Told:
    facts = {"quiz": _quiz(tx, event.quiz)["title"], "score": _score(tx, event.submission)}
    return Told(event.student, "quiz-retaken", f"/quizzes/{event.quiz}", facts)


def _quiz_awaits_review(tx: Transaction, event: QuizAwaitsReview) -> Told:
    facts = {"quiz": _quiz(tx, event.quiz)["title"]}
    return Told(event.student, "quiz-awaiting-review", f"/quizzes/{event.quiz}", facts)


def told_teacher(tx: Transaction, event: Event) -> Told | None:
    """What somebody who teaches has to do because of an event; None when it has been done.

    It names nobody: who it is about may go, and what was told would stay.
    """
    return TEACHING[type(event)](tx, event)


def _place_to_confirm(tx: Transaction, event: PlaceRequested) -> Told | None:
    waits = {"student_id": event.student, "course_id": event.course, "status": PENDING}
    row = _course(tx, event.course) if tx.find_one(Enrollment, waits, {"_id": 1}) else None
    if row is None:
        return None
    url = f"/teach/courses/{event.course}/learners"
    return Told(row["instructor_id"], "place-to-confirm", url, {"course": row["title"]})


def _essay_to_review(tx: Transaction, event: QuizAwaitsReview) -> Told | None:
    waits = {"_id": event.submission, "status": AWAITING_REVIEW}
    essay = tx.find_one(QuizSubmission, waits, {"course_id": 1})
    row = _course(tx, essay["course_id"]) if essay else None
    if row is None or row["instructor_id"] == event.student:  # who tries their own quiz knows
        return None
    facts = {"quiz": _quiz(tx, event.quiz)["title"], "course": row["title"]}
    url = f"/teach/reviews/{event.submission}"
    return Told(row["instructor_id"], "essay-to-review", url, facts)


TEACHING: dict[type[Event], Callable[[Transaction, Any], Told | None]] = {
    PlaceRequested: _place_to_confirm,
    QuizAwaitsReview: _essay_to_review,
}

ABOUT: dict[type[Event], Callable[[Transaction, Any], Told]] = {
    InstructorApproved: _instructor_approved,
    InstructorDeclined: _instructor_declined,
    SecondFactorTurnedOn: _second_factor_on,
    SecondFactorTurnedOff: _second_factor_off,
    Enrolled: _enrolled,
    PlaceRequested: _place_requested,
    PlaceActivated: _place_activated,
    PlaceSuspended: _place_suspended,
    MilestoneReached: _milestone,
    CertificateIssued: _certificate_issued,
    CertificateRevoked: _certificate_revoked,
    CertificateReinstated: _certificate_reinstated,
    QuizPassed: _quiz_passed,
    QuizFailed: _quiz_failed,
    QuizRetaken: _quiz_retaken,
    QuizAwaitsReview: _quiz_awaits_review,
}


def _title(tx: Transaction, course: ObjectId) -> str:
    row = _course(tx, course)
    return str(row["title"]) if row else ""


def _course(tx: Transaction, course: ObjectId) -> dict[str, Any] | None:
    return tx.find_one(Course, {"_id": course}, {"title": 1, "instructor_id": 1})


def _certificate(tx: Transaction, number: str) -> dict[str, Any]:
    return tx.find_one(Certificate, {"_id": number}) or {"title": "", "reason": ""}


def _quiz(tx: Transaction, quiz: ObjectId) -> dict[str, Any]:
    found = tx.find_one(Quiz, {"_id": quiz}, {"title": 1, "max_attempts": 1})
    return found or {"_id": quiz, "title": "", "max_attempts": 0}


def _score(tx: Transaction, submission: ObjectId) -> float:
    row = tx.find_one(QuizSubmission, {"_id": submission}, {"score": 1}) or {}
    return float(row.get("score") or 0)

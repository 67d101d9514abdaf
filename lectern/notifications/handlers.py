"""What people are told, and when. In the inbox at once; by e-mail a moment later."""

from dataclasses import dataclass
from typing import Any

from bson import ObjectId
from django.conf import settings

from lectern.accounts.events import PasswordResetRequested
from lectern.accounts.selectors import display_name, profile_of, user_row
from lectern.accounts.services import reset_link
from lectern.assessment.documents import Quiz, QuizSubmission
from lectern.assessment.events import QuizAwaitsReview, QuizFailed, QuizPassed
from lectern.assessment.selectors import attempts_left
from lectern.catalog.documents import Course
from lectern.learning.events import Enrolled, MilestoneReached, PlaceActivated, PlaceRequested
from lectern.notifications import emails, services
from lectern.notifications.messages import PASSWORD_RESET, WORDS
from lectern.shared.events import Event
from lectern.shared.mongo import Transaction, transactional

KINDS: dict[type[Event], str] = {
    Enrolled: "enrolled",
    PlaceRequested: "place-requested",
    PlaceActivated: "place-activated",
    QuizPassed: "quiz-passed",
    QuizFailed: "quiz-failed",
    QuizAwaitsReview: "quiz-awaiting-review",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One message, filled in: to whom, of which kind, about what."""

    recipient: ObjectId
    kind: str
    url: str
    facts: dict[str, Any]


def put_in_inbox(tx: Transaction, event: Event) -> None:
    """The notification is there as soon as the fact is."""
    told = _told(tx, event)
    message = WORDS[told.kind].message.format(**told.facts).strip()
    services.notify(recipient=told.recipient, kind=told.kind, message=message, url=told.url)


def send_email(event: Event, event_id: ObjectId) -> None:
    """The same by e-mail; its Message-ID follows from the event, so that it arrives once."""
    told = _told_later(event)
    person = user_row(told.recipient)
    if person is None or not person["is_active"]:
        return
    emails.send(
        key=str(event_id),
        to=person["email"],
        name=display_name(person),
        words=WORDS[told.kind],
        facts=told.facts,
        url=f"{settings.SITE_URL}{told.url}",
    )


def send_password_link(event: PasswordResetRequested, event_id: ObjectId) -> None:
    """The link by which a person sets a new password; to nobody when the address is unknown."""
    link = event.account and reset_link(account=event.account)
    person = event.account and profile_of(event.account)
    if not link or not person:
        return
    emails.send(
        key=str(event_id),
        to=person["email"],
        name=display_name(person),
        words=PASSWORD_RESET,
        facts={"minutes": settings.PASSWORD_RESET_TIMEOUT // 60},
        url=f"{settings.SITE_URL}{link}",
    )


@transactional
def _told_later(tx: Transaction, event: Event) -> Told:
    return _told(tx, event)


def _told(tx: Transaction, event: Any) -> Told:
    if isinstance(event, QuizPassed | QuizFailed | QuizAwaitsReview):
        return _about_quiz(tx, event)
    course = tx.find_one(Course, {"_id": event.course}, {"title": 1}) or {"title": ""}
    facts = {"course": course["title"]}
    if isinstance(event, MilestoneReached):
        kind = "course-completed" if event.percent == 100 else "milestone"
        facts["percent"] = event.percent
    else:
        kind = KINDS[type(event)]
    url = f"/courses/{event.course}" if kind == "place-requested" else f"/learn/{event.course}"
    return Told(event.student, kind, url, facts)


def _about_quiz(tx: Transaction, event: QuizPassed | QuizFailed | QuizAwaitsReview) -> Told:
    quiz = tx.find_one(Quiz, {"_id": event.quiz}) or {"title": "", "max_attempts": 0}
    result = tx.find_one(QuizSubmission, {"_id": event.submission}, {"score": 1}) or {}
    left = attempts_left(event.student, quiz)
    attempts = {None: "", 0: "No attempts are left.", 1: "One attempt is left."}
    facts = {
        "quiz": quiz["title"],
        "score": f"{result.get('score') or 0:g}",
        "attempts": attempts.get(left, f"{left} attempts are left."),
    }
    return Told(event.student, KINDS[type(event)], f"/quizzes/{event.quiz}", facts)

"""What people are told, and when. In the inbox at once; by e-mail a moment later."""

from collections.abc import Iterator, Sequence
from typing import Any

from bson import ObjectId
from django.conf import settings

from lectern.accounts.events import (
    EmailLinkRequested,
    InstructorRequested,
    PasswordResetRequested,
    PersonInvited,
    PersonRemoved,
)
from lectern.accounts.selectors import active_admins, display_name, profile_of, user_row
from lectern.accounts.services import email_proof, invitation, reset_link
from lectern.catalog.events import CourseRemoved
from lectern.learning.events import Enrolled
from lectern.notifications import emails, services
from lectern.notifications.events import AnnouncementAddressed, DigestClosed, MessageSent
from lectern.notifications.facts import Told, told, told_teacher
from lectern.notifications.kinds import INBOX
from lectern.notifications.selectors import preferences_of, preferences_of_many
from lectern.shared.events import Event, unhurried
from lectern.shared.jobs import Job
from lectern.shared.mongo import Transaction, transactional
from lectern.shared.policies import Row

REQUEST, REQUESTS = "instructor-requested", "/users?instructor_requested=true"


def put_in_inbox(tx: Transaction, event: Event) -> None:
    """The notification is there as soon as the fact is."""
    it = told(tx, event)
    if preferences_of(it.recipient).want(it.kind, INBOX):
        services.notify(recipient=it.recipient, kind=it.kind, facts=it.facts, url=it.url)


def put_in_inbox_of_teacher(tx: Transaction, event: Event) -> None:
    """Whoever teaches the course finds what waits for them."""
    it = told_teacher(tx, event)
    if it is not None and preferences_of(it.recipient).want(it.kind, INBOX):
        services.notify(recipient=it.recipient, kind=it.kind, facts=it.facts, url=it.url)


def put_in_inboxes(tx: Transaction, events: Sequence[Enrolled]) -> None:
    """The same for many who come to one course: one message, to each who wants it."""
    it = told(tx, events[0])
    wishes = preferences_of_many([event.student for event in events])
    people = [person for person, wish in wishes.items() if wish.want(it.kind, INBOX)]
    services.notify_many(recipients=people, kind=it.kind, facts=it.facts, url=it.url)


@unhurried
def send_email(event: Event, event_id: ObjectId) -> None:
    """The same by e-mail; its Message-ID follows from the event, so that it arrives once."""
    it = _told_later(event)
    services.post(
        key=str(event_id), recipient=it.recipient, kind=it.kind, facts=it.facts, url=it.url
    )


@unhurried
def email_teacher(event: Event, event_id: ObjectId) -> None:
    """What still waits for whoever teaches the course, by e-mail."""
    it = _told_teacher_later(event)
    if it is not None:
        services.post(
            key=str(event_id), recipient=it.recipient, kind=it.kind, facts=it.facts, url=it.url
        )


@unhurried
def mail_announcement(event: AnnouncementAddressed, event_id: ObjectId) -> None:
    """An announcement by e-mail, to one of many."""
    services.mail_announcement(
        key=str(event_id), announcement=event.announcement, person=event.person
    )


@unhurried
def mail_message(event: MessageSent, event_id: ObjectId) -> None:
    """What somebody wrote to one person, by e-mail."""
    services.mail_message(key=str(event_id), notification=event.notification)


def withdraw_with_course(_tx: Transaction, event: CourseRemoved) -> None:
    """What was announced in a course goes with it."""
    services.withdraw_with_course(course=event.course)


def announce(job: Job) -> Row:
    """The job that brings an announcement to everybody it is for."""
    return services.deliver_announcement(job=job)


def take_back(job: Job) -> Row:
    """The job that takes a withdrawn announcement out of all inboxes."""
    return services.take_back(job=job)


@unhurried
def send_digest(event: DigestClosed, _event_id: ObjectId) -> None:
    """What was held back, as one e-mail; its Message-ID follows from person and period."""
    services.send_digest(person=event.person, period=event.period)


@unhurried
def send_password_link(event: PasswordResetRequested, event_id: ObjectId) -> None:
    """The link by which a person sets a new password; to nobody when the address is unknown."""
    link = event.account and reset_link(account=event.account)
    person = event.account and profile_of(event.account)
    if not link or not person:
        return
    facts = {"minutes": settings.PASSWORD_RESET_TIMEOUT // 60}
    emails.send(key=str(event_id), person=person, kind="password-reset", facts=facts, url=link)


@unhurried
def send_invitation(event: PersonInvited, event_id: ObjectId) -> None:
    """The link by which somebody chooses the first password of an account made for them."""
    link = invitation(account=event.account)
    person = profile_of(event.account)
    if not link or not person:
        return
    facts = {"username": person["username"], "days": settings.INVITATION_LIFE.days}
    emails.send(key=str(event_id), person=person, kind="invitation", facts=facts, url=link)


@unhurried
def warn_old_address(event: EmailLinkRequested, event_id: ObjectId) -> None:
    """Who reads the old address hears of a change before the new one gets its link."""
    proof = event.link and email_proof(link=event.link)
    person = proof and profile_of(proof.account)
    if not proof or not person or not proof.is_change:
        return
    old, facts = {**person, "email": proof.current}, {"address": proof.to}
    emails.send(key=str(event_id), person=old, kind="email-change", facts=facts, url="/settings")


@unhurried
def send_email_link(event: EmailLinkRequested, event_id: ObjectId) -> None:
    """The link that proves an address; to nobody when there is nothing to prove."""
    proof = event.link and email_proof(link=event.link)
    person = proof and profile_of(proof.account)
    if not proof or not person:
        return
    asked = {**person, "email": proof.to}
    facts = {"address": proof.to, "days": settings.EMAIL_LINK_LIFE.days}
    kind, url = "email-verification", proof.path
    emails.send(key=str(event_id), person=asked, kind=kind, facts=facts, url=url)


def put_in_inboxes_of_admins(_tx: Transaction, event: InstructorRequested) -> None:
    """Each of those who decide finds the request."""
    for admin, facts in _deciding(event):
        services.notify(recipient=admin["_id"], kind=REQUEST, facts=facts, url=REQUESTS)


@unhurried
def email_admins(event: InstructorRequested, event_id: ObjectId) -> None:
    """The same by e-mail."""
    for admin, facts in _deciding(event):
        services.post(
            key=str(event_id), recipient=admin["_id"], kind=REQUEST, facts=facts, url=REQUESTS
        )


def _deciding(event: InstructorRequested) -> Iterator[tuple[Row, dict[str, Any]]]:
    """Who decides about a request, and what they are told; nobody, once its person is gone."""
    person = user_row(event.user)
    if person is not None:
        for admin in active_admins():
            yield admin, {"name": display_name(person)}


@transactional
def _told_later(tx: Transaction, event: Event) -> Told:
    return told(tx, event)


@transactional
def _told_teacher_later(tx: Transaction, event: Event) -> Told | None:
    return told_teacher(tx, event)


def forget_person(_tx: Transaction, event: PersonRemoved) -> None:
    """What a person was told goes with them."""
    services.forget_person(user=event.user)

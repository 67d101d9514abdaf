"""Digests: what is held back is collected, closed once a period, and sent as one e-mail.

A message begins to wait together with the moment at which its digest is due. Closing takes that
moment away, names the period on everything that waits and publishes the fact, in one transaction:
of two who close, one finds it. From there the outbox sends it, as it sends every e-mail.
"""

from datetime import datetime

from bson import ObjectId
from django.conf import settings

from lectern.accounts.selectors import user_row
from lectern.notifications import emails
from lectern.notifications.documents import HeldMessage, Preferences
from lectern.notifications.events import DigestClosed
from lectern.notifications.kinds import EMAIL, KINDS
from lectern.notifications.periods import OFF, next_digest
from lectern.notifications.selectors import preferences_of, waiting
from lectern.notifications.words import Facts
from lectern.shared.clock import now
from lectern.shared.mongo import Transaction, transactional


@transactional
def hold(
    tx: Transaction,
    *,
    key: str,
    person: ObjectId,
    kind: str,
    facts: Facts,
    url: str,
    digest: str,
) -> None:
    """Let a message wait for the digest of its person."""
    tx.insert(
        HeldMessage(person=person, key=key, kind=kind, facts=dict(facts), url=url, created_at=now())
    )
    mine = {"person_id": person}
    tx.update(Preferences, mine, {"$inc": {"held": 1}})
    due = {"$set": {"digest_due_at": _due(digest)}}
    tx.update(Preferences, {**mine, "digest_due_at": None}, due)


@transactional
def wait_anew(tx: Transaction, *, person: ObjectId, digest: str) -> None:
    """Let what waits keep a rhythm chosen just now; it goes at once when none was."""
    where = {"person_id": person, "digest_due_at": {"$ne": None}}
    tx.update(Preferences, where, {"$set": {"digest_due_at": _due(digest)}})


def _due(digest: str) -> datetime:
    if digest == OFF:
        return now()
    return next_digest(now(), digest, hour=settings.DIGEST_HOUR, zone=settings.SITE_TIME_ZONE)


@transactional
def close_digest(tx: Transaction, *, person: ObjectId) -> bool:
    """Close the digest of a person that is due, once; whether there was something in it."""
    before = tx.find_and_update(
        Preferences,
        {"person_id": person, "digest_due_at": {"$lte": now()}},
        {"$set": {"digest_due_at": None, "held": 0}},
    )
    if before is None:
        return False
    period = before["digest_due_at"].isoformat()
    where = {"person_id": person, "period": None}
    if not tx.update_many(HeldMessage, where, {"$set": {"period": period}}):
        return False
    tx.publish(DigestClosed(person=person, period=period))
    return True


def send_digest(*, person: ObjectId, period: str) -> None:
    """Send a closed digest: what its person still wants to be told, if anything.

    What was sent waits until then, so that who dies in between sends it again.
    """
    row = user_row(person)
    if row is not None and row["is_active"]:
        wishes = preferences_of(person)
        wanted = [
            held
            for held in waiting(person, period)
            if held["kind"] in KINDS and wishes.want(held["kind"], EMAIL)
        ]
        if wanted:
            emails.send_digest(key=f"digest {person} {period}", person=row, messages=wanted)
    HeldMessage.collection().delete_many({"person_id": person, "period": period})

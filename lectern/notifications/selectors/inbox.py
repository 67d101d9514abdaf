"""Reads of the inbox."""

from collections.abc import Iterable

from bson import ObjectId

from lectern.accounts.selectors import language_of, user_row
from lectern.learning.selectors import learns_from
from lectern.notifications import cache as keys
from lectern.notifications import words
from lectern.notifications.documents import Notification
from lectern.shared import cache
from lectern.shared.errors import NotFound
from lectern.shared.policies import Principal, Row
from lectern.shared.selection import Selection


def own_notifications(who: Principal) -> Selection:
    """What was sent to this person."""
    return Selection(Notification, ({"recipient_id": who.id},))


def messages() -> Selection:
    """What people wrote to others."""
    return Selection(Notification, ({"kind": "message"},))


def reader(person_id: ObjectId, writer: Principal) -> Row:
    """Somebody to whom this person may write: admins to all, who teaches to their learners.

    `NotFound` for all others, whether or not they are there.
    """
    row = user_row(person_id)
    if row is None or not row["is_active"]:
        raise NotFound
    if not writer.is_admin and not learns_from(person_id, writer):
        raise NotFound
    return row


def in_words(rows: Iterable[Row], reader: ObjectId) -> list[Row]:
    """These notifications with their messages, in the language that their reader has now.

    Older versions stored the sentence instead of the facts; theirs stay as they were said.
    """
    language = words.language(language_of(user_row(reader)))
    return [
        {"message": language.say(row["kind"], row.get("facts") or {}).message, **row}
        for row in rows
    ]


def unread_count(recipient_id: ObjectId) -> dict[str, int]:
    """How many notifications this person has not read, as the API answers it."""
    return cache.remember(keys.unread(recipient_id), lambda: _count_unread(recipient_id))


def _count_unread(recipient_id: ObjectId) -> dict[str, int]:
    where = {"recipient_id": recipient_id, "is_read": False}
    return {"unread": int(Notification.collection().count_documents(where, limit=1_000))}

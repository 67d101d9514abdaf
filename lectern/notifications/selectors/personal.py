"""What is held about one person, for themselves."""

from collections.abc import Iterator

from bson import ObjectId

from lectern.notifications.documents import Announcement, HeldMessage, Notification, Preferences
from lectern.shared.policies import Row


def every_notification(user: ObjectId) -> Iterator[Row]:
    """All that is in the inbox."""
    yield from Notification.collection().find({"recipient_id": user}).sort("created_at", 1)


def every_preference(user: ObjectId) -> Iterator[Row]:
    """What the person has chosen to be told."""
    yield from Preferences.collection().find({"person_id": user})


def every_held_message(user: ObjectId) -> Iterator[Row]:
    """What waits for the next digest."""
    yield from HeldMessage.collection().find({"person_id": user})


def every_announcement(user: ObjectId) -> Iterator[Row]:
    """What the person has announced to others."""
    found = Announcement.collection().find({"author_id": user}, {"body_html": 0})
    yield from found.sort("created_at", 1)

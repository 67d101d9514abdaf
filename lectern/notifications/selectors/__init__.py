"""Reads of the inbox, of what people have chosen, and of what waits for their digests."""

from .announcements import audience_size, next_recipients, visible_announcements
from .digests import due_people, waiting
from .inbox import in_words, messages, own_notifications, reader, unread_count
from .people import preferences_of, preferences_of_many, settings_page
from .personal import every_announcement, every_held_message, every_notification, every_preference

__all__ = [
    "audience_size",
    "due_people",
    "every_announcement",
    "every_held_message",
    "every_notification",
    "every_preference",
    "in_words",
    "messages",
    "next_recipients",
    "own_notifications",
    "preferences_of",
    "preferences_of_many",
    "reader",
    "settings_page",
    "unread_count",
    "visible_announcements",
    "waiting",
]

"""Notifications as they are stored."""

import mongoengine as me

from lectern.notifications.periods import DIGESTS, OFF
from lectern.shared.documents import Document, Reference


class Notification(Document):
    """Something that happened, for one person: the kind and the facts, put into words when read."""

    recipient = Reference("recipient", to="users", required=True)
    kind = me.StringField(required=True, max_length=50)
    facts = me.DictField()
    url = me.StringField(max_length=500, default="")
    created_at = me.DateTimeField(required=True)
    is_read = me.BooleanField(required=True, default=False)
    read_at = me.DateTimeField(null=True)

    meta = {
        "collection": "notifications",
        "indexes": [["recipient", "-created_at", "-_id"], ["recipient", "is_read"]],
    }


class Preferences(Document):
    """What a person has chosen to be told: per kind and channel, and how often by e-mail.

    `digest_due_at` stands while something waits for the digest; `held` changes with each thing that
    begins to wait, so that a digest that is being closed and a message that comes meet.
    """

    person = Reference("person", to="users", required=True)
    kinds = me.DictField()
    digest = me.StringField(required=True, choices=DIGESTS, default=OFF)
    digest_due_at = me.DateTimeField(null=True)
    held = me.IntField(required=True, default=0)

    meta = {
        "collection": "notification_preferences",
        "indexes": [{"fields": ["person"], "unique": True}, ["digest_due_at"]],
    }


class HeldMessage(Document):
    """A message that waits for its person's digest; `period` names the digest that takes it."""

    person = Reference("person", to="users", required=True)
    key = me.StringField(required=True, max_length=100)
    kind = me.StringField(required=True, max_length=50)
    facts = me.DictField()
    url = me.StringField(max_length=500, default="")
    created_at = me.DateTimeField(required=True)
    period = me.StringField(max_length=50, null=True)

    meta = {
        "collection": "held_messages",
        "indexes": [
            {"fields": ["person", "key"], "unique": True},
            ["person", "period", "created_at"],
        ],
    }

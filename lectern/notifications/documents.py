"""Notifications as they are stored."""

import mongoengine as me

from lectern.notifications.audiences import AUDIENCES
from lectern.notifications.periods import DIGESTS, OFF
from lectern.shared.documents import Document, Reference


class Notification(Document):
    """Something that happened, for one person: the kind and the facts, put into words when read."""

    recipient = Reference("recipient", to="users", goes_along=True, required=True)
    kind = me.StringField(required=True, max_length=50)
    facts = me.DictField()
    url = me.StringField(max_length=500, default="")
    created_at = me.DateTimeField(required=True)
    is_read = me.BooleanField(required=True, default=False)
    read_at = me.DateTimeField(null=True)
    # It may be gone already: a job takes these along afterwards.
    announcement = Reference("announcement", to=None)

    meta = {
        "collection": "notifications",
        "indexes": [
            ["recipient", "-created_at", "-_id"],
            ["recipient", "is_read"],
            ["read_at"],
            {
                "fields": ["announcement", "recipient"],
                "unique": True,
                "partialFilterExpression": {"announcement_id": {"$exists": True}},
            },
        ],
    }


class Announcement(Document):
    """What somebody who teaches tells their learners, or who runs the site tells its people.

    `course` is null for the whole site. `delivered` counts those whom the job has reached of
    `total`; `sent_at` says that it is through.
    """

    author = Reference("author", to=None, required=True)  # what was said outlives who said it
    course = Reference("course", to="courses", null=True)
    audience = me.StringField(required=True, choices=AUDIENCES)
    title = me.StringField(required=True, min_length=1, max_length=200)
    body = me.StringField(required=True, max_length=20_000)
    body_html = me.StringField(default="")
    created_at = me.DateTimeField(required=True)
    updated_at = me.DateTimeField(required=True)
    sent_at = me.DateTimeField(null=True)
    delivered = me.IntField(required=True, default=0)
    total = me.IntField(required=True, default=0)
    job = Reference("job", to=None, required=True)

    meta = {
        "collection": "announcements",
        "indexes": [
            ["course", "-created_at", "-_id"],
            ["author", "-created_at", "-_id"],
            ["audience", "-created_at", "-_id"],
            ["created_at", "_id"],
        ],
    }


class Preferences(Document):
    """What a person has chosen to be told: per kind and channel, and how often by e-mail.

    `digest_due_at` stands while something waits for the digest; `held` changes with each thing that
    begins to wait, so that a digest that is being closed and a message that comes meet.
    """

    person = Reference("person", to="users", goes_along=True, required=True)
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

    person = Reference("person", to="users", goes_along=True, required=True)
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

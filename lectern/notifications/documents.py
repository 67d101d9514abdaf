"""Notifications as they are stored."""

import mongoengine as me

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

"""What is recorded of a write: names and ids, never a value."""

import mongoengine as me

from lectern.shared.documents import Document, Reference

DONE = "done"
REFUSED = "refused"
OUTCOMES = (DONE, REFUSED)


class AuditEvent(Document):
    """Somebody wrote something, or was refused to sign in."""

    created_at = me.DateTimeField(required=True)
    actor = Reference("actor", to=None)  # records outlive people
    username = me.StringField(max_length=150, default="")
    action = me.StringField(required=True, max_length=100)
    subject = me.StringField(max_length=64, default="")
    changed = me.ListField(me.StringField(max_length=100))
    outcome = me.StringField(required=True, choices=OUTCOMES, default=DONE)
    address = me.StringField(max_length=45, null=True)
    agent = me.StringField(max_length=200, default="")
    request_id = me.StringField(max_length=64, default="")

    meta = {
        "collection": "audit_events",
        "indexes": [
            ["created_at", "_id"],
            ["actor", "created_at", "_id"],
            ["action", "created_at", "_id"],
            ["subject", "created_at", "_id"],
            ["outcome", "created_at", "_id"],
        ],
    }

"""Jobs as they are stored."""

import mongoengine as me

from lectern.shared.documents import Document, Reference

QUEUED = "queued"
RUNNING = "running"
DONE = "done"
FAILED = "failed"
STATUSES = (QUEUED, RUNNING, DONE, FAILED)


class JobRecord(Document):
    """A piece of long work. `lease` names the worker that holds it, until `lease_until`.

    While it is queued, `lease_until` is when it may be begun; once it is over there is none, and
    nothing private is kept: `payload`, `state` (of the last checkpoint) and `upload` are gone,
    unless it failed in a way that trying again may mend (`can_be_retried`).
    """

    kind = me.StringField(required=True, max_length=50)
    owner = Reference("owner", to=None, required=True)  # a job may outlive who asked for it
    status = me.StringField(required=True, choices=STATUSES, default=QUEUED)
    progress = me.DictField(required=True)
    payload = me.DictField()
    state = me.DictField()
    report = me.ListField(me.DictField())
    report_dropped = me.IntField(required=True, default=0)
    result = me.DictField(null=True)
    error = me.DictField(null=True)
    cancel_requested = me.BooleanField(required=True, default=False)
    can_be_retried = me.BooleanField(required=True, default=False)
    attempts = me.IntField(required=True, default=0)
    lease = me.ObjectIdField()
    lease_until = me.DateTimeField()
    secret = me.StringField(required=True)
    upload = me.StringField()
    file = me.DictField(null=True)
    request_id = me.StringField()
    trace = me.StringField()  # that it belongs to, while traces are told
    created_at = me.DateTimeField(required=True)
    started_at = me.DateTimeField()
    finished_at = me.DateTimeField()

    meta = {
        "collection": "jobs",
        "indexes": [
            ["owner", "created_at", "_id"],
            ["created_at", "_id"],
            ["status", "created_at"],
            ["kind", "created_at"],
            ["lease_until"],
            ["finished_at"],
        ],
    }

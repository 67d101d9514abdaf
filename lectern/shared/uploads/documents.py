"""Uploads as they are stored, and what each person has used of today's allowance."""

import mongoengine as me

from lectern.shared.documents import Document, Reference

FOLDER = "uploads"  # where their files lie
KEEP_ALLOWANCES = 2 * 24 * 60 * 60  # seconds


class Upload(Document):
    """A file that somebody brought. The row is there before the file and goes after it, so that
    no file is without a trace; `kept_at` says that the file is whole."""

    owner = Reference("owner", to="users", null=True)
    path = me.StringField(required=True, max_length=300)
    purpose = me.StringField(required=True, max_length=30)
    kind = me.StringField(required=True, max_length=30)
    content_type = me.StringField(required=True, max_length=100)
    size = me.IntField(required=True, min_value=1)
    width = me.IntField(null=True)
    height = me.IntField(null=True)
    created_at = me.DateTimeField(required=True)
    kept_at = me.DateTimeField(null=True)

    meta = {
        "collection": "uploads",
        "indexes": [
            {"fields": ["path"], "unique": True},
            ["owner", "_id"],
        ],
    }


class Allowance(Document):
    """What one person has uploaded on one day."""

    owner = Reference("owner", to="users", goes_along=True, required=True)
    day = me.DateTimeField(required=True)
    files = me.IntField(required=True)
    size = me.LongField(required=True)

    meta = {
        "collection": "upload_allowances",
        "indexes": [
            {"fields": ["owner", "day"], "unique": True},
            {"fields": ["day"], "expireAfterSeconds": KEEP_ALLOWANCES},
        ],
    }

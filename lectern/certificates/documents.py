"""Certificates as they are stored."""

import mongoengine as me

from lectern.certificates.numbers import PATTERN
from lectern.shared.documents import Document, Reference


class Certificate(Document):
    """What is claimed to others, as it was when it was issued: it outlives what it refers to.

    The number is the key. `instructor` is who signs: they may revoke it.
    """

    number = me.StringField(primary_key=True, regex=PATTERN)
    student = Reference("student", to="users", goes_along=True, required=True)
    course = Reference("course", to=None, required=True)
    instructor = Reference("instructor", to=None, required=True)
    name = me.StringField(required=True, max_length=201)
    title = me.StringField(required=True, max_length=200)
    instructor_name = me.StringField(max_length=201, default="")
    language = me.StringField(required=True, max_length=5)
    completed_at = me.DateTimeField(required=True)
    issued_at = me.DateTimeField(required=True)
    revoked_at = me.DateTimeField(null=True)
    revoked_by = Reference("revoked_by", to=None, null=True)
    reason = me.StringField(max_length=300, default="")

    meta = {
        "collection": "certificates",
        "indexes": [
            {"fields": ["student", "course"], "unique": True},
            ["student", "-issued_at", "-number"],
            ["instructor", "-issued_at", "-number"],
            ["course", "-issued_at", "-number"],
            ["issued_at", "number"],
            ["revoked_at", "number"],
            ["revoked_by"],
        ],
    }

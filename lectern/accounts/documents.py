"""The profile: what the rest of the product knows of a person; and those who are going."""

import mongoengine as me

from lectern.shared.documents import Document, Reference


class User(Document):
    """A person. Every other document refers to them by this document's id."""

    auth_id = me.IntField(required=True)
    username = me.StringField(required=True, max_length=150)
    email = me.EmailField(required=True, max_length=254)
    first_name = me.StringField(max_length=100, default="")
    last_name = me.StringField(max_length=100, default="")
    is_student = me.BooleanField(required=True, default=True)
    is_instructor = me.BooleanField(required=True, default=False)
    instructor_requested = me.BooleanField(required=True, default=False)
    is_admin = me.BooleanField(required=True, default=False)
    is_active = me.BooleanField(required=True, default=True)
    bio = me.StringField(max_length=2_000, default="")
    profile_picture = me.StringField(max_length=500, default="")
    language = me.StringField(max_length=10, default="")  # empty: that of the site
    created_at = me.DateTimeField(required=True)

    meta = {
        "collection": "users",
        "indexes": [
            {"fields": ["auth_id"], "unique": True},
            {"fields": ["username"], "unique": True},
            {"fields": ["email"], "unique": True},
            {"fields": ["is_instructor", "username"]},
            {"fields": ["is_student", "username"]},
            {"fields": ["is_admin", "username"]},
            {"fields": ["is_active", "username"]},
            {"fields": ["instructor_requested", "username"]},
            {"fields": ["username", "_id"]},
            {"fields": ["created_at", "_id"]},
        ],
    }


class Removal(Document):
    """A removal that has begun in MongoDB and may not have ended in SQL."""

    auth_id = me.IntField(required=True)
    user = Reference("user", to=None, required=True)
    begun_at = me.DateTimeField(required=True)

    meta = {"collection": "removals", "indexes": [{"fields": ["auth_id"], "unique": True}]}


class ToldFact(Document):
    """A fact of SQL that the outbox has got, known for longer than SQL can take to forget it."""

    id = me.ObjectIdField(primary_key=True)
    told_at = me.DateTimeField(required=True)

    meta = {
        "collection": "told_facts",
        "indexes": [{"fields": ["told_at"], "expireAfterSeconds": 30 * 24 * 60 * 60}],
    }

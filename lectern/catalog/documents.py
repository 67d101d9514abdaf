"""Categories, courses and lessons as they are stored."""

from decimal import Decimal

import mongoengine as me

from lectern.shared.documents import Document, Reference

LEVELS = ("beginner", "intermediate", "advanced")
COMPLETIONS = ("view", "quiz")


def _words() -> me.ListField:
    """The words of another field as search compares them; see `words.py`."""
    return me.ListField(me.StringField())


class Category(Document):
    """A subject under which courses are found."""

    name = me.StringField(required=True, min_length=1, max_length=100)
    description = me.StringField(max_length=1_000, default="")
    position = me.IntField(required=True, default=0)
    # Counted up when a course is put here, so that removing it at that moment is noticed.
    revision = me.IntField(required=True, default=0)

    meta = {
        "collection": "categories",
        "indexes": [
            {"fields": ["name"], "unique": True},
            ["name", "_id"],
            ["position", "_id"],
        ],
    }


class Course(Document):
    """Something to learn. `lesson_count`, `minutes` and `enrollment_count` follow from others."""

    title = me.StringField(required=True, min_length=1, max_length=200)
    summary = me.StringField(max_length=500, default="")
    description = me.StringField(max_length=50_000, default="")
    description_html = me.StringField(default="")
    instructor = Reference("instructor", to="users", required=True)
    category = Reference("category", to="categories", null=True)
    image = me.StringField(max_length=500, default="")
    price = me.Decimal128Field(required=True, default=Decimal("0.00"))
    currency = me.StringField(required=True, regex=r"^[A-Z]{3}$", default="USD")
    published = me.BooleanField(required=True, default=False)
    published_at = me.DateTimeField(null=True)
    archived_at = me.DateTimeField(null=True)
    level = me.StringField(required=True, choices=LEVELS, default="beginner")
    language = me.StringField(required=True, regex=r"^[a-z]{2}(-[A-Z]{2})?$", default="en")
    tags = me.ListField(me.StringField(min_length=1, max_length=50), max_length=20)
    certificate = me.BooleanField(required=True, default=True)
    created_at = me.DateTimeField(required=True)
    updated_at = me.DateTimeField(required=True)
    lesson_count = me.IntField(required=True, default=0)
    minutes = me.IntField(required=True, default=0)
    enrollment_count = me.IntField(required=True, default=0)
    source = me.StringField(max_length=200, null=True)
    source_digest = me.StringField(max_length=64, null=True)
    title_words = _words()
    summary_words = _words()
    tags_words = _words()

    meta = {
        "collection": "courses",
        "version": 2,
        "indexes": [
            ["published", "-published_at", "-_id"],
            ["category", "published", "-published_at"],
            ["instructor", "-created_at"],
            ["published", "-enrollment_count", "-_id"],
            ["created_at", "_id"],
            ["published_at", "_id"],
            ["enrollment_count", "_id"],
            ["archived_at"],
            ["title", "_id"],
            ["level"],
            ["language"],
            ["tags"],
            ["price"],
            ["title_words"],
            ["summary_words"],
            ["tags_words"],
            {
                "fields": ["instructor", "source"],
                "unique": True,
                "partialFilterExpression": {"source": {"$type": "string"}},
            },
        ],
    }


class Lesson(Document):
    """One step of a course. `published` repeats the course's, so that one query can judge."""

    course = Reference("course", to="courses", required=True)
    title = me.StringField(required=True, min_length=1, max_length=200)
    position = me.IntField(required=True, min_value=0)
    section = me.StringField(max_length=200, default="")
    content = me.StringField(max_length=500_000, default="")
    content_html = me.StringField(default="")
    video_url = me.StringField(max_length=500, default="")
    minutes = me.IntField(required=True, min_value=0, max_value=10_000, default=0)
    preview = me.BooleanField(required=True, default=False)
    completion = me.StringField(required=True, choices=COMPLETIONS, default="view")
    published = me.BooleanField(required=True, default=False)
    source = me.StringField(max_length=200, null=True)
    # Counted up when something new hangs on it, so that removing it at that moment is noticed.
    revision = me.IntField(required=True, default=0)
    created_at = me.DateTimeField(required=True)
    updated_at = me.DateTimeField(required=True)
    plain = me.StringField(default="")
    title_words = _words()
    content_words = _words()

    meta = {
        "collection": "lessons",
        "version": 2,
        "indexes": [
            ["title_words"],
            ["content_words"],
            ["course", "position"],
            ["published", "_id"],
            ["preview", "_id"],
            ["position", "_id"],
            ["created_at", "_id"],
        ],
    }

"""Places, progress and milestones as they are stored, and what they come to."""

import mongoengine as me

from lectern.shared.counted import Counted
from lectern.shared.documents import Document, Reference

ACTIVE = "active"
PENDING = "pending"
LEFT = "left"
# A place that was given back is kept for the day its student returns; nobody sees it until then.
TAKEN = (ACTIVE, PENDING)
MILESTONES = (25, 50, 75, 100)


class Enrollment(Document):
    """A student's place on a course, with the lessons that they have completed.

    `lessons_done` is how many they are. `passed_lessons` are those whose quiz was passed: they can
    be completed again without it.
    `suspended` says of a pending place that it was active before it was taken back to wait, and
    `returns_active` of one that was given back that it is not asked for anew. `sort_name`
    and `known_as` repeat what the student is called, see `names`.
    """

    student = Reference("student", to="users", required=True)
    course = Reference("course", to="courses", required=True)
    status = me.StringField(required=True, choices=(ACTIVE, PENDING, LEFT), default=ACTIVE)
    enrolled_at = me.DateTimeField(required=True)
    active_at = me.DateTimeField(required=True)
    completed_at = me.DateTimeField(null=True)
    completed_lessons = me.ListField(me.ObjectIdField())
    lessons_done = me.IntField(default=0)
    passed_lessons = me.ListField(me.ObjectIdField())
    last_lesson = Reference("last_lesson", to="lessons", null=True)
    milestones = me.ListField(me.IntField(choices=MILESTONES))
    left_at = me.DateTimeField(null=True)
    suspended = me.BooleanField(required=True, default=False)
    returns_active = me.BooleanField(required=True, default=False)
    sort_name = me.StringField(default="")
    known_as = me.ListField(me.StringField())

    meta = {
        "collection": "enrollments",
        "version": 4,
        "indexes": [
            {"fields": ["student", "course"], "unique": True},
            ["course", "enrolled_at", "_id"],
            ["course", "status", "student"],
            ["course", "active_at", "_id"],
            ["course", "sort_name", "_id"],
            ["course", "lessons_done", "_id"],
            ["course", "known_as"],
            {
                "fields": ["course", "active_at", "_id"],
                "name": "unfinished_by_activity",
                "partialFilterExpression": {"status": ACTIVE, "completed_at": None},
            },
            {
                "fields": ["course", "enrolled_at", "_id"],
                "name": "pending_by_age",
                "partialFilterExpression": {"status": PENDING},
            },
            ["student", "enrolled_at"],
            ["enrolled_at", "_id"],
            ["active_at", "_id"],
            ["status", "enrolled_at"],
        ],
    }


class Progress(Document):
    """Whether a student has completed a lesson; `left` repeats that the place was given back."""

    student = Reference("student", to="users", required=True)
    lesson = Reference("lesson", to="lessons", required=True)
    course = Reference("course", to="courses", required=True)
    completed = me.BooleanField(required=True, default=False)
    completed_at = me.DateTimeField(null=True)
    updated_at = me.DateTimeField(required=True)
    left = me.BooleanField(required=True, default=False)

    meta = {
        "collection": "progress",
        "indexes": [
            {"fields": ["student", "lesson"], "unique": True},
            ["student", "course"],
            ["student", "completed_at"],
            ["course", "_id"],
            ["course", "completed_at"],
            ["lesson"],
            ["completed", "_id"],
            ["left", "_id"],
        ],
    }


class Milestone(Document):
    """A share of a course that was reached; the index lets each be reached once."""

    enrollment = Reference("enrollment", to="enrollments", required=True)
    student = Reference("student", to="users", required=True)
    course = Reference("course", to="courses", required=True)
    percent = me.IntField(required=True, choices=MILESTONES)
    reached_at = me.DateTimeField(required=True)

    meta = {
        "collection": "milestones",
        "indexes": [
            {"fields": ["enrollment", "percent"], "unique": True},
            ["student", "-reached_at"],
            ["course"],
        ],
    }


class CourseCounts(Counted):
    """What a large course comes to: places by what became of them, days, and lessons completed.

    `seen` is what the course said of itself then: when it says something else, somebody has left or
    a lesson has gone.
    """

    course = Reference("course", to="courses", required=True, goes_along=True)
    places = me.DictField()
    enrolled = me.DictField()
    completed = me.DictField()
    lessons = me.DictField()
    seen = me.DictField()

    meta = {
        "collection": "course_counts",
        "indexes": [{"fields": ["course"], "unique": True}, ["due_at"]],
    }

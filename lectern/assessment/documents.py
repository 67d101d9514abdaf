"""Quizzes, questions, choices, attempts and submissions as they are stored, and their counts.

`course` repeats the course of the lesson that a quiz belongs to, so that who may see a question is
one query.
"""

import mongoengine as me

from lectern.shared.counted import Counted
from lectern.shared.documents import Document, Reference

KINDS = (
    "single",
    "multiple",
    "true_false",
    "short_text",
    "numeric",
    "matching",
    "essay",
)
REVEALS = ("never", "after_submit", "after_pass")
GRADED = "graded"
AWAITING_REVIEW = "awaiting_review"


class Quiz(Document):
    """A quiz of a lesson and its rules."""

    lesson = Reference("lesson", to="lessons", required=True)
    course = Reference("course", to="courses", required=True)
    title = me.StringField(required=True, min_length=1, max_length=200)
    passing_score = me.IntField(required=True, min_value=0, max_value=100, default=70)
    max_attempts = me.IntField(required=True, min_value=0, max_value=1_000, default=0)
    time_limit_seconds = me.IntField(required=True, min_value=0, max_value=86_400, default=0)
    shuffle = me.BooleanField(required=True, default=False)
    reveal = me.StringField(required=True, choices=REVEALS, default="after_submit")
    source = me.StringField(max_length=200, null=True)
    # Counted up when something new hangs on it, so that removing it at that moment is noticed.
    revision = me.IntField(required=True, default=0)
    created_at = me.DateTimeField(required=True)

    meta = {"collection": "quizzes", "indexes": ["lesson", ["course", "_id"]]}


class Question(Document):
    """One question; `answer` and `tolerance` are the key of those that have no choices."""

    quiz = Reference("quiz", to="quizzes", required=True)
    course = Reference("course", to="courses", required=True)
    text = me.StringField(required=True, min_length=1, max_length=20_000)
    text_html = me.StringField(default="")
    kind = me.StringField(required=True, choices=KINDS, default="single")
    answer = me.StringField(max_length=5_000, default="")
    tolerance = me.FloatField(min_value=0, default=0.0)
    points = me.FloatField(required=True, min_value=0, max_value=1_000, default=1.0)
    explanation = me.StringField(max_length=20_000, default="")
    position = me.IntField(required=True, min_value=0, default=0)
    source = me.StringField(max_length=21_000, null=True)
    revision = me.IntField(required=True, default=0)
    created_at = me.DateTimeField(required=True)

    meta = {
        "collection": "questions",
        "indexes": [
            ["quiz", "position"],
            ["course", "_id"],
            ["position", "_id"],
            ["kind", "_id"],
        ],
    }


class Choice(Document):
    """One choice of a question; of a matching question one prompt with its `match`."""

    question = Reference("question", to="questions", required=True)
    quiz = Reference("quiz", to="quizzes", required=True)
    course = Reference("course", to="courses", required=True)
    text = me.StringField(required=True, min_length=1, max_length=5_000)
    is_correct = me.BooleanField(required=True, default=False)
    feedback = me.StringField(max_length=5_000, default="")
    match = me.StringField(max_length=5_000, default="")
    position = me.IntField(required=True, min_value=0, default=0)

    meta = {
        "collection": "choices",
        "version": 2,
        "indexes": [["question", "position"], ["quiz"], ["course", "_id"], ["position", "_id"]],
    }


class QuizAttempt(Document):
    """One try of a student. `answers` maps a question to `{value, version}`."""

    student = Reference("student", to=None, required=True)  # nobody, once they are gone
    quiz = Reference("quiz", to="quizzes", required=True)
    course = Reference("course", to="courses", required=True)
    number = me.IntField(required=True, min_value=1)
    started_at = me.DateTimeField(required=True)
    deadline = me.DateTimeField(null=True)
    seed = me.IntField(required=True)
    answers = me.DictField()
    submitted_at = me.DateTimeField(null=True)

    meta = {
        "collection": "quiz_attempts",
        "indexes": [
            {"fields": ["student", "quiz", "number"], "unique": True},
            # One open attempt a student and quiz: two clicks on "start" are one attempt.
            {
                "fields": ["student", "quiz"],
                "unique": True,
                "name": "one_open_attempt",
                "partialFilterExpression": {"submitted_at": None},
            },
            {
                "fields": ["deadline"],
                "name": "open_by_deadline",
                "partialFilterExpression": {"submitted_at": None},
            },
            ["quiz", "_id"],
            ["course", "_id"],
        ],
    }


class QuizSubmission(Document):
    """What was handed in for an attempt, how it was graded, and how many seconds it took."""

    student = Reference("student", to=None, required=True)  # nobody, once they are gone
    quiz = Reference("quiz", to="quizzes", required=True)
    course = Reference("course", to="courses", required=True)
    attempt = Reference("attempt", to="quiz_attempts", required=True)
    answers = me.DictField()
    status = me.StringField(required=True, choices=(GRADED, AWAITING_REVIEW))
    score = me.FloatField(null=True)
    points = me.FloatField(required=True)
    max_points = me.FloatField(required=True)
    passed = me.BooleanField(null=True)
    feedback = me.ListField(me.DictField())
    graded_by = Reference("graded_by", to="users", null=True)
    seconds = me.FloatField(null=True)
    submitted_at = me.DateTimeField(required=True)

    meta = {
        "collection": "quiz_submissions",
        "indexes": [
            {"fields": ["attempt"], "unique": True},
            ["student", "quiz", "submitted_at"],
            ["student", "submitted_at"],
            ["quiz", "submitted_at"],
            ["course", "_id"],
            ["course", "student"],
            ["course", "status", "submitted_at"],
            ["submitted_at", "_id"],
            ["status", "submitted_at"],
            ["passed", "submitted_at"],
            ["graded_by"],
        ],
    }


class QuizCounts(Counted):
    """How a quiz of a large course goes, and what the sittings say about its questions.

    `seen` is what there was to be counted then.
    """

    quiz = Reference("quiz", to="quizzes", required=True, goes_along=True)
    course = Reference("course", to="courses", required=True, goes_along=True)
    figures = me.DictField()
    sittings = me.IntField()
    items = me.ListField(me.DictField())
    seen = me.DictField()

    meta = {
        "collection": "quiz_counts",
        "indexes": [{"fields": ["quiz"], "unique": True}, ["course"], ["due_at"]],
    }

"""What somebody who teaches sees first."""

from typing import Any

from bson import ObjectId
from rest_framework import serializers

from lectern.accounts.selectors import user_summaries
from lectern.assessment.selectors import awaiting_review
from lectern.catalog.selectors import taught_courses
from lectern.learning import selectors
from lectern.learning.progress import percent
from lectern.shared.policies import Principal, Row

MAX_COURSES = 50


class PersonSerializer(serializers.Serializer):
    """A person by their id and name."""

    id = serializers.CharField()
    name = serializers.CharField()
    username = serializers.CharField()


class TaughtCourseSerializer(serializers.Serializer):
    """A course that one teaches, and how its learners do; progress is their mean, in percent."""

    id = serializers.CharField()
    title = serializers.CharField()
    published = serializers.BooleanField()
    archived = serializers.BooleanField()
    learners = serializers.IntegerField()
    pending = serializers.IntegerField()
    finished = serializers.IntegerField()
    stuck = serializers.IntegerField()
    progress = serializers.IntegerField()
    awaiting_review = serializers.IntegerField()


class EssaySerializer(serializers.Serializer):
    """A submission that waits for its essays to be graded."""

    submission = serializers.CharField()
    quiz = serializers.CharField()
    title = serializers.CharField()
    course = serializers.CharField()
    student = PersonSerializer()
    submitted_at = serializers.DateTimeField()


class TaughtPlaceSerializer(serializers.Serializer):
    """A place on a course that one teaches."""

    enrollment = serializers.CharField()
    course = serializers.CharField()
    student = PersonSerializer()
    enrolled_at = serializers.DateTimeField()
    active_at = serializers.DateTimeField()


class TeachingDaySerializer(serializers.Serializer):
    """What happened on a day (UTC) on all courses that one teaches."""

    date = serializers.DateField()
    enrollments = serializers.IntegerField()
    lessons_completed = serializers.IntegerField()


class InstructorDashboardSerializer(serializers.Serializer):
    """The dashboard of an instructor; lists show who has waited longest, or came last."""

    courses_total = serializers.IntegerField()
    courses = TaughtCourseSerializer(many=True)
    essays = EssaySerializer(many=True)
    stuck_after_days = serializers.IntegerField()
    stuck = TaughtPlaceSerializer(many=True)
    pending = TaughtPlaceSerializer(many=True)
    recent = TaughtPlaceSerializer(many=True)
    activity = TeachingDaySerializer(many=True)


def instructor_dashboard(who: Principal) -> dict[str, Any]:
    """Courses, essays to grade, who is stuck or waits, and what happened lately."""
    instructor = who.id
    assert instructor is not None  # noqa: S101  # the policy admits members only
    courses = taught_courses(instructor)
    ids = [course["_id"] for course in courses]
    places = selectors.places_by_course(ids)
    counts, essays = awaiting_review(ids)
    lists = {
        "stuck": selectors.stuck_learners(ids),
        "pending": selectors.pending_places(ids),
        "recent": selectors.latest_places(ids),
    }
    shown = [*essays, *(place for rows in lists.values() for place in rows)]
    people = user_summaries({row["student_id"] for row in shown})
    return {
        "courses_total": len(courses),
        "courses": [
            _course(course, places.get(course["_id"], {}), counts.get(course["_id"], 0))
            for course in courses[:MAX_COURSES]
        ],
        "essays": [
            {
                "submission": str(row["_id"]),
                "quiz": str(row["quiz_id"]),
                "title": row["title"],
                "course": str(row["course_id"]),
                "student": people[row["student_id"]],
                "submitted_at": row["submitted_at"],
            }
            for row in essays
            if row["student_id"] in people
        ],
        "stuck_after_days": selectors.STUCK_DAYS,
        **{name: _places(rows, people) for name, rows in lists.items()},
        "activity": selectors.teaching_activity(instructor, ids),
    }


def _course(course: Row, places: dict[str, int], awaiting: int) -> dict[str, Any]:
    finished = places.get("finished", 0)
    learners = places.get("active", 0) + finished
    return {
        "id": str(course["_id"]),
        "title": course["title"],
        "published": course["published"],
        "archived": course.get("archived_at") is not None,
        "learners": learners,
        "pending": places.get("pending", 0),
        "finished": finished,
        "stuck": places.get("stuck", 0),
        "progress": percent(places.get("done", 0), learners * course["lesson_count"]),
        "awaiting_review": awaiting,
    }


def _places(rows: list[Row], people: dict[ObjectId, dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "enrollment": str(row["_id"]),
            "course": str(row["course_id"]),
            "student": people[row["student_id"]],
            "enrolled_at": row["enrolled_at"],
            "active_at": row["active_at"],
        }
        for row in rows
        if row["student_id"] in people
    ]

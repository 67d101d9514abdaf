"""What a student sees first."""

from datetime import timedelta
from typing import Any

from rest_framework import serializers

from lectern.assessment.selectors import (
    average_score,
    latest_scores,
    quizzes_to_do,
    standings,
    submissions_per_day,
)
from lectern.catalog.selectors import course_summaries, next_lessons
from lectern.learning import selectors
from lectern.learning.api.enrollments import ShareSerializer
from lectern.learning.documents import ACTIVE
from lectern.shared.clock import now
from lectern.shared.policies import Principal

DAYS = 14


class NamedSerializer(serializers.Serializer):
    """Something by its id and title."""

    id = serializers.CharField()
    title = serializers.CharField()


class NextLessonSerializer(NamedSerializer):
    """A lesson to go on with."""

    minutes = serializers.IntegerField()


class DashboardCourseSerializer(serializers.Serializer):
    """A course that one learns in."""

    enrollment = serializers.CharField()
    status = serializers.CharField()
    course = NamedSerializer()
    progress = ShareSerializer()
    next_lesson = NextLessonSerializer(allow_null=True)
    completed_at = serializers.DateTimeField(allow_null=True)


class ResumeSerializer(serializers.Serializer):
    """Where to go on."""

    course = NamedSerializer()
    lesson = NextLessonSerializer()


class StepSerializer(serializers.Serializer):
    """A quiz that is begun and not handed in, or one that was not passed and may be tried again."""

    kind = serializers.ChoiceField(choices=["finish", "retry"])
    course = NamedSerializer()
    lesson = serializers.CharField(help_text="The lesson of the quiz.")
    quiz = NamedSerializer()
    deadline = serializers.DateTimeField(
        allow_null=True, help_text="When the attempt that is under way is handed in by itself."
    )
    attempts_left = serializers.IntegerField(
        allow_null=True, help_text="With the one under way; null without a limit."
    )
    best_score = serializers.FloatField(allow_null=True)


class DaySerializer(serializers.Serializer):
    """What was done on a day (UTC)."""

    date = serializers.DateField()
    lessons_completed = serializers.IntegerField()
    quizzes_submitted = serializers.IntegerField()


class ScoreSerializer(serializers.Serializer):
    """The result of a quiz."""

    quiz = serializers.CharField()
    title = serializers.CharField()
    score = serializers.FloatField(allow_null=True)
    passed = serializers.BooleanField(allow_null=True)
    submitted_at = serializers.DateTimeField()


class MilestoneSerializer(serializers.Serializer):
    """A share of a course that was reached."""

    course = NamedSerializer()
    percent = serializers.IntegerField()
    reached_at = serializers.DateTimeField()


class TotalsSerializer(serializers.Serializer):
    """All of it together."""

    lessons_completed = serializers.IntegerField()
    courses_completed = serializers.IntegerField()
    courses_active = serializers.IntegerField()
    average_score = serializers.FloatField(
        allow_null=True, help_text="The mean of the best score in each quiz."
    )


class DashboardSerializer(serializers.Serializer):
    """The dashboard of a student."""

    resume = ResumeSerializer(allow_null=True)
    next_steps = StepSerializer(many=True)
    courses = DashboardCourseSerializer(many=True)
    activity = DaySerializer(many=True)
    scores = ScoreSerializer(many=True)
    milestones = MilestoneSerializer(many=True)
    totals = TotalsSerializer()


def student_dashboard(who: Principal) -> dict[str, Any]:
    """Where to go on, how far one has come, what one did lately."""
    student = who.id
    assert student is not None  # noqa: S101  # the policy admits members only
    places = selectors.own_enrollments(student)
    progress = selectors.progress_of(places)
    ids = {place["course_id"] for place in places}
    milestones = selectors.latest_milestones(student, ids)
    courses = course_summaries(ids)
    following = next_lessons(
        done={place["course_id"]: place.get("completed_lessons", []) for place in places},
        opened={place["course_id"]: place.get("last_lesson_id") for place in places},
    )
    reached = standings(student)
    learning = {
        place["course_id"] for place in places if place["status"] == ACTIVE
    } & courses.keys()
    return {
        "resume": _resume(places, courses, following),
        "next_steps": [
            {**step, "course": courses[step["course_id"]]}
            for step in quizzes_to_do(student, learning, reached)
        ],
        "courses": [
            {
                "enrollment": str(place["_id"]),
                "status": place["status"],
                "course": courses[place["course_id"]],
                "progress": progress[place["_id"]],
                "next_lesson": following.get(place["course_id"]),
                "completed_at": place.get("completed_at"),
            }
            for place in places
            if place["course_id"] in courses
        ],
        "activity": _activity(student),
        "scores": latest_scores(student),
        "milestones": [
            {**row, "course": courses[row["course_id"]]}
            for row in milestones
            if row["course_id"] in courses
        ],
        "totals": {
            "lessons_completed": sum(share["completed"] for share in progress.values()),
            "courses_completed": sum(share["percent"] == 100 for share in progress.values()),
            "courses_active": sum(
                place["status"] == ACTIVE and progress[place["_id"]]["percent"] < 100
                for place in places
            ),
            "average_score": average_score(reached),
        },
    }


def _resume(places: list[Any], courses: Any, following: Any) -> dict[str, Any] | None:
    """The course one learned in last that has a lesson left."""
    for place in places:
        lesson = following.get(place["course_id"])
        if lesson and place["status"] == ACTIVE and place["course_id"] in courses:
            return {"course": courses[place["course_id"]], "lesson": lesson}
    return None


def _activity(student: Any) -> list[dict[str, Any]]:
    lessons = selectors.lessons_completed_per_day(student, DAYS)
    quizzes = submissions_per_day(student, DAYS)
    today = now().date()
    days = [today - timedelta(days=back) for back in reversed(range(DAYS))]
    return [
        {
            "date": day,
            "lessons_completed": lessons.get(day, 0),
            "quizzes_submitted": quizzes.get(day, 0),
        }
        for day in days
    ]

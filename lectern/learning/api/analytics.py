"""The resource `courses/{id}/analytics`."""

from typing import Any

from drf_spectacular.helpers import forced_singular_serializer
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from lectern.assessment.selectors import course_quiz_figures
from lectern.learning import policies, selectors
from lectern.learning.api.of_course import OfCourse


class LearnerCountsSerializer(serializers.Serializer):
    """Everybody who ever had a place, each once; the stuck are among the active."""

    active = serializers.IntegerField(help_text="Learning, and not finished.")
    finished = serializers.IntegerField()
    pending = serializers.IntegerField()
    left = serializers.IntegerField()
    stuck = serializers.IntegerField()


class DayCountSerializer(serializers.Serializer):
    """How many on a day (UTC)."""

    date = serializers.DateField()
    count = serializers.IntegerField()


class LessonCountSerializer(serializers.Serializer):
    """How many of those who learn now have completed a lesson."""

    lesson = serializers.CharField()
    title = serializers.CharField()
    section = serializers.CharField()
    completed = serializers.IntegerField()


class QuizFiguresSerializer(serializers.Serializer):
    """How a quiz goes; the histogram counts scores in tens of percent."""

    quiz = serializers.CharField()
    title = serializers.CharField()
    lesson = serializers.CharField()
    submissions = serializers.IntegerField()
    pass_rate = serializers.FloatField(allow_null=True)
    average_score = serializers.FloatField(allow_null=True)
    median_seconds = serializers.FloatField(allow_null=True)
    histogram = serializers.ListField(child=serializers.IntegerField())


class AnalyticsSerializer(serializers.Serializer):
    """How a course goes, as it was at `counted_at`, a few minutes ago at the most."""

    learners = LearnerCountsSerializer()
    completion_rate = serializers.FloatField(
        allow_null=True, help_text="Percent of those who began that have finished."
    )
    stuck_after_days = serializers.IntegerField()
    enrollments = DayCountSerializer(many=True)
    lessons = LessonCountSerializer(many=True)
    quizzes = QuizFiguresSerializer(many=True)
    counted_at = serializers.DateTimeField()


class AnalyticsViewSet(OfCourse, ViewSet):
    """A course in numbers, for those who teach it."""

    policy = policies.ANALYTICS
    pagination_class = None

    @extend_schema(
        operation_id="courses_analytics_retrieve",
        responses=forced_singular_serializer(AnalyticsSerializer),  # type: ignore[no-untyped-call]
    )
    def list(self, _request: Request, **_kwargs: Any) -> Response:
        """Learners, who finishes, where people stop, how the quizzes go."""
        course = self.course["_id"]
        shown = {
            **selectors.course_analytics(course),
            "quizzes": course_quiz_figures(course),
        }
        return Response(shown)

"""The resource `quizzes`."""

from typing import Any, ClassVar

from bson import ObjectId
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from lectern.assessment import policies, selectors, services
from lectern.assessment.api.material import CourseMaterial
from lectern.assessment.documents import REVEALS
from lectern.catalog.api.summaries import COURSE, LESSON
from lectern.catalog.selectors import taught_course_ids, visible_lessons
from lectern.shared.api.fields import Line
from lectern.shared.api.listing import Listing, reference
from lectern.shared.api.serializers import Reference, Resource
from lectern.shared.policies import Row
from lectern.shared.selection import Selection


class QuizSerializer(Resource):
    """A quiz and its rules; 0 means no limit, of attempts or of time."""

    lesson = Reference()
    course = Reference(read_only=True)
    title = Line(max_length=200)
    passing_score = serializers.IntegerField(min_value=0, max_value=100, required=False)
    max_attempts = serializers.IntegerField(min_value=0, max_value=1_000, required=False)
    time_limit_seconds = serializers.IntegerField(min_value=0, max_value=86_400, required=False)
    shuffle = serializers.BooleanField(required=False)
    reveal = serializers.ChoiceField(REVEALS, required=False)
    created_at = serializers.DateTimeField(read_only=True)


class ChoiceCountSerializer(serializers.Serializer):
    """How often a choice was picked."""

    choice = serializers.CharField()
    count = serializers.IntegerField()


class QuestionStatisticsSerializer(serializers.Serializer):
    """What the sittings say about one question; null where they are too few to say it."""

    question = serializers.CharField()
    sittings = serializers.IntegerField()
    answered = serializers.IntegerField()
    correct_rate = serializers.FloatField(
        allow_null=True, help_text="Difficulty index p, 0 to 1: the share that earned all points."
    )
    mean_points = serializers.FloatField(allow_null=True)
    mean_share = serializers.FloatField(
        allow_null=True, help_text="Points earned of the points that could be earned, 0 to 1."
    )
    discrimination = serializers.FloatField(
        allow_null=True,
        help_text="Correlation, -1 to 1, of its points with those of all other questions.",
    )
    choices = ChoiceCountSerializer(many=True)


class QuizStatisticsSerializer(serializers.Serializer):
    """Item analysis of a quiz, by the first graded submission of each student."""

    quiz = serializers.CharField()
    sittings = serializers.IntegerField()
    questions = QuestionStatisticsSerializer(many=True)


class QuizViewSet(CourseMaterial):
    """Quizzes of the courses that one learns or teaches in."""

    policy = policies.QUIZ
    serializer_class = QuizSerializer
    fixed = ("lesson",)
    expansions: ClassVar = {"lesson": LESSON, "course": COURSE}
    listing: ClassVar = Listing(
        filters={"lesson": reference("lesson_id"), "course": reference("course_id")},
    )

    def get_queryset(self) -> Selection:
        """Of the courses that one learns or teaches in."""
        return selectors.visible_quizzes(self.who)

    @extend_schema(responses=QuizStatisticsSerializer)
    @action(methods=["get"], detail=True)
    def statistics(self, _request: Request, pk: str) -> Response:
        """How hard each question is, and whether it tells those apart who know."""
        quiz = self.get_object()
        sittings, items = selectors.quiz_items(quiz)
        shown = {"quiz": str(quiz["_id"]), "sittings": sittings, "questions": items}
        return Response(QuizStatisticsSerializer(shown).data)

    def perform_create(self, values: dict[str, Any]) -> ObjectId:
        """Add one to a lesson of a course that one teaches."""
        lessons = visible_lessons(self.who, taught_course_ids(self.who))
        self.check_object_permissions(self.request, lessons.get(values["lesson"]))
        return ObjectId(services.add_quiz(**values).pk)

    def perform_update(self, row: Row, values: dict[str, Any]) -> None:
        """Change it."""
        services.change_quiz(quiz=row["_id"], values=values)

    def perform_destroy(self, row: Row) -> None:
        """Remove it with all that hangs on it."""
        services.remove_quiz(quiz=row["_id"])

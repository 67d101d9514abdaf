"""The resource `quizzes`."""

from typing import Any, ClassVar

from bson import ObjectId
from rest_framework import serializers

from lectern.assessment import policies, selectors, services
from lectern.assessment.api.material import CourseMaterial
from lectern.assessment.documents import REVEALS
from lectern.catalog.selectors import (
    course_summaries,
    lesson_summaries,
    taught_course_ids,
    visible_lessons,
)
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


class QuizViewSet(CourseMaterial):
    """Quizzes of the courses that one learns or teaches in."""

    policy = policies.QUIZ
    serializer_class = QuizSerializer
    fixed = ("lesson",)
    expansions: ClassVar = {"lesson": lesson_summaries, "course": course_summaries}
    listing: ClassVar = Listing(
        filters={"lesson": reference("lesson_id"), "course": reference("course_id")},
    )

    def get_queryset(self) -> Selection:
        """Of the courses that one learns or teaches in."""
        return selectors.visible_quizzes(self.who)

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

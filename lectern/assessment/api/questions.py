"""The resource `questions`."""

from typing import Any, ClassVar

from bson import ObjectId
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from lectern.assessment import policies, selectors, services
from lectern.assessment.api.fields import Number
from lectern.assessment.api.material import CourseMaterial, Keyed
from lectern.assessment.documents import KINDS
from lectern.catalog.ordering import MAX_ORDERED, NotAnOrder, OrderOutdated
from lectern.shared.api.failures import Errors
from lectern.shared.api.listing import Listing, choice, reference
from lectern.shared.api.serializers import Body, Reference
from lectern.shared.documents import MAX_POSITION
from lectern.shared.policies import Row
from lectern.shared.selection import Selection


class QuestionSerializer(Keyed):
    """A question. The key of short_text is one accepted answer a line, of true_false a word."""

    withheld = frozenset({"answer", "tolerance", "explanation"})

    quiz = Reference()
    course = Reference(read_only=True)
    text = serializers.CharField(max_length=20_000, trim_whitespace=False)
    text_html = serializers.CharField(read_only=True)
    kind = serializers.ChoiceField(KINDS, required=False)
    answer = serializers.CharField(
        max_length=5_000, allow_blank=True, required=False, trim_whitespace=False
    )
    tolerance = Number(min_value=0, required=False)
    points = Number(min_value=0, max_value=1_000, required=False)
    explanation = serializers.CharField(max_length=20_000, allow_blank=True, required=False)
    position = serializers.IntegerField(min_value=0, max_value=MAX_POSITION, required=False)
    created_at = serializers.DateTimeField(read_only=True)


class ReorderQuestionsSerializer(Body):
    """All questions of a quiz, each once, in their new order."""

    quiz = Reference()
    order = serializers.ListField(child=Reference(), max_length=MAX_ORDERED)


class QuestionViewSet(CourseMaterial):
    """Questions; those who learn see them without the key."""

    policy = policies.QUESTION
    errors: ClassVar[Errors] = {"reorder": (NotAnOrder, OrderOutdated)}
    serializer_class = QuestionSerializer
    fixed = ("quiz",)
    listing: ClassVar = Listing(
        order="position",
        orders={"position": (("position", 1),)},
        filters={
            "quiz": reference("quiz_id"),
            "course": reference("course_id"),
            "kind": choice("kind", *KINDS),
        },
    )

    def get_queryset(self) -> Selection:
        """Of the courses that one learns or teaches in."""
        return selectors.visible_questions(self.who, self.key_courses)

    def perform_create(self, values: dict[str, Any]) -> ObjectId:
        """Add one to a quiz of a course that one teaches."""
        quiz = selectors.visible_quizzes(self.who).get(values["quiz"])
        self.check_object_permissions(self.request, quiz)
        return ObjectId(services.add_question(**values).pk)

    @extend_schema(request=ReorderQuestionsSerializer, responses=ReorderQuestionsSerializer)
    @action(methods=["post"], detail=False)
    def reorder(self, request: Request) -> Response:
        """Put all questions of a quiz into a new order at once."""
        body = ReorderQuestionsSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        quiz = selectors.visible_quizzes(self.who).get(body.validated_data["quiz"])
        self.check_object_permissions(request, quiz)
        order = body.validated_data["order"]
        services.reorder_questions(quiz=quiz["_id"], order=order)
        return Response({"quiz": str(quiz["_id"]), "order": [str(question) for question in order]})

    def perform_update(self, row: Row, values: dict[str, Any]) -> None:
        """Change it."""
        services.change_question(question=row["_id"], values=values)

    def perform_destroy(self, row: Row) -> None:
        """Remove it with its choices."""
        services.remove_question(question=row["_id"])

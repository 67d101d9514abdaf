"""The resource `progress`."""

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from lectern.accounts.api.summaries import PERSON
from lectern.assessment.selectors import has_quiz
from lectern.catalog.api.summaries import COURSE, LESSON
from lectern.learning import policies, selectors, services
from lectern.shared import audit
from lectern.shared.api.failures import Errors
from lectern.shared.api.listing import Listing, flag, reference
from lectern.shared.api.serializers import Body, Reference, Resource
from lectern.shared.api.viewsets import Changed, Listed, Removed, Retrieved
from lectern.shared.idempotency import Made
from lectern.shared.policies import Row
from lectern.shared.selection import Selection


class ProgressSerializer(Resource):
    """Whether a student has completed a lesson."""

    student = Reference(read_only=True)
    lesson = Reference()
    course = Reference(read_only=True)
    completed = serializers.BooleanField()
    completed_at = serializers.DateTimeField(read_only=True, allow_null=True)
    updated_at = serializers.DateTimeField(read_only=True)


class OpenedSerializer(Body):
    """A lesson that was opened."""

    lesson = Reference()


class ProgressViewSet(Listed, Retrieved, Changed, Removed):
    """Progress, lesson by lesson. Posting it twice changes nothing."""

    policy = policies.PROGRESS
    errors: ClassVar[Errors] = {
        **dict.fromkeys(
            ("create", "update", "partial_update"), (services.NotEnrolled, services.QuizRequired)
        ),
        **dict.fromkeys(("destroy", "opened"), (services.NotEnrolled,)),
    }
    serializer_class = ProgressSerializer
    fixed = ("lesson",)
    expansions: ClassVar = {"student": PERSON, "course": COURSE, "lesson": LESSON}
    listing: ClassVar = Listing(
        order="created",
        filters={
            "course": reference("course_id"),
            "lesson": reference("lesson_id"),
            "student": reference("student_id"),
            "completed": flag("completed"),
        },
    )

    def get_queryset(self) -> Selection:
        """One's own, and that on courses one teaches."""
        return selectors.visible_progress(self.who)

    @extend_schema(responses={201: ProgressSerializer, 200: ProgressSerializer})
    def create(self, _request: Request) -> Response:
        """Record it for oneself: this is new (201), or was so already (200)."""
        values = self.body()

        def record() -> Made:
            made = services.record_progress(student=self.me, has_quiz=has_quiz, **values)
            audit.note(subject=made.row)
            return made

        made = self.once_or_found(record)
        code = status.HTTP_201_CREATED if made.is_new else status.HTTP_200_OK
        return self.answer(made.row, code)

    @extend_schema(request=OpenedSerializer, responses=ProgressSerializer)
    @action(methods=["post"], detail=False)
    def opened(self, request: Request) -> Response:
        """Remember a lesson as the one to resume at; what is completed stays completed."""
        body = OpenedSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        return self.answer(
            services.open_lesson(student=self.me, lesson=body.validated_data["lesson"])
        )

    def perform_update(self, row: Row, values: dict[str, Any]) -> None:
        """Record it anew."""
        completed = bool(values.get("completed", row["completed"]))
        services.record_progress(
            student=row["student_id"],
            lesson=row["lesson_id"],
            completed=completed,
            has_quiz=has_quiz,
        )

    def perform_destroy(self, row: Row) -> None:
        """Open the lesson again; what was reached stays reached."""
        services.reset_progress(student=row["student_id"], lesson=row["lesson_id"])

"""The resource `enrollments`."""

from typing import Any, ClassVar

from bson import ObjectId
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from lectern.accounts.api.summaries import PERSON
from lectern.catalog.api.summaries import COURSE, LESSON
from lectern.learning import policies, selectors, services
from lectern.learning.documents import ACTIVE, PENDING
from lectern.shared.api.failures import Errors
from lectern.shared.api.listing import Listing, choice, reference
from lectern.shared.api.serializers import Reference, Resource
from lectern.shared.api.viewsets import Changed, Created, Listed, Removed, Retrieved
from lectern.shared.errors import FieldError, Forbidden
from lectern.shared.policies import Row
from lectern.shared.selection import Selection


class ShareSerializer(serializers.Serializer):
    """How far a place has come."""

    completed = serializers.IntegerField()
    total = serializers.IntegerField()
    percent = serializers.IntegerField(help_text="Whole percent, rounded down.")


class EnrollmentSerializer(Resource):
    """A place on a course."""

    student = Reference(
        required=False, help_text="Admins may name somebody, whose place then begins at once."
    )
    course = Reference()
    status = serializers.ChoiceField((ACTIVE, PENDING), read_only=True)
    enrolled_at = serializers.DateTimeField(read_only=True)
    active_at = serializers.DateTimeField(read_only=True)
    completed_at = serializers.DateTimeField(read_only=True, allow_null=True)
    completed_lessons = serializers.ListField(child=serializers.CharField(), read_only=True)
    last_lesson = Reference(read_only=True, allow_null=True)
    progress = ShareSerializer(read_only=True)


class EnrollmentChangeSerializer(EnrollmentSerializer):
    """Whether a place is open to its student; whose it is, and where, is for life."""

    student = Reference(read_only=True)
    course = Reference(read_only=True)
    status = serializers.ChoiceField(
        (ACTIVE, PENDING),
        help_text="`pending`: the lessons cannot be read, and nothing of it is lost.",
    )


@extend_schema_view(
    update=extend_schema(responses=EnrollmentSerializer),
    partial_update=extend_schema(responses=EnrollmentSerializer),
)
class EnrollmentViewSet(Listed, Retrieved, Created, Changed, Removed):
    """Places: one's own, and those on courses one teaches."""

    policy = policies.ENROLLMENT
    errors: ClassVar[Errors] = {"create": (services.AlreadyEnrolled, services.UnknownStudent)}
    serializer_class = EnrollmentSerializer
    expansions: ClassVar = {"course": COURSE, "student": PERSON, "last_lesson": LESSON}
    listing: ClassVar = Listing(
        order="-enrolled_at",
        orders={"enrolled_at": (("enrolled_at", 1),), "active_at": (("active_at", 1),)},
        filters={
            "course": reference("course_id"),
            "student": reference("student_id"),
            "status": choice("status", ACTIVE, PENDING),
        },
    )

    def get_serializer_class(self) -> Any:
        """Who runs the course changes nothing but the status."""
        changes = self.action in ("update", "partial_update")
        return EnrollmentChangeSerializer if changes else EnrollmentSerializer

    def get_queryset(self) -> Selection:
        """One's own, and those on courses one teaches."""
        return selectors.visible_enrollments(self.who)

    def shown(self, rows: list[Row]) -> list[dict[str, Any]]:
        """Places with how far they have come."""
        progress = selectors.progress_of(rows)
        return super().shown([{**row, "progress": progress[row["_id"]]} for row in rows])

    def perform_create(self, values: dict[str, Any]) -> ObjectId:
        """Take a place for oneself; admins also give one to somebody else."""
        named = values.get("student", self.me)
        if named == self.me:
            return ObjectId(services.enroll(student=self.me, course=values["course"]).pk)
        if not self.who.is_admin:
            sentence = "Only admins can give a place to somebody else."
            raise Forbidden(errors=[FieldError("/student", sentence, "forbidden")])
        return ObjectId(services.enroll_named(student=named, course=values["course"]).pk)

    def perform_update(self, row: Row, values: dict[str, Any]) -> None:
        """Let it be active, or wait."""
        services.set_status(enrollment=row["_id"], **{"status": row["status"], **values})

    def perform_destroy(self, row: Row) -> None:
        """Give it back, or take it away from somebody on a course one teaches."""
        services.leave(enrollment=row["_id"], by=self.me)

    @extend_schema(request=None, responses=EnrollmentSerializer)
    @action(methods=["post"], detail=True)
    def activate(self, _request: Request, pk: str) -> Response:
        """Let a pending place begin."""
        row = self.get_object()
        services.activate(enrollment=row["_id"])
        return self.answer(row["_id"])

"""The resource `certificates`."""

from typing import Any, ClassVar

from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from lectern.accounts.api.summaries import PERSON
from lectern.catalog.api.summaries import COURSE
from lectern.certificates import policies, selectors, services
from lectern.certificates.api.paper import DESCRIBED, Pdf, download
from lectern.certificates.numbers import read_number
from lectern.shared.api.failures import Errors
from lectern.shared.api.fields import Line
from lectern.shared.api.listing import Filter, Listing, reference
from lectern.shared.api.permissions import asker
from lectern.shared.api.serializers import Body, Reference, Resource
from lectern.shared.api.viewsets import Listed, Retrieved
from lectern.shared.errors import NotFound
from lectern.shared.policies import Row
from lectern.shared.selection import Selection

REVOKED = {"true": {"$ne": None}, "false": None}
NUMBER = OpenApiParameter(
    "id",
    {"type": "string", "pattern": "^LEC(-[0-9A-HJKMNP-TV-Z]{5}){3}$"},
    OpenApiParameter.PATH,
    description="The number of the certificate; it is read as people write it.",
)
_numbered = extend_schema(parameters=[NUMBER])


class CertificateSerializer(Resource):
    """A certificate: what stands on it, and whether it is valid. More is told whom it concerns."""

    withheld = frozenset({"student", "instructor", "revoked_by", "reason"})

    id = None  # type: ignore[assignment]  # it is known by its number
    number = serializers.CharField(source="_id", read_only=True)
    valid = serializers.SerializerMethodField()
    name = serializers.CharField(read_only=True, help_text="The student, as when it was issued.")
    title = serializers.CharField(read_only=True, help_text="The course, as when it was issued.")
    instructor_name = serializers.CharField(read_only=True)
    language = serializers.CharField(read_only=True)
    course = Reference(read_only=True)
    completed_at = serializers.DateTimeField(read_only=True)
    issued_at = serializers.DateTimeField(read_only=True)
    revoked_at = serializers.DateTimeField(read_only=True, allow_null=True)
    student = Reference(read_only=True)
    instructor = Reference(read_only=True)
    revoked_by = Reference(read_only=True, allow_null=True)
    reason = serializers.CharField(read_only=True, help_text="Why it was revoked.")

    def get_valid(self, row: Row) -> bool:
        """Whether it has not been revoked."""
        return row.get("revoked_at") is None

    def to_representation(self, row: Row) -> dict[str, Any]:
        """Who only checks it sees what stands on it."""
        shown: dict[str, Any] = super().to_representation(row)
        if not policies.concerned(asker(self.context["request"]), row):
            for name in self.withheld:
                shown.pop(name)
        return shown


class RevocationSerializer(Body):
    """Why a certificate is revoked; the student is told, the public is not."""

    reason = Line(max_length=300)


@extend_schema_view(retrieve=_numbered)
class CertificateViewSet(Listed, Retrieved):
    """Certificates: one's own and those one has signed; by its number, everybody can check one."""

    policy = policies.CERTIFICATE
    errors: ClassVar[Errors] = {"pdf": (selectors.CertificateIsRevoked,)}
    serializer_class = CertificateSerializer
    expansions: ClassVar = {"course": COURSE, "student": PERSON, "instructor": PERSON}
    listing: ClassVar = Listing(
        order="-issued_at",
        orders={"issued_at": (("issued_at", 1),)},
        filters={
            "course": reference("course_id"),
            "student": reference("student_id"),
            "revoked": Filter(REVOKED.__getitem__, "revoked_at", {"type": "boolean"}),
        },
    )

    def get_queryset(self) -> Selection:
        """Lists hold one's own and those one has signed."""
        if self.action == "list":
            return selectors.visible_certificates(self.who)
        return selectors.known_certificates()

    def get_object(self) -> Row:
        """The certificate of the number in the path."""
        number = read_number(self.kwargs["pk"])
        if number is None:
            raise NotFound
        row = self.get_queryset().get(number)
        self.check_object_permissions(self.request, row)
        return row

    @extend_schema(parameters=[NUMBER], responses=DESCRIBED)
    @action(methods=["get"], detail=True, renderer_classes=[Pdf])
    def pdf(self, _request: Request, pk: str) -> Response:
        """The certificate on a page of A4, unless it has been revoked."""
        return download(selectors.paper(self.get_object()))

    @extend_schema(
        parameters=[NUMBER], request=RevocationSerializer, responses=CertificateSerializer
    )
    @action(methods=["post"], detail=True)
    def revoke(self, request: Request, pk: str) -> Response:
        """Take back what it says."""
        number = self.get_object()["_id"]
        body = RevocationSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        services.revoke(certificate=number, by=self.me, reason=body.validated_data["reason"])
        return self.answer(number)

    @extend_schema(parameters=[NUMBER], request=None, responses=CertificateSerializer)
    @action(methods=["post"], detail=True)
    def reinstate(self, _request: Request, pk: str) -> Response:
        """Let it be valid again."""
        number = self.get_object()["_id"]
        services.reinstate(certificate=number)
        return self.answer(number)

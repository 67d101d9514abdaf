"""The resource `jobs`: how far long work is, and what came of it."""

from typing import Any, ClassVar

from django.http import FileResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from lectern.shared import jobs
from lectern.shared.api.failures import Errors
from lectern.shared.api.fields import AnyObject
from lectern.shared.api.listing import Listing, choice, word
from lectern.shared.api.serializers import Reference, Resource
from lectern.shared.api.viewsets import Listed, Retrieved
from lectern.shared.errors import NotFound
from lectern.shared.jobs import files
from lectern.shared.jobs.documents import DONE, STATUSES
from lectern.shared.jobs.policies import JOB
from lectern.shared.jobs.selectors import visible_jobs
from lectern.shared.policies import Row
from lectern.shared.selection import Selection

ACCEPTED = {202: inline_serializer("Accepted", {"job": Reference()})}


def accepted(job: Any) -> Response:
    """The answer to a request for long work: where to see how far it is."""
    return Response({"job": str(job)}, status=status.HTTP_202_ACCEPTED)


class JobProgressSerializer(serializers.Serializer):
    """How far a job is."""

    done = serializers.IntegerField()
    total = serializers.IntegerField()
    percent = serializers.IntegerField(help_text="Whole percent, rounded down.")


class JobErrorSerializer(serializers.Serializer):
    """Why a job failed, as a problem would say it."""

    code = serializers.CharField()
    title = serializers.CharField()
    detail = serializers.CharField(allow_blank=True)


class JobFileSerializer(serializers.Serializer):
    """What a job made, to be fetched by its owner."""

    name = serializers.CharField()
    size = serializers.IntegerField()
    content_type = serializers.CharField()
    url = serializers.CharField()


class JobSerializer(Resource):
    """A piece of long work as lists show it."""

    kind = serializers.CharField(read_only=True)
    owner = Reference(read_only=True)
    status = serializers.ChoiceField(STATUSES, read_only=True)
    progress = JobProgressSerializer(read_only=True)
    report_dropped = serializers.IntegerField(
        read_only=True, help_text="How many more rows the report would have."
    )
    result = AnyObject(read_only=True, allow_null=True)
    error = JobErrorSerializer(read_only=True, allow_null=True)
    file = JobFileSerializer(read_only=True, allow_null=True)
    cancel_requested = serializers.BooleanField(read_only=True)
    can_be_retried = serializers.BooleanField(read_only=True)
    attempts = serializers.IntegerField(read_only=True)
    created_at = serializers.DateTimeField(read_only=True)
    started_at = serializers.DateTimeField(read_only=True, allow_null=True)
    finished_at = serializers.DateTimeField(read_only=True, allow_null=True)


class JobDetailSerializer(JobSerializer):
    """A piece of long work with its report."""

    report = serializers.ListField(
        child=AnyObject(),
        read_only=True,
        help_text="What was done, item by item; of very long reports the beginning. Rows of an "
        "import are `{kind, file, line, code, message, values}`: what the English `message` "
        "speaks of is in `values`, where `what` tells apart the sentences of one `code`.",
    )


class JobViewSet(Listed, Retrieved):
    """Jobs: one's own; admins see all."""

    policy = JOB
    errors: ClassVar[Errors] = {"cancel": (jobs.JobOver,), "retry": (jobs.JobNotRetriable,)}
    serializer_class = JobDetailSerializer
    listing: ClassVar = Listing(
        order="-created_at",
        orders={"created_at": (("created_at", 1),)},
        filters={"status": choice("status", *STATUSES), "kind": word("kind")},
    )

    def get_queryset(self) -> Selection:
        """One's own; lists leave the report out."""
        selection = visible_jobs(self.who)
        return selection.without("report") if self.action == "list" else selection

    def get_serializer_class(self) -> Any:
        """Lists do not carry the report."""
        return JobSerializer if self.action == "list" else JobDetailSerializer

    def shown(self, rows: list[Row]) -> list[dict[str, Any]]:
        """Jobs with their percentage and the place of what they made."""
        return super().shown([_shown(row) for row in rows])

    @extend_schema(request=None, responses=JobDetailSerializer)
    @action(methods=["post"], detail=True)
    def cancel(self, _request: Request, pk: str) -> Response:
        """Give it up: at once when it waits, else as soon as its worker looks up."""
        job = self.get_object()["_id"]
        jobs.cancel(job=job)
        return self.answer(job)

    @extend_schema(request=None, responses=JobDetailSerializer)
    @action(methods=["post"], detail=True)
    def retry(self, _request: Request, pk: str) -> Response:
        """Try again what broke, from where it last came to."""
        job = self.get_object()["_id"]
        jobs.retry(job=job)
        return self.answer(job)

    @extend_schema(responses={(200, "application/octet-stream"): OpenApiTypes.BINARY})
    @action(methods=["get"], detail=True)
    def file(self, _request: Request, pk: str) -> FileResponse:
        """What the job made, as a download for its owner."""
        made = self.get_object().get("file")
        if made is None:
            raise NotFound
        response = FileResponse(
            files.opened(made["path"]),
            as_attachment=True,
            filename=made["name"],
            content_type="application/octet-stream",  # it is kept, never shown
        )
        response["Cache-Control"] = "private, no-store"
        return response


def _shown(row: Row) -> Row:
    progress, made = row["progress"], row.get("file")
    if row["status"] == DONE:
        percent = 100
    else:
        percent = 100 * progress["done"] // progress["total"] if progress["total"] else 0
    file = {**made, "url": f"/api/jobs/{row['_id']}/file/"} if made else None
    return {**row, "progress": {**progress, "percent": percent}, "file": file}

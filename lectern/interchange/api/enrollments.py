"""Many places at once, from a list of people."""

from typing import ClassVar

from bson import ObjectId
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from lectern.catalog.selectors import visible_courses
from lectern.interchange import policies
from lectern.interchange.api.files import FileRefused, check_list
from lectern.interchange.people import PEOPLE, Named, read_people
from lectern.shared import jobs
from lectern.shared.api.failures import Errors
from lectern.shared.api.fields import Line
from lectern.shared.api.idempotency import Repeatable
from lectern.shared.api.jobs import ACCEPTED, accepted
from lectern.shared.api.parsers import Form, Json
from lectern.shared.api.permissions import asker
from lectern.shared.api.serializers import Body, Reference
from lectern.shared.errors import Conflict
from lectern.shared.policies import Row


class CourseNotPublished(Conflict):
    """Nobody has a place on a draft."""

    code = "course-not-published"
    title = "Publish the course before people are enrolled in it."


class _Bulk(Body):
    course = Reference()
    dry_run = serializers.BooleanField(
        default=False, help_text="Report what would happen, and enrol nobody."
    )


class BulkListSerializer(_Bulk):
    """People by name."""

    people = serializers.ListField(
        child=Line(max_length=254),
        min_length=1,
        max_length=PEOPLE,
        help_text="Usernames or e-mail addresses.",
    )


class BulkFileSerializer(_Bulk):
    """People out of a file."""

    file = serializers.FileField(
        help_text="CSV in UTF-8, with a header that names the column `username` or `email`."
    )


BODIES = {"application/json": BulkListSerializer, "multipart/form-data": BulkFileSerializer}


class BulkEnrollmentViewSet(Repeatable, ViewSet):
    """Enrolling many people at once."""

    policy = policies.BULK_ENROLLMENT
    errors: ClassVar[Errors] = {"bulk": (CourseNotPublished, FileRefused)}

    @extend_schema(request=BODIES, responses=ACCEPTED)
    @action(methods=["post"], detail=False, parser_classes=[Json, Form])
    def bulk(self, request: Request) -> Response:
        """Give everybody on a list an active place; the job reports person by person."""
        form = request.content_type.startswith("multipart/")
        body = (BulkFileSerializer if form else BulkListSerializer)(data=request.data)
        body.is_valid(raise_exception=True)
        values = body.validated_data
        who = asker(request)
        course = visible_courses(who).get(values["course"])
        self.check_object_permissions(request, course)
        if not course["published"]:
            raise CourseNotPublished
        people = check_list(values["file"].file, read_people) if form else _named(values["people"])
        payload: Row = {
            "course": course["_id"],
            "people": [[person.line, person.name] for person in people],
            "dry_run": values["dry_run"],
        }
        owner = ObjectId(who.id)
        return accepted(
            self.once(lambda: jobs.submit(kind="enroll-people", owner=owner, payload=payload))
        )


def _named(names: list[str]) -> list[Named]:
    return [Named(number, name) for number, name in enumerate(names, start=1)]

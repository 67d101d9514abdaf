"""Courses as files: in and out. What takes long is a job."""

from pathlib import PurePosixPath
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import NotAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from lectern.assessment.selectors import visible_quizzes
from lectern.catalog.selectors import (
    course_row,
    taught_course_ids,
    visible_courses,
    visible_lessons,
)
from lectern.interchange import policies
from lectern.interchange.api.files import FileRefused, check_text, check_zip, is_zip, refused
from lectern.learning.selectors import joined_course_ids
from lectern.shared import jobs
from lectern.shared.api.failures import Errors
from lectern.shared.api.fields import Line
from lectern.shared.api.idempotency import Repeatable
from lectern.shared.api.jobs import ACCEPTED, accepted
from lectern.shared.api.parsers import Form
from lectern.shared.api.permissions import asker
from lectern.shared.api.serializers import Body, Reference
from lectern.shared.api.viewsets import object_id
from lectern.shared.policies import Row


class ImportSerializer(Body):
    """A course as a zip file of its folder, or questions as a GIFT file for a quiz or a lesson."""

    file = serializers.FileField(help_text="A zip file of a course folder, or a GIFT file.")
    name = Line(
        max_length=100,
        required=False,
        help_text="Under which name the course is known when it comes again; else the file's.",
    )
    quiz = Reference(required=False, help_text="To which quiz the questions are added.")
    lesson = Reference(required=False, help_text="Or to the quiz of which lesson.")
    publish = serializers.BooleanField(default=False)
    dry_run = serializers.BooleanField(
        default=False, help_text="Report what would happen, and store nothing."
    )


class CourseExchangeViewSet(Repeatable, ViewSet):
    """Bringing courses in and taking them out."""

    lookup_value_regex = "[^/]+"

    policy = policies.COURSE_EXCHANGE
    errors: ClassVar[Errors] = {"import_course": (FileRefused,)}

    @extend_schema(request={"multipart/form-data": ImportSerializer}, responses=ACCEPTED)
    @action(methods=["post"], detail=False, url_path="import", parser_classes=[Form])
    def import_course(self, request: Request) -> Response:
        """Import a course, or add questions to a quiz; the job reports item by item.

        The same file again changes nothing, a changed one changes in place what it names.
        """
        body = ImportSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        values = body.validated_data
        file = values["file"]
        target = self._target(request, values)
        if target is None:
            check_zip(file.file, file.name)
            kind, payload = "import-course", _course_payload(values, file.name)
        else:
            check_text(file.file)
            kind, payload = "import-questions", target
        payload |= {"file": file.name[:200], "dry_run": values["dry_run"]}
        with jobs.upload(file.name, file.file) as kept:
            return self._accepted(request, kind, payload, file=kept)

    @extend_schema(request=None, responses=ACCEPTED)
    @action(methods=["post"], detail=True)
    def export(self, request: Request, pk: str) -> Response:
        """Make a zip file of the course, keys included; the job holds it for who asked."""
        payload = {"course": str(self._course(request, pk)["_id"])}
        return self._accepted(request, "export-course", payload)

    @extend_schema(request=None, responses=ACCEPTED)
    @action(methods=["post"], detail=True)
    def duplicate(self, request: Request, pk: str) -> Response:
        """Make a draft copy without learners; the job's result names it."""
        payload = {"course": self._course(request, pk)["_id"]}
        return self._accepted(request, "duplicate-course", payload)

    def _accepted(
        self, request: Request, kind: str, payload: Row, file: jobs.Upload | None = None
    ) -> Response:
        """Ask for a job, once."""
        owner = asker(request).id
        if owner is None:
            raise NotAuthenticated
        return accepted(
            self.once(lambda: jobs.submit(kind=kind, owner=owner, payload=payload, file=file))
        )

    def _course(self, request: Request, pk: str) -> Row:
        """The course that the path names, if the asker teaches it."""
        who = asker(request)
        course = visible_courses(who, joined_course_ids(who)).get(object_id(pk))
        self.check_object_permissions(request, course)
        return course

    def _target(self, request: Request, values: Row) -> Row | None:
        """Where questions go, which the asker must teach; None when the file is a course."""
        who, quiz, lesson = asker(request), values.get("quiz"), values.get("lesson")
        if is_zip(values["file"].file):
            if quiz or lesson:
                raise refused("wrong-kind", "Questions come in a GIFT file, not in an archive.")
            return None
        if quiz is not None and lesson is None:
            row = visible_quizzes(who).get(quiz)
        elif lesson is not None and quiz is None:
            row = visible_lessons(who, taught_course_ids(who)).get(lesson)
        else:
            message = "A GIFT file needs a quiz or a lesson to which its questions are added."
            raise refused("no-target", message)
        self.check_object_permissions(request, course_row(row["course_id"]))
        return {"quiz": quiz, "lesson": lesson}


def _course_payload(values: dict[str, Any], file: str) -> Row:
    name = values.get("name") or PurePosixPath(file).stem[:100]
    return {"name": name, "publish": values["publish"]}

"""The resource `courses`."""

from itertools import groupby
from typing import Any, ClassVar

from bson import ObjectId
from bson.decimal128 import Decimal128
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from lectern.accounts.api.summaries import PERSON
from lectern.assessment.selectors import quizzes_by_lesson
from lectern.catalog import policies, selectors, services
from lectern.catalog.api.summaries import CATEGORY
from lectern.catalog.documents import LEVELS
from lectern.catalog.events import CourseRemoved
from lectern.learning.selectors import joined_course_ids
from lectern.shared import uploads
from lectern.shared.api.failures import Errors
from lectern.shared.api.fields import Line, Money, PictureUrl
from lectern.shared.api.listing import Filter, Listing, choice, flag, reference, word
from lectern.shared.api.serializers import Reference, Resource
from lectern.shared.api.viewsets import Editable
from lectern.shared.api.warm import Warm
from lectern.shared.errors import FieldError, Forbidden
from lectern.shared.policies import Row
from lectern.shared.selection import Selection

ARCHIVED = {"true": {"$ne": None}, "false": None}
FREE = {"true": {"$eq": Decimal128("0")}, "false": {"$gt": Decimal128("0")}}


class CourseSerializer(Resource):
    """A course as lists show it."""

    title = Line(max_length=200)
    summary = serializers.CharField(max_length=500, allow_blank=True, required=False)
    instructor = Reference(required=False, help_text="Admins may let somebody else teach it.")
    category = Reference(required=False, allow_null=True)
    image = PictureUrl()
    price = Money(required=False)
    currency = serializers.RegexField(r"^[A-Z]{3}$", required=False)
    published = serializers.BooleanField(read_only=True)
    published_at = serializers.DateTimeField(read_only=True, allow_null=True)
    archived_at = serializers.DateTimeField(read_only=True, allow_null=True)
    level = serializers.ChoiceField(LEVELS, required=False)
    language = serializers.RegexField(r"^[a-z]{2}(-[A-Z]{2})?$", required=False)
    tags = serializers.ListField(child=Line(max_length=50), max_length=20, required=False)
    certificate = serializers.BooleanField(
        required=False,
        help_text="Whether those who complete it get a certificate; they do unless it says no.",
    )
    lesson_count = serializers.IntegerField(read_only=True)
    enrollment_count = serializers.IntegerField(read_only=True)
    minutes = serializers.IntegerField(read_only=True)
    created_at = serializers.DateTimeField(read_only=True)
    updated_at = serializers.DateTimeField(read_only=True)

    def to_representation(self, row: Row) -> dict[str, Any]:
        """Courses from before there were certificates give them."""
        shown: dict[str, Any] = super().to_representation({"certificate": True, **row})
        return shown


class CourseDetailSerializer(CourseSerializer):
    """A course with its description."""

    description = serializers.CharField(max_length=50_000, allow_blank=True, required=False)
    description_html = serializers.CharField(read_only=True)


class OutlineLessonSerializer(serializers.Serializer):
    """A lesson as the outline names it."""

    id = serializers.CharField()
    title = serializers.CharField()
    position = serializers.IntegerField()
    minutes = serializers.IntegerField()
    preview = serializers.BooleanField()
    completion = serializers.CharField()
    quizzes = serializers.ListField(child=serializers.CharField())


class OutlineSectionSerializer(serializers.Serializer):
    """Lessons that stand together."""

    title = serializers.CharField()
    lessons = OutlineLessonSerializer(many=True)


class OutlineSerializer(serializers.Serializer):
    """The table of contents of a course."""

    course = serializers.CharField()
    sections = OutlineSectionSerializer(many=True)


class CourseViewSet(Warm, Editable):
    """Courses: everybody sees the published ones, instructors also their own drafts."""

    policy = policies.COURSE
    errors: ClassVar[Errors] = {
        **dict.fromkeys(
            ("create", "update", "partial_update"),
            (services.UnknownCategory, services.UnknownInstructor, uploads.UnknownUpload),
        ),
        "destroy": (CourseRemoved,),
        "publish": (services.CourseArchived, services.EmptyCourse),
    }
    serializer_class = CourseDetailSerializer
    expansions: ClassVar = {"instructor": PERSON, "category": CATEGORY}
    listing: ClassVar = Listing(
        order="-published_at",
        orders={
            "published_at": (("published_at", 1),),
            "created_at": (("created_at", 1),),
            "title": (("title", 1),),
            "enrollment_count": (("enrollment_count", 1),),
        },
        filters={
            "category": reference("category_id"),
            "instructor": reference("instructor_id"),
            "published": flag("published"),
            "archived": Filter(ARCHIVED.__getitem__, "archived_at", {"type": "boolean"}),
            "level": choice("level", *LEVELS),
            "language": word("language"),
            "tag": word("tags"),
            "free": Filter(FREE.__getitem__, "price", {"type": "boolean"}),
        },
        search=selectors.courses_matching,
    )

    def get_queryset(self) -> Selection:
        """Published ones, one's own, and those one has a place in; lists leave the text out."""
        selection = selectors.visible_courses(self.who, joined_course_ids(self.who))
        if self.action == "list":
            return selection.without("description", "description_html")
        return selection

    def may_be_kept(self, data: Any) -> bool:
        """What is published is shown alike to everybody; a list is kept if it shows something."""
        if self.action == "list":
            return bool(data["results"])
        return self.is_published

    def get_object(self) -> Row:
        """The course, and whether everybody sees it."""
        row = super().get_object()
        self.is_published = bool(row["published"])
        return row

    def get_serializer_class(self) -> Any:
        """Lists do not carry the description."""
        return CourseSerializer if self.action == "list" else CourseDetailSerializer

    def perform_create(self, values: dict[str, Any]) -> ObjectId:
        """Begin a course of one's own; admins also one of somebody else."""
        self._check_image(values)
        self._check_instructor(values, before=self.me)
        by = values.pop("instructor", self.me)
        return ObjectId(services.add_course(instructor=by, **values).pk)

    def perform_update(self, row: Row, values: dict[str, Any]) -> None:
        """Change it."""
        self._check_image(values, before=row.get("image", ""))
        self._check_instructor(values, before=row["instructor_id"])
        services.change_course(course=row["_id"], values=values)

    def _check_instructor(self, values: dict[str, Any], before: ObjectId) -> None:
        """Courses are handed over by admins; what changes nothing is no change."""
        if values.get("instructor") == before:
            del values["instructor"]
        if "instructor" in values and not self.who.is_admin:
            sentence = "Only admins can let somebody else teach it."
            raise Forbidden(errors=[FieldError("/instructor", sentence, "forbidden")])

    def _check_image(self, values: dict[str, Any], before: str = "") -> None:
        uploads.check_picture(
            url=values.get("image", ""),
            purpose="course-image",
            owner=self.me,
            pointer="/image",
            before=before,
        )

    def perform_destroy(self, row: Row) -> None:
        """Remove it; one with learners has to be archived first."""
        services.remove_course(course=row["_id"])

    @extend_schema(request=None, responses=CourseDetailSerializer)
    @action(methods=["post"], detail=True)
    def publish(self, _request: Request, pk: str) -> Response:
        """Let everybody see it."""
        course = self.get_object()["_id"]
        services.publish(course=course)
        return self.answer(course)

    @extend_schema(request=None, responses=CourseDetailSerializer)
    @action(methods=["post"], detail=True)
    def unpublish(self, _request: Request, pk: str) -> Response:
        """Take it out of the catalogue."""
        course = self.get_object()["_id"]
        services.unpublish(course=course)
        return self.answer(course)

    @extend_schema(request=None, responses=CourseDetailSerializer)
    @action(methods=["post"], detail=True)
    def archive(self, _request: Request, pk: str) -> Response:
        """Put it away: nobody new comes in, those who have a place go on."""
        course = self.get_object()["_id"]
        services.archive(course=course)
        return self.answer(course)

    @extend_schema(request=None, responses=CourseDetailSerializer)
    @action(methods=["post"], detail=True)
    def unarchive(self, _request: Request, pk: str) -> Response:
        """Bring it back as a draft."""
        course = self.get_object()["_id"]
        services.unarchive(course=course)
        return self.answer(course)

    @extend_schema(responses=OutlineSerializer)
    @action(methods=["get"], detail=True)
    def outline(self, _request: Request, pk: str) -> Response:
        """The table of contents: sections, lessons, which have a quiz; never their content."""
        course = self.get_object()["_id"]
        lessons = selectors.outline(course)
        quizzes = quizzes_by_lesson(course)
        sections = [
            {
                "title": title,
                "lessons": [
                    {
                        "id": lesson["_id"],
                        "title": lesson["title"],
                        "position": lesson["position"],
                        "minutes": lesson["minutes"],
                        "preview": lesson["preview"],
                        "completion": lesson["completion"],
                        "quizzes": quizzes.get(lesson["_id"], []),
                    }
                    for lesson in group
                ],
            }
            for title, group in groupby(lessons, key=lambda lesson: lesson.get("section") or "")
        ]
        return Response({"course": str(course), "sections": sections})

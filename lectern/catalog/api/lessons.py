"""The resource `lessons`."""

from typing import Any, ClassVar

from bson import ObjectId
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from lectern.catalog import policies, selectors, services
from lectern.catalog.api.ordering import LessonOrderSerializer, ReorderLessonsSerializer
from lectern.catalog.api.summaries import COURSE
from lectern.catalog.documents import COMPLETIONS
from lectern.catalog.ordering import NotAnOrder, OrderOutdated
from lectern.learning.selectors import active_course_ids
from lectern.shared.api.failures import Errors
from lectern.shared.api.fields import Line
from lectern.shared.api.listing import Listing, flag, reference
from lectern.shared.api.serializers import Reference, Resource
from lectern.shared.api.viewsets import Editable
from lectern.shared.documents import MAX_POSITION
from lectern.shared.policies import Row
from lectern.shared.selection import Selection


class LessonSerializer(Resource):
    """A lesson as lists show it."""

    course = Reference()
    title = Line(max_length=200)
    position = serializers.IntegerField(min_value=0, max_value=MAX_POSITION, required=False)
    section = Line(max_length=200, allow_blank=True, required=False)
    minutes = serializers.IntegerField(min_value=0, max_value=10_000, required=False)
    preview = serializers.BooleanField(required=False)
    completion = serializers.ChoiceField(COMPLETIONS, required=False)
    created_at = serializers.DateTimeField(read_only=True)
    updated_at = serializers.DateTimeField(read_only=True)


class LessonDetailSerializer(LessonSerializer):
    """A lesson; its content is there for those who have a place, teach it, or may preview it."""

    withheld = frozenset(selectors.CONTENT)

    content = serializers.CharField(
        max_length=500_000, allow_blank=True, required=False, trim_whitespace=False
    )
    content_html = serializers.CharField(read_only=True)
    video_url = serializers.URLField(max_length=500, allow_blank=True, required=False)

    def to_representation(self, row: Row) -> dict[str, Any]:
        """Who may not read the lesson sees that it exists, and nothing of what it says."""
        shown: dict[str, Any] = super().to_representation(row)
        readable = self.context["view"].readable_courses
        if not (row["preview"] or readable is None or row["course_id"] in readable):
            for name in self.withheld:
                shown.pop(name, None)
        return shown


class LessonViewSet(Editable):
    """Lessons; lists leave the content out."""

    policy = policies.LESSON
    errors: ClassVar[Errors] = {"reorder": (NotAnOrder, OrderOutdated)}
    serializer_class = LessonDetailSerializer
    fixed = ("course",)
    expansions: ClassVar = {"course": COURSE}
    listing: ClassVar = Listing(
        order="position",
        orders={"position": (("position", 1),), "created_at": (("created_at", 1),)},
        filters={"course": reference("course_id"), "preview": flag("preview")},
    )

    @property
    def readable_courses(self) -> set[ObjectId] | None:
        """The courses whose lessons the asker may read; None means all."""
        if self.who.is_admin:
            return None
        if not hasattr(self, "_readable"):
            taught = selectors.taught_course_ids(self.who)
            self._readable = {*active_course_ids(self.who), *taught}
        return self._readable

    def get_queryset(self) -> Selection:
        """Lessons of published courses and of those one learns or teaches in."""
        selection = selectors.visible_lessons(self.who, self.readable_courses or ())
        return selection.without(*selectors.CONTENT) if self.action == "list" else selection

    def get_serializer_class(self) -> Any:
        """Lists do not carry the content."""
        return LessonSerializer if self.action == "list" else LessonDetailSerializer

    def perform_create(self, values: dict[str, Any]) -> ObjectId:
        """Add a lesson to a course that one teaches."""
        course = selectors.visible_courses(self.who).get(values["course"])
        self.check_object_permissions(self.request, course)
        return ObjectId(services.add_lesson(**values).pk)

    def perform_update(self, row: Row, values: dict[str, Any]) -> None:
        """Change it."""
        services.change_lesson(lesson=row["_id"], values=values)

    def perform_destroy(self, row: Row) -> None:
        """Remove it with what hangs on it."""
        services.remove_lesson(lesson=row["_id"])

    @extend_schema(request=ReorderLessonsSerializer, responses=LessonOrderSerializer)
    @action(methods=["post"], detail=False)
    def reorder(self, request: Request) -> Response:
        """Put all lessons of a course into a new order, and into sections, at once."""
        body = ReorderLessonsSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        course = selectors.visible_courses(self.who).get(body.validated_data["course"])
        self.check_object_permissions(request, course)
        services.reorder_lessons(course=course["_id"], order=body.validated_data["order"])
        shown = {"course": str(course["_id"]), "order": selectors.outline(course["_id"])}
        return Response(LessonOrderSerializer(shown).data)

    def check_object_permissions(self, request: Any, obj: Row) -> None:
        """Rights on a lesson are rights on its course."""
        if "course_id" in obj and self.action not in ("retrieve", "list"):
            obj = selectors.course_row(obj["course_id"])
        super().check_object_permissions(request, obj)

"""The resource `announcements`."""

from typing import Any, ClassVar

from bson import ObjectId
from rest_framework import serializers

from lectern.accounts.api.summaries import PERSON
from lectern.catalog.api.summaries import COURSE
from lectern.catalog.selectors import visible_courses
from lectern.notifications import policies, selectors, services
from lectern.notifications.audiences import AUDIENCES, EVERYONE, LEARNERS
from lectern.shared.api.fields import Line
from lectern.shared.api.listing import Listing, choice, reference
from lectern.shared.api.serializers import Reference, Resource
from lectern.shared.api.viewsets import Editable
from lectern.shared.errors import FieldError, Invalid
from lectern.shared.policies import Row
from lectern.shared.selection import Selection

# How far it has come is told to those who may announce it.
DELIVERY = ("delivered", "total", "sent_at", "job")
WHOLE_SITE: Row = {}


class AnnouncementSerializer(Resource):
    """A text to the learners of a course, or to people of the whole site."""

    withheld = frozenset(DELIVERY)
    constraints: ClassVar = {
        "anyOf": [
            {
                "required": ["course"],
                "properties": {"course": {"type": "string"}, "audience": {"const": LEARNERS}},
            },
            {"properties": {"course": {"type": "null"}, "audience": {"not": {"const": LEARNERS}}}},
        ]
    }

    author = Reference(read_only=True)
    course = Reference(
        required=False, allow_null=True, help_text="Null: the whole site. It is for life."
    )
    audience = serializers.ChoiceField(
        AUDIENCES,
        required=False,
        help_text="`learners` of a course; `everyone`, `students` or `instructors` of the site.",
    )
    title = Line(max_length=200)
    body = serializers.CharField(max_length=20_000, help_text="Markdown.")
    body_html = serializers.CharField(read_only=True)
    created_at = serializers.DateTimeField(read_only=True)
    updated_at = serializers.DateTimeField(read_only=True)
    sent_at = serializers.DateTimeField(read_only=True, allow_null=True)
    delivered = serializers.IntegerField(read_only=True)
    total = serializers.IntegerField(read_only=True)
    job = Reference(read_only=True)


class AnnouncementViewSet(Editable):
    """What was announced to people like the one who asks, and by them."""

    policy = policies.ANNOUNCEMENT
    serializer_class = AnnouncementSerializer
    fixed = ("course",)
    expansions: ClassVar = {"author": PERSON, "course": COURSE}
    listing: ClassVar = Listing(
        order="-created_at",
        orders={"created_at": (("created_at", 1),)},
        filters={
            "course": reference("course_id"),
            "author": reference("author_id"),
            "audience": choice("audience", *AUDIENCES),
        },
    )

    def get_queryset(self) -> Selection:
        """One's own, those of one's courses, those to people like oneself."""
        return selectors.visible_announcements(self.who)

    def shown(self, rows: list[Row]) -> list[dict[str, Any]]:
        """Readers are not told how many others there are."""
        results = super().shown(rows)
        for row, result in zip(rows, results, strict=True):
            if not policies.wrote(self.who, row):
                for name in DELIVERY:
                    result.pop(name)
        return results

    def perform_create(self, values: dict[str, Any]) -> ObjectId:
        """Announce it in a course that one teaches, or as an admin to the site."""
        course = values.get("course")
        about = visible_courses(self.who).get(course) if course else WHOLE_SITE
        self.check_object_permissions(self.request, about)
        audience = values.setdefault("audience", LEARNERS if course else EVERYONE)
        if (audience == LEARNERS) != (course is not None):
            sentence = "Learners are those of a course; all others are of the whole site."
            raise Invalid(errors=[FieldError("/audience", sentence, "invalid-audience")])
        return ObjectId(services.announce(author=self.me, **values).pk)

    def perform_update(self, row: Row, values: dict[str, Any]) -> None:
        """Correct it."""
        if values.pop("audience", row["audience"]) != row["audience"]:
            sentence = "It has gone out to others already."
            raise Invalid(errors=[FieldError("/audience", sentence, "fixed")])
        services.correct(announcement=row["_id"], values=values)

    def perform_destroy(self, row: Row) -> None:
        """Take it back, out of the inboxes too."""
        services.withdraw(announcement=row["_id"])

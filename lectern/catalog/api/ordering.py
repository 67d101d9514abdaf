"""Bodies and answers of putting lessons into a new order."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from lectern.catalog.ordering import MAX_ORDERED
from lectern.catalog.services import Placed
from lectern.shared.api.fields import CONTROLS, Line
from lectern.shared.api.serializers import OBJECT_ID, Body, Reference

MAX_SECTION = 200


class MovedSerializer(Body):
    """A lesson, and the section that it stands in from now on."""

    lesson = Reference()
    section = Line(max_length=MAX_SECTION, allow_blank=True)


@extend_schema_field(
    {
        "oneOf": [
            OBJECT_ID,
            {
                "type": "object",
                "required": ["lesson", "section"],
                "additionalProperties": False,
                "properties": {
                    "lesson": OBJECT_ID,
                    "section": {
                        "type": "string",
                        "maxLength": MAX_SECTION,
                        "pattern": f"^[^{CONTROLS}]*$",
                    },
                },
            },
        ]
    }
)
class PlacedLesson(serializers.Field):
    """A lesson by its id, or with the section that it moves to."""

    def to_internal_value(self, data: Any) -> Placed:
        """The lesson in its place."""
        if not isinstance(data, dict):
            return Placed(Reference().to_internal_value(data))
        moved = MovedSerializer(data=data)
        moved.is_valid(raise_exception=True)
        return Placed(**moved.validated_data)


class ReorderLessonsSerializer(Body):
    """All lessons of a course, each once, in their new order."""

    course = Reference()
    order = serializers.ListField(child=PlacedLesson(), max_length=MAX_ORDERED)


class OrderedLessonSerializer(serializers.Serializer):
    """Where a lesson stands."""

    lesson = serializers.CharField(source="_id")
    section = serializers.CharField(allow_blank=True)
    position = serializers.IntegerField()


class LessonOrderSerializer(serializers.Serializer):
    """The order of the lessons of a course."""

    course = serializers.CharField()
    order = OrderedLessonSerializer(many=True)

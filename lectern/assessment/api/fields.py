"""Fields of assessment."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers


class Number(serializers.FloatField):
    """A number, and nothing that could be read as one: "nan", "1.5" and true are refused."""

    def to_internal_value(self, data: Any) -> float:
        """The number; JSON has no infinite ones."""
        if isinstance(data, bool) or not isinstance(data, int | float):
            self.fail("invalid")
        return super().to_internal_value(data)


@extend_schema_field(
    {
        "description": (
            "single: choice id; multiple: list of choice ids; true_false: boolean; "
            "short_text and essay: string; numeric: number; matching: {prompt id: match id}; "
            "null: unanswered"
        ),
        "anyOf": [
            {"type": "string"},
            {"type": "number"},
            {"type": "boolean"},
            {"type": "array", "items": {"type": "string"}},
            {"type": "object", "additionalProperties": {"type": "string"}},
            {"type": "null"},
        ],
    }
)
class AnswerValue(serializers.Field):
    """An answer as it was sent; whether the question can take it is the domain's to say."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"allow_null": True, **options})

    def to_internal_value(self, data: Any) -> Any:
        """As it is."""
        return data

    def to_representation(self, value: Any) -> Any:
        """As it is."""
        return value

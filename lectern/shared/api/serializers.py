"""Reading bodies strictly and showing rows as they are documented."""

from typing import Any

from bson import ObjectId
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

OBJECT_ID = {"type": "string", "pattern": "^[0-9a-f]{24}$"}


@extend_schema_field({**OBJECT_ID, "readOnly": True})
class Id(serializers.Field):
    """The id of the row."""

    def __init__(self) -> None:
        super().__init__(source="_id", read_only=True)

    def to_representation(self, value: ObjectId) -> str:
        """24 hexadecimal characters."""
        return str(value)


@extend_schema_field(OBJECT_ID)
class Reference(serializers.Field):
    """The id of another thing, stored as `<field>_id`."""

    default_error_messages = {"invalid": "This is not an id."}

    def get_attribute(self, instance: Any) -> Any:
        """Rows keep references under their stored name."""
        return instance.get(f"{self.field_name}_id")

    def to_internal_value(self, data: Any) -> ObjectId:
        """An id from its 24 characters."""
        if not isinstance(data, str) or not ObjectId.is_valid(data):
            self.fail("invalid")
        return ObjectId(data)

    def to_representation(self, value: ObjectId) -> str:
        """24 hexadecimal characters."""
        return str(value)


class Body(serializers.Serializer):
    """What a client may send: a field that is not declared is an error, not a shrug."""

    def to_internal_value(self, data: Any) -> Any:
        """The validated values; every unknown or read-only field is named."""
        if isinstance(data, dict):
            writable = {name for name, field in self.fields.items() if not field.read_only}
            unknown = [name for name in data if name not in writable]
            if unknown:
                message = "This field is not known here, or cannot be set."
                raise serializers.ValidationError(
                    {
                        str(name): [serializers.ErrorDetail(message, code="unknown-field")]
                        for name in unknown
                    }
                )
        return super().to_internal_value(data)


class Resource(Body):
    """A row of a list: what is read, and what of it may be written."""

    id = Id()

"""Reading bodies strictly and showing rows as they are documented."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, ClassVar, cast

from bson import ObjectId
from django.http import QueryDict
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.fields import SkipField

from lectern.shared import audit

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


# What a JSON value must be for a field; DRF alone would turn the number 5 into the text "5".
_JSON_TYPES: tuple[tuple[type[serializers.Field], frozenset[type], str], ...] = (
    (serializers.BooleanField, frozenset({bool}), "This must be true or false."),
    (serializers.CharField, frozenset({str}), "This must be a string."),
    (serializers.IntegerField, frozenset({int}), "This must be a whole number."),
    (serializers.FloatField, frozenset({int, float}), "This must be a number."),
)


def _misfit(field: Any, value: Any) -> Any:
    """What is wrong with the JSON type of a value; nothing when it is what the field says."""
    if value is None:
        return None
    if isinstance(field, serializers.IntegerField) and isinstance(value, float):
        value = int(value) if value.is_integer() else value  # to JSON, 5.0 is a whole number
    if isinstance(field, serializers.ListField) and isinstance(value, list):
        wrong = {index: _misfit(field.child, item) for index, item in enumerate(value)}
        return {str(index): error for index, error in wrong.items() if error}
    if isinstance(field, serializers.DictField) and isinstance(value, dict):
        wrong = {name: _misfit(field.child, item) for name, item in value.items()}
        return {name: error for name, error in wrong.items() if error}
    for kind, types, message in _JSON_TYPES:
        if isinstance(field, kind) and type(value) not in types:
            return [serializers.ErrorDetail(message, code="invalid")]
    return None


class Body(serializers.Serializer):
    """What a client may send: a field that is not declared is an error, not a shrug.

    What ties several fields together, JSON Schema is told in `constraints`. Where one is answered,
    it has all its fields but those in `withheld`, which not everybody is shown.
    """

    constraints: ClassVar[Mapping[str, Any]] = {}
    withheld: ClassVar[frozenset[str]] = frozenset()

    def to_internal_value(self, data: Any) -> Any:
        """The validated values; everything that is wrong is told at once."""
        refused = self._refused(data) if isinstance(data, dict) else {}
        try:
            values = super().to_internal_value(data)
        except serializers.ValidationError as error:
            if not refused:
                raise
            found = cast(dict[str, Any], error.detail)
            raise serializers.ValidationError({**found, **refused}) from error
        if refused:
            raise serializers.ValidationError(refused)
        if self is self.root:
            audit.note(changed=data.keys())
        return values

    def _refused(self, data: dict[Any, Any]) -> dict[str, Any]:
        """Fields that are unknown, that cannot be set, or whose value has another JSON type."""
        writable = {name: field for name, field in self.fields.items() if not field.read_only}
        refused: dict[str, Any] = {}
        for name, value in data.items():
            if name not in writable:
                message = "This field is not known here, or cannot be set."
                refused[str(name)] = [serializers.ErrorDetail(message, code="unknown-field")]
            elif not isinstance(data, QueryDict):  # forms know nothing but text
                misfit = _misfit(writable[name], value)
                if misfit:
                    refused[name] = misfit
        return refused


class Resource(Body):
    """A row of a list: what is read, and what of it may be written."""

    id = Id()

    def to_representation(self, instance: Any) -> Any:
        """What DRF makes of a row, without its asking each field of each row how to find its value.

        A field is asked when the row does not have its column.
        """
        if not isinstance(instance, dict):
            return super().to_representation(instance)
        shown = {}
        for name, column, field in self._columns:
            if column in instance:
                value = instance[column]
            else:
                try:
                    value = field.get_attribute(instance)
                except SkipField:
                    continue
            shown[name] = None if value is None else field.to_representation(value)
        return shown

    @cached_property
    def _columns(self) -> list[tuple[str, str | None, Any]]:
        readable: Iterable[Any] = self._readable_fields
        return [(field.field_name, _column(field), field) for field in readable]


def _column(field: Any) -> str | None:
    """The column of a row that a field shows; None where the field itself knows what it shows."""
    is_usual = type(field).get_attribute is serializers.Field.get_attribute
    return field.source_attrs[0] if is_usual and len(field.source_attrs) == 1 else None

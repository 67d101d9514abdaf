"""A row is shown as DRF would show it."""

from datetime import UTC, datetime
from typing import Any, ClassVar

import pytest
from bson import ObjectId
from rest_framework import serializers

from lectern.shared.api.serializers import Reference, Resource

ID, OTHER = ObjectId(), ObjectId()


class Child(serializers.Serializer[Any]):
    """Something inside."""

    name = serializers.CharField()


class Shown(Resource):
    """One field of each kind of finding a value."""

    title = serializers.CharField(allow_null=True)
    note = serializers.CharField(required=False)
    level = serializers.CharField(default="easy")
    renamed = serializers.IntegerField(source="stored")
    inside = serializers.CharField(source="child.name")
    child = Child()
    children = Child(many=True)
    owner = Reference(allow_null=True)
    secret = serializers.CharField(write_only=True)
    words = serializers.SerializerMethodField()
    at = serializers.DateTimeField()

    def get_words(self, row: dict[str, Any]) -> int:
        """A number that is made of the row."""
        return len(row.get("title") or "")


class OfDrf(Shown):
    """The same, shown by DRF itself."""

    to_representation: ClassVar[Any] = serializers.Serializer.to_representation


ROW = {
    "_id": ID,
    "title": "A title",
    "note": "a note",
    "level": "hard",
    "stored": 3,
    "child": {"name": "one"},
    "children": [{"name": "two"}],
    "owner_id": OTHER,
    "secret": "not shown",
    "at": datetime(2030, 1, 2, tzinfo=UTC),
    "of no interest": 1,
}


@pytest.mark.parametrize(
    "row",
    [
        ROW,
        {**ROW, "title": None, "owner_id": None, "child": {"name": "other"}},
        {name: ROW[name] for name in ROW if name not in ("note", "level", "owner_id", "title")},
    ],
)
def test_a_row_is_shown_as_by_drf(row: dict[str, Any]) -> None:
    shown = Shown().to_representation(row)
    assert shown == OfDrf().to_representation(row)
    assert list(shown) == list(OfDrf().to_representation(row))
    assert "secret" not in shown


def test_a_column_that_has_to_be_there_is_missed() -> None:
    with pytest.raises(KeyError):
        Shown().to_representation({"_id": ID})

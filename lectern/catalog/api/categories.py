"""The resource `categories`."""

from typing import Any, ClassVar

from bson import ObjectId
from rest_framework import serializers

from lectern.catalog import policies, selectors, services
from lectern.shared.api.failures import Errors
from lectern.shared.api.fields import Line
from lectern.shared.api.listing import Listing
from lectern.shared.api.serializers import Resource
from lectern.shared.api.viewsets import Editable
from lectern.shared.api.warm import Warm
from lectern.shared.documents import MAX_POSITION
from lectern.shared.policies import Row
from lectern.shared.selection import Selection


class CategorySerializer(Resource):
    """A subject."""

    name = Line(max_length=100)
    description = serializers.CharField(max_length=1_000, allow_blank=True, required=False)
    position = serializers.IntegerField(min_value=0, max_value=MAX_POSITION, required=False)


class CategoryViewSet(Warm, Editable):
    """Subjects under which courses are found."""

    policy = policies.CATEGORY
    errors: ClassVar[Errors] = dict.fromkeys(
        ("create", "update", "partial_update"), (services.CategoryExists,)
    )
    serializer_class = CategorySerializer
    listing: ClassVar = Listing(
        order="position",
        orders={"position": (("position", 1),), "name": (("name", 1),)},
    )

    def may_be_kept(self, data: Any) -> bool:
        """They are public."""
        return True

    def get_queryset(self) -> Selection:
        """All of them."""
        return selectors.categories()

    def perform_create(self, values: dict[str, Any]) -> ObjectId:
        """Make one."""
        return ObjectId(services.add_category(**values).pk)

    def perform_update(self, row: Row, values: dict[str, Any]) -> None:
        """Change it."""
        services.change_category(category=row["_id"], values=values)

    def perform_destroy(self, row: Row) -> None:
        """Remove it."""
        services.remove_category(category=row["_id"])

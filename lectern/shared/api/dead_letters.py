"""The resource `dead-letters`."""

import re
from typing import Any, ClassVar

from bson import ObjectId
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from lectern.shared import outbox
from lectern.shared.api.listing import Listing, word
from lectern.shared.api.serializers import Resource
from lectern.shared.api.viewsets import Listed, Retrieved
from lectern.shared.policies import DEAD_LETTER, Row
from lectern.shared.selection import Selection

MAX_ERROR = 500
_ADDRESS = re.compile(r"[^\s'\"<>(){}]{1,100}@[^\s'\"<>(){}]{1,100}")


class DeadLetterSerializer(Resource):
    """An event that could not be delivered to all who listen."""

    kind = serializers.CharField(read_only=True)
    payload = serializers.DictField(
        child=serializers.CharField(allow_null=True),
        read_only=True,
        help_text="The ids that the event carries.",
    )
    occurred_at = serializers.DateTimeField(read_only=True)
    failed_at = serializers.DateTimeField(read_only=True)
    attempts = serializers.IntegerField(read_only=True)
    done = serializers.ListField(
        child=serializers.CharField(), read_only=True, help_text="Who has had their effect."
    )
    error = serializers.CharField(
        read_only=True, help_text="The last one, without e-mail addresses."
    )

    def to_representation(self, row: Row) -> dict[str, Any]:
        """Ids and the error; what else an old event may have carried is nobody's business."""
        ids = {name: value for name, value in row["payload"].items() if _is_id(value)}
        payload = {name: None if value is None else str(value) for name, value in ids.items()}
        error = _ADDRESS.sub("<address>", row["error"][:MAX_ERROR])
        shown: dict[str, Any] = super().to_representation({**row, "error": error})
        return {**shown, "payload": payload}


class DeadLetterViewSet(Listed, Retrieved):
    """What could not be delivered, the latest first."""

    policy = DEAD_LETTER
    serializer_class = DeadLetterSerializer
    listing: ClassVar = Listing(
        order="-failed_at",
        orders={"failed_at": (("failed_at", 1),)},
        filters={"kind": word("kind")},
    )

    def get_queryset(self) -> Selection:
        """All of them."""
        return Selection(outbox.DeadLetter)

    @extend_schema(request=None, responses={204: None})
    @action(methods=["post"], detail=True)
    def retry(self, _request: Request, pk: str) -> Response:
        """Deliver it again, to those who have not had their effect; a worker does it soon."""
        outbox.retry(self.get_object()["_id"])
        return Response(status=status.HTTP_204_NO_CONTENT)


def _is_id(value: Any) -> bool:
    return value is None or isinstance(value, ObjectId | int)

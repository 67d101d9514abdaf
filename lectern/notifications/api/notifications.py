"""The resource `notifications`."""

from typing import Any, ClassVar

from bson import ObjectId
from drf_spectacular.utils import extend_schema, extend_schema_view, inline_serializer
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from lectern.notifications import policies, selectors, services
from lectern.notifications.words.language import IN_A_SENTENCE
from lectern.shared.api.fields import Line, SitePath
from lectern.shared.api.listing import Listing, flag, word
from lectern.shared.api.serializers import Reference, Resource
from lectern.shared.api.viewsets import Changed, Created, Listed, Removed, Retrieved
from lectern.shared.policies import Row
from lectern.shared.selection import Selection

COUNT = inline_serializer("UnreadCount", {"unread": serializers.IntegerField()})
MARKED = inline_serializer("MarkedRead", {"marked": serializers.IntegerField()})


class NotificationSerializer(Resource):
    """A sentence about something that happened, in the language of who reads it."""

    recipient = Reference(read_only=True)
    kind = serializers.CharField(read_only=True)
    message = serializers.CharField(read_only=True)
    url = serializers.CharField(read_only=True)
    created_at = serializers.DateTimeField(read_only=True)
    is_read = serializers.BooleanField()
    read_at = serializers.DateTimeField(read_only=True, allow_null=True)


class MessageSerializer(NotificationSerializer):
    """A few words to one person; `url` is the page of this site that they are about."""

    recipient = Reference()
    message = Line(max_length=IN_A_SENTENCE)
    url = SitePath()
    is_read = serializers.BooleanField(read_only=True)


@extend_schema_view(create=extend_schema(responses={201: NotificationSerializer}))
class NotificationViewSet(Listed, Retrieved, Created, Changed, Removed):
    """The inbox of the person who asks; who teaches also writes to others."""

    policy = policies.NOTIFICATION
    serializer_class = NotificationSerializer
    listing: ClassVar = Listing(
        order="-created_at",
        orders={"created_at": (("created_at", 1),)},
        filters={"is_read": flag("is_read"), "kind": word("kind")},
    )

    def get_serializer_class(self) -> Any:
        """What is written says more than what is marked."""
        return MessageSerializer if self.action == "create" else NotificationSerializer

    def get_queryset(self) -> Selection:
        """One's own; what one has written is shown once, as the answer."""
        written = self.action == "create"
        return selectors.messages() if written else selectors.own_notifications(self.who)

    def shown(self, rows: list[Row]) -> list[dict[str, Any]]:
        """With their messages, in words."""
        return super().shown(selectors.in_words(rows, self.me))

    def perform_create(self, values: dict[str, Any]) -> ObjectId:
        """Write to somebody whom one teaches, or as an admin to anybody."""
        selectors.reader(values["recipient"], self.who)
        return ObjectId(services.send_message(**values).pk)

    def perform_update(self, row: Row, values: dict[str, Any]) -> None:
        """Mark it."""
        is_read = bool(values.get("is_read", row["is_read"]))
        services.mark(notification=row["_id"], recipient=row["recipient_id"], is_read=is_read)

    def perform_destroy(self, row: Row) -> None:
        """Take it out."""
        services.remove(notification=row["_id"], recipient=row["recipient_id"])

    @extend_schema(request=None, responses=MARKED)
    @action(methods=["post"], detail=False, url_path="mark-all-read")
    def mark_all_read(self, _request: Request) -> Response:
        """Mark all as read."""
        return Response({"marked": services.mark_all_read(recipient=self.me)})

    @extend_schema(responses=COUNT)
    @action(methods=["get"], detail=False, url_path="unread-count", pagination_class=None)
    def unread_count(self, _request: Request) -> Response:
        """How many are unread."""
        return Response(selectors.unread_count(self.me))

"""The resource `audit-events`."""

from typing import ClassVar

from rest_framework import serializers

from lectern.shared.api.listing import Listing, choice, reference, since, until, word
from lectern.shared.api.serializers import Reference, Resource
from lectern.shared.api.viewsets import Listed, Retrieved
from lectern.shared.audit import OUTCOMES
from lectern.shared.audit.policies import AUDIT_EVENT
from lectern.shared.audit.selectors import audit_events
from lectern.shared.selection import Selection


class AuditEventSerializer(Resource):
    """A write, or a sign-in that was refused."""

    created_at = serializers.DateTimeField(read_only=True)
    actor = Reference(
        read_only=True, allow_null=True, help_text="Null for visitors and for the command line."
    )
    username = serializers.CharField(read_only=True, help_text="The actor's at that time.")
    action = serializers.CharField(read_only=True, help_text="As `courses.publish`.")
    subject = serializers.CharField(read_only=True, help_text="The id of what it was done to.")
    changed = serializers.ListField(
        child=serializers.CharField(),
        read_only=True,
        help_text="The fields that were sent, by name; their values are not recorded.",
    )
    outcome = serializers.ChoiceField(OUTCOMES, read_only=True)
    address = serializers.CharField(read_only=True, allow_null=True)
    agent = serializers.CharField(read_only=True)
    request_id = serializers.CharField(read_only=True, help_text="As in `X-Request-ID` and logs.")


class AuditEventViewSet(Listed, Retrieved):
    """Who wrote what, when and from where; it is only ever added to."""

    policy = AUDIT_EVENT
    serializer_class = AuditEventSerializer
    listing: ClassVar = Listing(
        order="-created_at",
        orders={"created_at": (("created_at", 1),)},
        filters={
            "actor": reference("actor_id"),
            "action": word("action"),
            "subject": word("subject"),
            "outcome": choice("outcome", *OUTCOMES),
            "since": since("created_at"),
            "until": until("created_at"),
        },
    )

    def get_queryset(self) -> Selection:
        """All of it."""
        return audit_events()

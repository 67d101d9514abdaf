"""Where a person is signed in, and signing out from there."""

from typing import Any, ClassVar, cast

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from lectern.accounts import selectors, services
from lectern.accounts.models import Session
from lectern.shared.api.failures import Errors
from lectern.shared.api.listing import refuse_parameters
from lectern.shared.api.permissions import SignedIn, asker
from lectern.shared.errors import Invalid

ID = OpenApiParameter("id", {"type": "string", "pattern": "^[0-9a-f]{32}$"}, OpenApiParameter.PATH)


class SessionSerializer(serializers.Serializer):
    """One sign-in: the latest of the sessions that grew out of it stands for all of them."""

    id = serializers.CharField(source="family")
    created_at = serializers.DateTimeField(source="started_at")
    last_seen_at = serializers.DateTimeField(
        source="created_at", help_text="When it last took a token; exact to 15 minutes."
    )
    address = serializers.IPAddressField(allow_null=True)
    agent = serializers.CharField()
    current = serializers.SerializerMethodField(help_text="Whether this request belongs to it.")

    def get_current(self, session: Session) -> bool:
        """The sign-in of the token that the request bears."""
        return bool(session.family == self.context["family"])


class SessionsSerializer(serializers.Serializer):
    """All sign-ins in one answer; beyond a hundred, the latest hundred."""

    count = serializers.IntegerField()
    results = SessionSerializer(many=True)


class SessionsView(APIView):
    """The sign-ins of the person who asks."""

    permission_classes = (SignedIn,)
    errors: ClassVar[Errors] = {"get": (Invalid,)}

    @extend_schema(operation_id="auth_sessions_list", responses=SessionsSerializer)
    def get(self, request: Request) -> Response:
        """Where the person is signed in, the latest first."""
        refuse_parameters(request)
        who = asker(request)
        found = selectors.sign_ins(_account(request))
        context = {"family": services.family_of(jti=who.session)}
        page: dict[str, Any] = {"count": found.count(), "results": found[: selectors.MAX_SIGN_INS]}
        return Response(SessionsSerializer(page, context=context).data)

    @extend_schema(operation_id="auth_sessions_end_others", responses={204: None})
    def delete(self, request: Request) -> Response:
        """End all other sign-ins at once; this one goes on."""
        family = services.family_of(jti=asker(request).session)
        services.end_all(account=_account(request), keep=family)
        return Response(status=status.HTTP_204_NO_CONTENT)


class SessionView(APIView):
    """One sign-in of the person who asks."""

    permission_classes = (SignedIn,)

    @extend_schema(parameters=[ID], responses={204: None})
    def delete(self, request: Request, **path: str) -> Response:
        """End it at once."""
        services.end_sign_in(account=_account(request), family=path["id"])
        return Response(status=status.HTTP_204_NO_CONTENT)


def _account(request: Request) -> int:
    return cast(int, asker(request).account)  # they are signed in

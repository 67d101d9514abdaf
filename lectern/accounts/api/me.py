"""`users/me/`: what people may ask for and put an end to themselves."""

from typing import Any, ClassVar, cast

from bson import ObjectId
from dj_rest_auth.jwt_auth import unset_jwt_cookies
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from lectern.accounts import services
from lectern.accounts.api.confirmation import confirmed, told_to_wait
from lectern.accounts.api.fields import Code, Password
from lectern.accounts.events import PersonRemoved
from lectern.shared import personal_data
from lectern.shared.api.failures import Errors
from lectern.shared.api.idempotency import Repeatable
from lectern.shared.api.jobs import ACCEPTED, accepted
from lectern.shared.api.permissions import SignedIn, asker
from lectern.shared.api.serializers import Body


class RemovalSerializer(Body):
    """The password, and a code where there is a second factor, so that nobody else can do this at
    a screen that was left alone.
    """

    password = Password()
    code = Code(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """They are those of the person who asks."""
        account = confirmed(self.context["request"], attrs["password"])
        with told_to_wait():
            missing = services.second_step(account=account, code=attrs.get("code", ""))
        if missing:
            raise serializers.ValidationError({"code": ["A code is needed."]}, code="required")
        return attrs


class MyselfView(APIView):
    """The person who asks, as somebody who can leave."""

    permission_classes = (SignedIn,)
    delete_has_body = True
    errors: ClassVar[Errors] = {
        "delete": (
            services.LastAdmin,
            services.NotOn,
            services.TooManyCodes,
            services.WrongCode,
            services.WrongPassword,
            PersonRemoved,
        )
    }

    @extend_schema(
        operation_id="users_me_destroy", request=RemovalSerializer, responses={204: None}
    )
    def delete(self, request: Request) -> Response:
        """Remove the person who asks, for good: all that is personal goes at once. Who still
        teaches, and the last admin, have to hand over first.
        """
        body = RemovalSerializer(data=request.data, context={"request": request})
        body.is_valid(raise_exception=True)
        services.remove(user=_me(request))
        response = Response(status=status.HTTP_204_NO_CONTENT)
        unset_jwt_cookies(response)
        return response


class ExportView(Repeatable):
    """All that is held about the person who asks."""

    permission_classes = (SignedIn,)

    @extend_schema(operation_id="users_me_export", request=None, responses=ACCEPTED)
    def post(self, request: Request) -> Response:
        """Have it put together: a job makes a zip file, which is there for its owner alone."""
        return accepted(self.once(lambda: personal_data.ask(owner=_me(request))))


def _me(request: Request) -> ObjectId:
    return cast(ObjectId, asker(request).id)  # they are signed in

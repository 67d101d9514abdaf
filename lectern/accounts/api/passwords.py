"""Changing and resetting passwords: dj-rest-auth's views, with our bodies and sessions."""

from typing import ClassVar

from dj_rest_auth import views
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from lectern.accounts import services
from lectern.accounts.api.password_serializers import (
    PasswordChangeSerializer,
    PasswordResetConfirmSerializer,
    PasswordResetSerializer,
    SaidSerializer,
)
from lectern.shared.api.failures import Errors
from lectern.shared.api.permissions import SignedIn


@extend_schema(request=PasswordChangeSerializer, responses=SaidSerializer)
class ChangeView(views.PasswordChangeView):
    """Change the password; this sign-in goes on, all others end at once."""

    permission_classes = (SignedIn,)
    serializer_class = PasswordChangeSerializer
    errors: ClassVar[Errors] = {"post": (services.WrongPassword,)}


@extend_schema(request=PasswordResetSerializer, responses=SaidSerializer)
class ResetView(views.PasswordResetView):
    """Ask for an e-mail with a link that sets a new password."""

    authentication_classes = ()
    throttle_scope = "mail"
    serializer_class = PasswordResetSerializer

    def post(self, request: Request, *args: object, **kwargs: object) -> Response:
        """The same answer for every address, known or not."""
        super().post(request, *args, **kwargs)
        sentence = "If there is an account with this address, an e-mail is on its way."
        return Response({"detail": sentence})


@extend_schema(request=PasswordResetConfirmSerializer, responses=SaidSerializer)
class ConfirmView(views.PasswordResetConfirmView):
    """Set a new password by the link of the e-mail; all sign-ins end at once."""

    authentication_classes = ()
    serializer_class = PasswordResetConfirmSerializer
    errors: ClassVar[Errors] = {"post": (services.LinkInvalid,)}

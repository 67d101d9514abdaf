"""Proving an e-mail address by a link, and changing it."""

from typing import ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import GenericAPIView
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from lectern.accounts import services
from lectern.accounts.api import record
from lectern.accounts.api.confirmation import confirmed, told_to_wait
from lectern.accounts.api.fields import Address, Password
from lectern.accounts.api.password_serializers import SaidSerializer
from lectern.shared.api.failures import Errors
from lectern.shared.api.permissions import SignedIn
from lectern.shared.api.serializers import Body


class EmailVerifySerializer(Body):
    """What the link carries."""

    key = serializers.CharField(max_length=300)


class EmailResendSerializer(Body):
    """The address that the account has."""

    email = Address()


class EmailChangeSerializer(Body):
    """The address that somebody wants, and their password."""

    email = Address()
    password = Password()


class _EmailView(GenericAPIView):
    """Takes a body, does one thing, and says so in a sentence."""

    said = ""

    def post(self, request: Request) -> Response:
        """A sentence."""
        serializer = self.get_serializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        self.perform(serializer.validated_data)
        return Response({"detail": self.said})

    def perform(self, values: dict[str, str]) -> None:
        """Call the service."""
        raise NotImplementedError


@extend_schema(request=EmailVerifySerializer, responses=SaidSerializer)
class VerifyView(_EmailView):
    """Prove an e-mail address by the link that was sent to it; a wanted one is taken with that."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    serializer_class = EmailVerifySerializer
    errors: ClassVar[Errors] = {"post": (services.EmailTaken, services.LinkInvalid)}
    said = "This e-mail address is yours."

    def perform(self, values: dict[str, str]) -> None:
        """Believe it."""
        record.done_by(services.verify_email(key=values["key"]))


@extend_schema(request=EmailResendSerializer, responses=SaidSerializer)
class ResendView(_EmailView):
    """Ask for the link again; the same answer for every address, known or not."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    throttle_scope = "mail"
    serializer_class = EmailResendSerializer
    said = "If this address is still to be verified, an e-mail is on its way."

    def perform(self, values: dict[str, str]) -> None:
        """Have it sent, at most once a minute."""
        services.request_email_link(email=values["email"])
        record.letter_asked_for(values["email"])


@extend_schema(request=EmailChangeSerializer, responses=SaidSerializer)
class ChangeView(_EmailView):
    """Ask for another e-mail address: it counts once the link that is sent to it is opened."""

    permission_classes = (SignedIn,)
    throttle_scope = "mail"
    serializer_class = EmailChangeSerializer
    errors: ClassVar[Errors] = {
        "post": (services.EmailTaken, services.TooSoon, services.WrongPassword)
    }
    said = "We have sent a link to the new address. Until it is opened nothing changes."

    def perform(self, values: dict[str, str]) -> None:
        """Have the link sent, once the password is confirmed."""
        account = confirmed(self.request, values["password"])
        with told_to_wait():
            services.request_email_change(account=account, email=values["email"])

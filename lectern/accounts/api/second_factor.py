"""The second factor: setting it up, turning it off, signing in with it."""

from typing import Any, ClassVar

from django.conf import settings
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.generics import GenericAPIView
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from lectern.accounts import selectors, services
from lectern.accounts.api.auth import SIGN_IN, signed_in
from lectern.accounts.api.auth_serializers import SignedInSerializer, device
from lectern.accounts.api.confirmation import confirmed, told_to_wait
from lectern.accounts.api.fields import Code, Password
from lectern.shared.address import address_of
from lectern.shared.api.failures import Errors
from lectern.shared.api.permissions import SignedIn, asker
from lectern.shared.api.serializers import Body


class FactorSerializer(serializers.Serializer):
    """How somebody stands with their second factor."""

    enabled = serializers.BooleanField()
    enabled_at = serializers.DateTimeField(allow_null=True)
    recovery_codes_left = serializers.IntegerField()
    mandatory = serializers.BooleanField(help_text="Whether the site asks them for one.")


class SetupSerializer(serializers.Serializer):
    """What an app needs; `setup` comes back with its first code, within 15 minutes."""

    secret = serializers.CharField()
    uri = serializers.CharField()
    qr = serializers.CharField(help_text="The same as a picture: SVG.")
    setup = serializers.CharField()


class RecoveryCodesSerializer(serializers.Serializer):
    """Shown this once; each works once."""

    recovery_codes = serializers.ListField(child=serializers.CharField())


class ConfirmSerializer(Body):
    """Both factors."""

    password = Password()
    code = Code()


class ActivateSerializer(ConfirmSerializer):
    """The setup that was begun, its first code, and the password."""

    setup = serializers.CharField(max_length=1_000, write_only=True)


class MfaLoginSerializer(Body):
    """The token that the right password got, and a code."""

    mfa_token = serializers.CharField(max_length=500, write_only=True)
    code = Code()


class FactorView(APIView):
    """The second factor of the person who asks."""

    permission_classes = (SignedIn,)
    serves_setup = True

    @extend_schema(operation_id="auth_mfa_retrieve", responses=FactorSerializer)
    def get(self, request: Request) -> Response:
        """Whether it is on."""
        account = selectors.account_of(asker(request))
        mandatory = account.is_staff and settings.MFA_IS_REQUIRED_OF_STAFF
        found = {**selectors.second_factor_of(account.pk), "mandatory": mandatory}
        return Response(FactorSerializer(found).data)


class BeginView(APIView):
    """Begin to set up a second factor; nothing is turned on yet."""

    permission_classes = (SignedIn,)
    serves_setup = True
    errors: ClassVar[Errors] = {"post": (services.AlreadyOn,)}

    @extend_schema(request=None, responses=SetupSerializer)
    def post(self, request: Request) -> Response:
        """A new secret for an app."""
        setup = services.begin(account=selectors.account_of(asker(request)))
        return Response(SetupSerializer(setup).data)


class _ConfirmedView(GenericAPIView):
    """Does something for who gives the password and a code."""

    permission_classes = (SignedIn,)
    serializer_class: type[ConfirmSerializer] = ConfirmSerializer
    serves_setup = True
    errors: ClassVar[Errors] = {
        "post": (
            services.NotOn,
            services.TooManyCodes,
            services.WrongCode,
            services.WrongPassword,
        )
    }

    def post(self, request: Request) -> Response:
        """Confirmed by both factors."""
        serializer = self.get_serializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        values = dict(serializer.validated_data)
        account = confirmed(request, values.pop("password"))
        with told_to_wait():
            return self.perform(account=account, **values)

    def perform(self, **values: Any) -> Response:
        """Call the service."""
        raise NotImplementedError


@extend_schema(request=ActivateSerializer, responses=RecoveryCodesSerializer)
class ActivateView(_ConfirmedView):
    """Turn the second factor on; the other sign-ins end. Refresh the token afterwards."""

    serializer_class = ActivateSerializer
    errors: ClassVar[Errors] = {
        "post": (
            services.AlreadyOn,
            services.SetupInvalid,
            services.WrongCode,
            services.WrongPassword,
        )
    }

    def perform(self, **values: Any) -> Response:
        """The recovery codes."""
        codes = services.activate(**values, session=asker(self.request).session)
        return Response({"recovery_codes": codes})


@extend_schema(request=ConfirmSerializer, responses={204: None})
class DeactivateView(_ConfirmedView):
    """Turn the second factor off; the other sign-ins end."""

    def perform(self, **values: Any) -> Response:
        """204."""
        services.deactivate(**values, session=asker(self.request).session)
        return Response(status=status.HTTP_204_NO_CONTENT)


@extend_schema(request=ConfirmSerializer, responses=RecoveryCodesSerializer)
class RecoveryCodesView(_ConfirmedView):
    """Make new recovery codes; the old ones are good for nothing."""

    def perform(self, **values: Any) -> Response:
        """The recovery codes."""
        return Response({"recovery_codes": services.renew_recovery_codes(**values)})


@extend_schema(request=MfaLoginSerializer, responses=SignedInSerializer)
class MfaLoginView(GenericAPIView):
    """Sign in with the code, after the password."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    serializer_class = MfaLoginSerializer
    errors: ClassVar[Errors] = {"post": (*SIGN_IN, services.TokenInvalid)}

    def post(self, request: Request) -> Response:
        """`{token, user}`."""
        serializer = self.get_serializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        values = serializer.validated_data
        with told_to_wait():
            account = services.answer_challenge(token=values["mfa_token"], code=values["code"])
        services.forgive(account=account, address=address_of(request))
        session = services.open_session(account=account, **device(request))
        return signed_in(session, status.HTTP_200_OK)

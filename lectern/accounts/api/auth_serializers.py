"""The bodies of signing in, registering and `auth/user/`, on dj-rest-auth's own serializers."""

from typing import Any

from allauth.account.adapter import get_adapter
from dj_rest_auth.serializers import LoginSerializer as BaseLoginSerializer
from django.core.exceptions import ValidationError
from rest_framework import serializers
from rest_framework_simplejwt.serializers import TokenVerifySerializer

from lectern.accounts import services
from lectern.accounts.api import lockout, record
from lectern.accounts.api.confirmation import told_to_wait
from lectern.accounts.api.fields import Address, Code, Language, Password, Username
from lectern.accounts.models import Account
from lectern.shared.address import address_of
from lectern.shared.api.fields import Line, PictureUrl
from lectern.shared.api.serializers import Body, Id
from lectern.shared.metrics.instruments import SIGN_INS


class MeSerializer(Body):
    """What people see and change of themselves."""

    id = Id()
    username = serializers.CharField(read_only=True)
    email = serializers.EmailField(read_only=True)
    email_verified = serializers.BooleanField(read_only=True)
    mfa = serializers.BooleanField(
        read_only=True, help_text="Whether signing in takes a code as well."
    )
    first_name = Line(max_length=100, allow_blank=True, required=False)
    last_name = Line(max_length=100, allow_blank=True, required=False)
    bio = serializers.CharField(max_length=2_000, allow_blank=True, required=False)
    language = Language()
    profile_picture = PictureUrl()
    is_student = serializers.BooleanField(read_only=True)
    is_instructor = serializers.BooleanField(read_only=True)
    instructor_requested = serializers.BooleanField(read_only=True, default=False)
    is_staff = serializers.BooleanField(source="is_admin", read_only=True)
    created_at = serializers.DateTimeField(read_only=True)


class SignedInSerializer(serializers.Serializer):
    """The answer to signing in; the refresh token travels in its cookie."""

    token = serializers.CharField(source="access", help_text="The access token, for 15 minutes.")
    user = MeSerializer(source="profile")


class RegisteredSerializer(SignedInSerializer):
    """The answer to joining; without a token when the e-mail address must be proven first."""

    token = serializers.CharField(source="access", allow_null=True)


class LoginSerializer(BaseLoginSerializer, Body):
    """Username or e-mail, and the password."""

    constraints = {"anyOf": [{"required": ["username"]}, {"required": ["email"]}]}

    username = serializers.CharField(required=False)
    email = Address(required=False)
    password = Password()
    code = Code(required=False, help_text="Of the second factor; to sign in with one request.")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """The account; 401 in the same words whatever was wrong, 429 after many failures."""
        if not (attrs.get("username") or attrs.get("email")):
            raise serializers.ValidationError(
                {"username": ["Give a username or an e-mail address."]}, code="required"
            )
        request = self.context["request"]
        account = self.get_auth_user(attrs.get("username"), attrs.get("email"), attrs["password"])
        if account is None or not account.is_active:
            SIGN_INS.labels("refused").inc()
            record.sign_in_refused(attrs.get("username") or attrs["email"])
            lockout.refuse_if_locked(request)
            raise services.BadCredentials
        with told_to_wait():
            mfa_token = services.second_step(account=account, code=attrs.get("code", ""))
        if mfa_token is None:
            services.forgive(account=account, address=address_of(request))
        return {**attrs, "user": account, "mfa_token": mfa_token}


class RegistrationSerializer(Body):
    """Who wants to join; allauth's adapter holds the rules for names, addresses and passwords.

    dj-rest-auth's own serializer needs allauth's social accounts, which Lectern does not have.
    """

    username = Username()
    email = Address()
    password1 = Password()
    password2 = Password()
    first_name = Line(max_length=100, allow_blank=True, required=False)
    last_name = Line(max_length=100, allow_blank=True, required=False)
    language = Language()
    is_instructor = serializers.BooleanField(
        default=False, help_text="Whether they want to teach; an admin may have to agree first."
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Both passwords agree and are not easy to guess, also not from the name or address."""
        if attrs["password1"] != attrs["password2"]:
            message = "The two passwords are not the same."
            raise serializers.ValidationError({"password2": [message]}, code="mismatch")
        person = Account(username=attrs["username"], email=attrs["email"])
        try:
            get_adapter().clean_password(attrs["password1"], user=person)
        except ValidationError as error:
            raise serializers.ValidationError(
                {"password1": serializers.as_serializer_error(error)["non_field_errors"]}
            ) from error
        return attrs

    def save(self, **device: Any) -> services.SignedIn:
        """Create the person and sign them in, if they may already."""
        values = dict(self.validated_data)
        values.pop("password2")
        return services.sign_up(password=values.pop("password1"), **values, **device)


class HalfWaySerializer(serializers.Serializer):
    """The password was right; the code goes to `auth/mfa/login/`."""

    mfa_token = serializers.CharField(help_text="For five minutes and one sign-in.")
    methods = serializers.ListField(
        child=serializers.ChoiceField(choices=("totp", "recovery_code"))
    )


class RefreshSerializer(Body):
    """A refresh token in the body, for programs; browsers send their cookie."""

    refresh = serializers.CharField(required=False)


class VerifySerializer(TokenVerifySerializer, Body):
    """A token to look at."""


class PairSerializer(serializers.Serializer):
    """Tokens for programs; browsers find the refresh token in their cookie instead."""

    access = serializers.CharField()
    refresh = serializers.CharField(required=False)


class CredentialsSerializer(LoginSerializer):
    """The credentials of a program."""


def device(request: Any) -> dict[str, Any]:
    """Where a session is opened from, for the person to recognise it."""
    return {
        "address": address_of(request),
        "agent": request.headers.get("User-Agent", ""),
    }

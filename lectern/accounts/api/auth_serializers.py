"""The bodies of signing in, registering and `auth/user/`, on dj-rest-auth's own serializers."""

from typing import Any

from dj_rest_auth.registration.serializers import RegisterSerializer
from dj_rest_auth.serializers import LoginSerializer as BaseLoginSerializer
from rest_framework import serializers

from lectern.accounts import services
from lectern.shared.api.problems import BadCredentials
from lectern.shared.api.serializers import Body, Id


class MeSerializer(Body):
    """What people see and change of themselves."""

    id = Id()
    username = serializers.CharField(read_only=True)
    email = serializers.EmailField(read_only=True)
    first_name = serializers.CharField(max_length=100, allow_blank=True, required=False)
    last_name = serializers.CharField(max_length=100, allow_blank=True, required=False)
    bio = serializers.CharField(max_length=2_000, allow_blank=True, required=False)
    profile_picture = serializers.CharField(read_only=True)
    is_student = serializers.BooleanField(read_only=True)
    is_instructor = serializers.BooleanField(read_only=True)
    is_staff = serializers.BooleanField(source="is_admin", read_only=True)
    created_at = serializers.DateTimeField(read_only=True)


class SignedInSerializer(serializers.Serializer):  # type: ignore[type-arg]
    """The answer to signing in; the refresh token travels in its cookie."""

    token = serializers.CharField(source="access", help_text="The access token, for 15 minutes.")
    user = MeSerializer(source="profile")


class LoginSerializer(BaseLoginSerializer, Body):  # type: ignore[misc]
    """Username or e-mail, and the password."""

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """The account; 401 in the same words whatever was wrong."""
        if not (attrs.get("username") or attrs.get("email")):
            raise serializers.ValidationError(
                {"username": ["Give a username or an e-mail address."]}, code="required"
            )
        account = self.get_auth_user(attrs.get("username"), attrs.get("email"), attrs["password"])
        if account is None or not account.is_active:
            raise BadCredentials
        return {**attrs, "user": account}


class RegistrationSerializer(RegisterSerializer, Body):  # type: ignore[misc]
    """Who wants to join."""

    first_name = serializers.CharField(max_length=100, allow_blank=True, required=False)
    last_name = serializers.CharField(max_length=100, allow_blank=True, required=False)
    is_instructor = serializers.BooleanField(default=False)

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        """Both passwords agree."""
        if data["password1"] != data["password2"]:
            message = "The two passwords are not the same."
            raise serializers.ValidationError({"password2": [message]}, code="mismatch")
        return data

    def save(self, request: Any) -> services.SignedIn:
        """Create the person and sign them in."""
        values = dict(self.validated_data)
        values.pop("password2")
        account, _profile = services.register(password=values.pop("password1"), **values)
        return services.open_session(account=account, **device(request))


class RefreshSerializer(Body):
    """A refresh token in the body, for programs; browsers send their cookie."""

    refresh = serializers.CharField(required=False)


class PairSerializer(serializers.Serializer):  # type: ignore[type-arg]
    """Tokens for programs; browsers find the refresh token in their cookie instead."""

    access = serializers.CharField()
    refresh = serializers.CharField(required=False)


class CredentialsSerializer(LoginSerializer):
    """The credentials of a program."""


def device(request: Any) -> dict[str, Any]:
    """Where a session is opened from, for the person to recognise it."""
    return {
        "address": request.META.get("REMOTE_ADDR") or None,
        "agent": request.headers.get("User-Agent", ""),
    }

"""The resource `users`."""

from typing import Any, ClassVar

from bson import ObjectId
from django.contrib.auth.password_validation import validate_password
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from lectern.accounts import policies, selectors, services
from lectern.accounts.api.fields import Address, Language, Password, Username
from lectern.accounts.events import PersonRemoved
from lectern.learning.selectors import learns_from
from lectern.shared import uploads
from lectern.shared.api.failures import Errors
from lectern.shared.api.fields import Line, PictureUrl
from lectern.shared.api.listing import Listing, flag
from lectern.shared.api.serializers import Resource
from lectern.shared.api.viewsets import Editable
from lectern.shared.errors import FieldError, Forbidden
from lectern.shared.policies import Principal, Row
from lectern.shared.selection import Selection

ROLES = frozenset({"is_student", "is_instructor", "is_admin", "is_active"})
SENT = {"is_admin": "is_staff"}  # what is sent under another name than it is stored
PRIVATE = frozenset(
    {
        "email",
        "is_student",
        "is_staff",
        "is_active",
        "instructor_requested",
        "language",
        "created_at",
    }
)


def beginning_with(text: str) -> Row:
    """People whose username, as it is written, or e-mail address begins like this."""
    name, address = text, text.lower()
    return {
        "$or": [
            {"username": {"$gte": name, "$lt": name + "\uffff"}},
            {"email": {"$gte": address, "$lt": address + "\uffff"}},
        ]
    }


class UserSerializer(Resource):
    """A person; what is private is shown to themselves and to admins.

    Who teaches sees the e-mail addresses of those who learn from them.
    """

    withheld = PRIVATE

    username = Username()
    email = Address()
    password = Password(required=False)
    first_name = Line(max_length=100, allow_blank=True, required=False)
    last_name = Line(max_length=100, allow_blank=True, required=False)
    bio = serializers.CharField(max_length=2_000, allow_blank=True, required=False)
    language = Language()
    profile_picture = PictureUrl()
    is_student = serializers.BooleanField(required=False)
    is_instructor = serializers.BooleanField(required=False)
    instructor_requested = serializers.BooleanField(read_only=True)
    is_staff = serializers.BooleanField(source="is_admin", required=False)
    is_active = serializers.BooleanField(required=False)
    created_at = serializers.DateTimeField(read_only=True)

    def validate_password(self, value: str) -> str:
        """As strong as one that people choose for themselves."""
        validate_password(value)
        return value

    def to_representation(self, row: Row) -> dict[str, Any]:
        """Strangers see the public fields only."""
        absent = dict.fromkeys(selectors.PRIVATE)  # rows for visitors come without them
        shown: dict[str, Any] = super().to_representation({**absent, **row})
        who: Principal = self.context["request"].user
        if policies.oneself(who, row):
            return shown
        hidden = PRIVATE - {"email"} if learns_from(row["_id"], who) else PRIVATE
        return {name: value for name, value in shown.items() if name not in hidden}


class UserViewSet(Editable):
    """People."""

    revocable = False  # accounts are in SQL; who registers twice is refused by name

    policy = policies.USER
    errors: ClassVar[Errors] = {
        "create": (services.EmailTaken, services.UsernameTaken),
        "update": (services.LastAdmin, uploads.UnknownUpload),
        "partial_update": (services.LastAdmin, uploads.UnknownUpload),
        "destroy": (services.LastAdmin, PersonRemoved),
        "approve_instructor": (services.NotRequested,),
        "decline_instructor": (services.NotRequested,),
    }
    serializer_class = UserSerializer
    listing: ClassVar = Listing(
        order="username",
        orders={"username": (("username", 1),), "created_at": (("created_at", 1),)},
        filters={
            "is_active": flag("is_active"),
            "is_instructor": flag("is_instructor"),
            "is_student": flag("is_student"),
            "is_staff": flag("is_admin"),
            "instructor_requested": flag("instructor_requested"),
        },
        search=beginning_with,
    )

    def get_queryset(self) -> Selection:
        """Who may be seen."""
        return selectors.visible_users(self.who)

    def perform_create(self, values: dict[str, Any]) -> ObjectId:
        """Admins create people, with a password or without (then they are sent a link for it)."""
        values.pop("is_active", None)
        password = values.pop("password", None)
        _account, profile = services.register(
            password=password, is_invited=password is None, **values
        )
        return ObjectId(profile["_id"])

    def perform_update(self, row: Row, values: dict[str, Any]) -> None:
        """People change what they say of themselves; admins change roles as well."""
        roles = {
            name: value
            for name, value in values.items()
            if name in ROLES and value != row.get(name)  # what changes nothing is no change
        }
        fixed = [name for name in ("username", "email", "password") if name in values]
        changed = [name for name in fixed if values[name] != row.get(name)]
        refused = changed if self.who.is_admin else [*changed, *roles]
        if refused:
            raise Forbidden(
                errors=[
                    FieldError(f"/{name}", "You cannot change this here.", "forbidden")
                    for name in (SENT.get(name, name) for name in refused)
                ]
            )
        profile = {
            name: value for name, value in values.items() if name not in ROLES and name not in fixed
        }
        if profile:
            services.change_profile(user=row["_id"], values=profile)
        if roles:
            services.change_roles(user=row["_id"], values=roles)

    def perform_destroy(self, row: Row) -> None:
        """Remove the person."""
        services.remove(user=row["_id"])

    @extend_schema(request=None, responses=UserSerializer)
    @action(detail=False, methods=["post"], url_path="me/request-instructor")
    def request_instructor(self, _request: Request) -> Response:
        """Ask to become an instructor; where no approval is needed, become one."""
        services.request_to_teach(user=self.me)
        return self.answer(self.me)

    @extend_schema(request=None, responses=UserSerializer)
    @action(detail=True, methods=["post"], url_path="approve-instructor")
    def approve_instructor(self, _request: Request, **_path: str) -> Response:
        """Let somebody teach who asked for it."""
        row = self.get_object()
        services.approve_instructor(user=row["_id"])
        return self.answer(row["_id"])

    @extend_schema(request=None, responses=UserSerializer)
    @action(detail=True, methods=["post"], url_path="decline-instructor")
    def decline_instructor(self, _request: Request, **_path: str) -> Response:
        """Refuse it to somebody who asked."""
        row = self.get_object()
        services.decline_instructor(user=row["_id"])
        return self.answer(row["_id"])

    @extend_schema(request=None, responses=UserSerializer)
    @action(detail=True, methods=["post"], url_path="reset-mfa")
    def reset_mfa(self, _request: Request, **_path: str) -> Response:
        """Take the second factor from somebody who lost it; all their sign-ins end."""
        row = self.get_object()
        services.reset_second_factor(user=row["_id"])
        return self.answer(row["_id"])

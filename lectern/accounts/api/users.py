"""The resource `users`."""

from typing import Any, ClassVar

from bson import ObjectId
from django.contrib.auth.password_validation import validate_password
from rest_framework import serializers

from lectern.accounts import policies, selectors, services
from lectern.accounts.api.fields import Address, Password, Username
from lectern.shared.api.fields import Line, PictureUrl
from lectern.shared.api.listing import Listing, flag
from lectern.shared.api.serializers import Resource
from lectern.shared.api.viewsets import Editable
from lectern.shared.errors import FieldError, Forbidden
from lectern.shared.policies import Principal, Row
from lectern.shared.selection import Selection

ROLES = frozenset({"is_student", "is_instructor", "is_admin", "is_active"})
PRIVATE = frozenset({"email", "is_student", "is_staff", "is_active", "created_at"})


class UserSerializer(Resource):
    """A person; what is private is shown to themselves and to admins."""

    withheld = PRIVATE

    username = Username()
    email = Address()
    password = Password(required=False)
    first_name = Line(max_length=100, allow_blank=True, required=False)
    last_name = Line(max_length=100, allow_blank=True, required=False)
    bio = serializers.CharField(max_length=2_000, allow_blank=True, required=False)
    profile_picture = PictureUrl()
    is_student = serializers.BooleanField(required=False)
    is_instructor = serializers.BooleanField(required=False)
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
        if not policies.oneself(who, row):
            for name in PRIVATE:
                shown.pop(name, None)
        return shown


class UserViewSet(Editable):
    """People."""

    revocable = False  # accounts are in SQL; who registers twice is refused by name

    policy = policies.USER
    serializer_class = UserSerializer
    listing: ClassVar = Listing(
        order="username",
        orders={"username": (("username", 1),), "created_at": (("created_at", 1),)},
        filters={"is_instructor": flag("is_instructor"), "is_student": flag("is_student")},
        search=lambda text: {"username": {"$gte": text, "$lt": text + "\uffff"}},
    )

    def get_queryset(self) -> Selection:
        """Who may be seen."""
        return selectors.visible_users(self.who)

    def perform_create(self, values: dict[str, Any]) -> ObjectId:
        """Admins create people, with a password or without (then they reset it)."""
        values.pop("is_active", None)
        _account, profile = services.register(password=values.pop("password", None), **values)
        return ObjectId(profile["_id"])

    def perform_update(self, row: Row, values: dict[str, Any]) -> None:
        """People change what they say of themselves; admins change roles as well."""
        roles = {name: value for name, value in values.items() if name in ROLES}
        fixed = [name for name in ("username", "email", "password") if name in values]
        changed = [name for name in fixed if values[name] != row.get(name)]
        refused = changed if self.who.is_admin else [*changed, *roles]
        if refused:
            raise Forbidden(
                errors=[
                    FieldError(f"/{name}", "You cannot change this here.", "forbidden")
                    for name in refused
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

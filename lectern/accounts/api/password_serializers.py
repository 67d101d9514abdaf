"""The bodies of changing and resetting a password; Django's form judges new passwords."""

from typing import Any

from django.contrib.auth.forms import SetPasswordForm
from rest_framework import serializers
from rest_framework.fields import get_error_detail

from lectern.accounts import selectors, services
from lectern.accounts.api import record
from lectern.accounts.api.confirmation import confirmed
from lectern.accounts.api.fields import Address, Password
from lectern.accounts.models import Account
from lectern.shared.api.permissions import asker
from lectern.shared.api.serializers import Body


class NewPassword(Body):
    """A password that is not easy to guess, twice."""

    new_password1 = Password()
    new_password2 = Password()

    def judge(self, account: Account, attrs: dict[str, Any]) -> None:
        """Both agree and suit this person."""
        form = SetPasswordForm(account, data=attrs)
        if not form.is_valid():
            raise serializers.ValidationError(
                {
                    field: [detail for error in errors for detail in get_error_detail(error)]
                    for field, errors in form.errors.as_data().items()
                }
            )


class PasswordChangeSerializer(NewPassword):
    """The old password and the new one."""

    old_password = Password()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """The new password suits the person who asks, and they know the old one."""
        request = self.context["request"]
        self.judge(selectors.account_of(asker(request)), attrs)
        self.account = confirmed(request, attrs["old_password"], "/old_password")
        return attrs

    def save(self, **_values: Any) -> None:
        """Change it, and end all other sign-ins."""
        services.change_password(
            account=self.account,
            new=self.validated_data["new_password1"],
            session=asker(self.context["request"]).session,
        )


class PasswordResetSerializer(Body):
    """Where the link is to go."""

    email = Address()

    def save(self, **_values: Any) -> None:
        """Have it sent, when somebody has this address."""
        services.request_reset(email=self.validated_data["email"])
        record.letter_asked_for(self.validated_data["email"])


class PasswordResetConfirmSerializer(NewPassword):
    """The parts of the link, and the new password."""

    uid = serializers.CharField(max_length=50)
    token = serializers.CharField(max_length=100)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """The link is good, and then the password suits its person."""
        self.account = services.account_of_link(uid=attrs["uid"], token=attrs["token"])
        self.judge(self.account, attrs)
        return attrs

    def save(self, **_values: Any) -> None:
        """Set it, and end all sign-ins."""
        services.reset_password(account=self.account, new=self.validated_data["new_password1"])
        record.done_by(self.account)


class SaidSerializer(serializers.Serializer):
    """A sentence for people."""

    detail = serializers.CharField()

"""Refusing passwords that are known from breaches, without telling anybody what they are.

A service that speaks the range protocol of Pwned Passwords is asked for all hashes that begin with
five characters; which of them is meant it does not learn, and padding hides how many there are.
"""

from typing import Any

import httpx
import structlog
from django.core.exceptions import ValidationError
from pwned_passwords_django.api import PwnedPasswords
from pwned_passwords_django.exceptions import PwnedPasswordsError

log = structlog.get_logger(__name__)


class BreachedPasswordValidator:
    """One of Django's judges of passwords; one who cannot be asked has nothing against any."""

    def __init__(self, url: str, timeout: float) -> None:
        self._service = PwnedPasswords()
        self._service.api_endpoint = url
        self._service.request_timeout = httpx.Timeout(timeout)

    def validate(self, password: str, _user: Any = None) -> None:
        """Refuse what is known; the list of common passwords judges in any case."""
        if self._is_known(password):
            raise ValidationError(
                "This password is known from a data breach. Choose another one.",
                code="password_breached",
            )

    def get_help_text(self) -> str:
        """What the rule is."""
        return "Your password must not be known from a data breach."

    def _is_known(self, password: str) -> bool:
        try:
            return bool(self._service.check_password(password))
        except PwnedPasswordsError as error:
            log.warning("breached_passwords_not_asked", reason=error.code.value)
            return False

"""Writes about people: who they are (`people`), how they prove it (`passwords`), and for how long
we believe it (`sessions`). Who fails too often waits (`lockout`)."""

from .lockout import forgive
from .passwords import (
    LinkInvalid,
    WrongPassword,
    account_of_link,
    change_password,
    request_reset,
    reset_link,
    reset_password,
)
from .people import (
    EmailTaken,
    UsernameTaken,
    change_profile,
    change_roles,
    register,
    remove,
)
from .profiles import heal_profile
from .reconcile import reconcile
from .sessions import (
    BadCredentials,
    SignedIn,
    TokenInvalid,
    TokenReused,
    end_all,
    end_family,
    end_sign_in,
    family_of,
    is_live,
    open_session,
    rotate,
)

__all__ = [
    "BadCredentials",
    "EmailTaken",
    "LinkInvalid",
    "SignedIn",
    "TokenInvalid",
    "TokenReused",
    "UsernameTaken",
    "WrongPassword",
    "account_of_link",
    "change_password",
    "change_profile",
    "change_roles",
    "end_all",
    "end_family",
    "end_sign_in",
    "family_of",
    "forgive",
    "heal_profile",
    "is_live",
    "open_session",
    "reconcile",
    "register",
    "remove",
    "request_reset",
    "reset_link",
    "reset_password",
    "rotate",
]

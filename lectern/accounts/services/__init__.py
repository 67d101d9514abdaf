"""Writes about people: who they are (`people`), how they prove it (`passwords`), and for how long
we believe it (`sessions`). Who fails too often waits (`lockout`)."""

from .addresses import (
    EmailProof,
    TooSoon,
    email_proof,
    request_email_change,
    request_email_link,
    verify_email,
)
from .instructors import (
    NotRequested,
    approve_instructor,
    decline_instructor,
    request_to_teach,
)
from .links import LinkInvalid
from .lockout import forgive
from .passwords import (
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
from .registration import sign_up
from .sessions import (
    BadCredentials,
    EmailNotVerified,
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
    "EmailNotVerified",
    "EmailProof",
    "EmailTaken",
    "LinkInvalid",
    "NotRequested",
    "SignedIn",
    "TokenInvalid",
    "TokenReused",
    "TooSoon",
    "UsernameTaken",
    "WrongPassword",
    "account_of_link",
    "approve_instructor",
    "change_password",
    "change_profile",
    "change_roles",
    "decline_instructor",
    "email_proof",
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
    "request_email_change",
    "request_email_link",
    "request_reset",
    "request_to_teach",
    "reset_link",
    "reset_password",
    "rotate",
    "sign_up",
    "verify_email",
]

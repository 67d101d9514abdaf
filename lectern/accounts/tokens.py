"""The two kinds of tokens, with the claims by which a request is recognised without a query."""

import time
import uuid
from functools import lru_cache
from typing import Any, NamedTuple

from bson import ObjectId
from rest_framework_simplejwt import state
from rest_framework_simplejwt.exceptions import TokenError
from rest_framework_simplejwt.tokens import AccessToken, RefreshToken

from lectern.accounts import cache as keys
from lectern.accounts.keys import KeySet
from lectern.accounts.models import Account
from lectern.shared.door import Known
from lectern.shared.policies import Principal, Row

state.token_backend = KeySet()  # where the library looks whenever it signs or verifies


class Refresh(RefreshToken):
    """A refresh token; whether it was used before is decided where it is rotated."""

    def check_blacklist(self) -> None:
        """Reuse has consequences for the whole family, so `services.rotate` judges it."""


def refresh_for(
    account: Account, profile: Row, family: str | None = None, *, setting_up: bool = False
) -> Refresh:
    """A new refresh token of a family; its access token carries the same claims.

    With `setting_up` it is good for nothing but setting up a second factor.
    """
    token = Refresh()
    token["sub"] = str(account.pk)
    token["profile"] = str(profile["_id"])
    token["username"] = account.username
    token["roles"] = roles_of(profile)
    token["family"] = family or uuid.uuid4().hex
    if setting_up:
        token["setting_up"] = True
    return token


def roles_of(profile: Row) -> list[str]:
    """The roles of a profile by name."""
    return [role for role in ("student", "instructor", "admin") if profile.get(f"is_{role}")]


def principal_of(token: AccessToken) -> Principal:
    """The person whom a valid access token names."""
    claims: dict[str, Any] = token.payload
    roles = set(claims["roles"])
    return Principal(
        id=ObjectId(claims["profile"]),
        account=int(claims["sub"]),
        username=claims["username"],
        is_student="student" in roles,
        is_instructor="instructor" in roles,
        is_admin="admin" in roles,
        session=claims["jti"],
    )


class Read(NamedTuple):
    """A good token, and what it says."""

    token: AccessToken
    known: Known


def recognise(raw: str) -> Known | None:
    """What a token says whose signature is right; None when it is not, or opens but one door."""
    try:
        found = read(raw)
    except TokenError:
        return None
    return None if found.token.get("setting_up") else found.known


def read(raw: str) -> Read:
    """What a token says; `TokenError` when it is not good, or not any more."""
    found = _read(raw)
    if found.known.expires_at <= time.time():
        raise TokenError("Token is expired")
    return found


@lru_cache(maxsize=10_000)  # tokens that are not good raise, and are not remembered
def _read(raw: str) -> Read:
    """Reading a token is pure but for the time."""
    token = AccessToken(raw)  # type: ignore[arg-type]  # it takes the text that it decodes
    session = keys.token(token["jti"], 1)
    return Read(token, Known(principal_of(token), float(token["exp"]), session))

"""The keys that sign tokens: one signs, earlier ones are still believed."""

import hashlib
import hmac
from typing import Any

import jwt
from django.conf import settings
from rest_framework_simplejwt.backends import TokenBackend


class KeySet(TokenBackend):
    """Signs with the key of the site, and takes what `SECRET_KEY_FALLBACKS` have signed.

    Each token names its key (`kid`); one without a name is of a version that had only one key, and
    so of the oldest.
    """

    def __init__(self) -> None:
        super().__init__(str(settings.SIMPLE_JWT["ALGORITHM"]), settings.SECRET_KEY)
        known = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
        self._keys = {_name(key): self._prepare_key(key) for key in known}
        self._oldest = _name(known[-1])

    def encode(self, payload: dict[str, Any]) -> str:
        """A signed token."""
        named = {"kid": _name(settings.SECRET_KEY)}
        return jwt.encode(
            payload, self.prepared_signing_key, algorithm=self.algorithm, headers=named
        )

    def get_verifying_key(self, token: Any) -> Any:
        """The key that the token names; `InvalidTokenError` when it is none of ours."""
        name = jwt.get_unverified_header(token).get("kid", self._oldest)
        if name not in self._keys:
            raise jwt.InvalidTokenError("signed with a key that is not known here")
        return self._keys[name]


def _name(key: str) -> str:
    """By which a key is known without being told."""
    return hmac.new(key.encode(), b"lectern token key", hashlib.sha256).hexdigest()[:12]

"""Secrets as they are stored: encrypted by a key that follows from the site's own.

What was encrypted under an earlier key of the site is read; `reseal` moves it to the present one.
"""

import base64
from contextlib import suppress

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import transaction

from lectern.shared import site

SEALED = ("secret", "seed")  # of codes of an app, and of recovery codes


class Vault(DefaultMFAAdapter):
    """allauth's adapter, with its hooks filled in. With another key, nothing can be read."""

    def get_totp_issuer(self) -> str:
        """Under which name the app of a person lists us."""
        return site.current().name

    def encrypt(self, text: str) -> str:
        """A secret as it is stored."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """A secret as it is; `InvalidToken` when it was stored under another key."""
        return _cipher().decrypt(encrypted_text.encode()).decode()


def reseal() -> int:
    """Encrypt by the present key what an earlier one has; how many second factors it were."""
    moved = 0
    if not settings.SECRET_KEY_FALLBACKS:
        return moved
    for pk in Authenticator.objects.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            factor = Authenticator.objects.select_for_update().filter(pk=pk).first()
            if factor is None:
                continue
            old = {name: factor.data[name] for name in SEALED if _is_old(factor.data.get(name))}
            factor.data |= {name: _cipher().rotate(text).decode() for name, text in old.items()}
            factor.save(update_fields=["data"])
            moved += bool(old)
    return moved


def _is_old(sealed: str | None) -> bool:
    """Whether the present key cannot read it, and an earlier one can."""
    if sealed is None:
        return False
    for number, cipher in enumerate(_ciphers()):
        with suppress(InvalidToken):
            cipher.decrypt(sealed)
            return number > 0
    return False


def _cipher() -> MultiFernet:
    return MultiFernet(_ciphers())


def _ciphers() -> list[Fernet]:
    found = []
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"lectern second factor")
        found.append(Fernet(base64.urlsafe_b64encode(derived.derive(key.encode()))))
    return found

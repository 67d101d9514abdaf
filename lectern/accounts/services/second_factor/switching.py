"""Turning the second factor on and off. Either ends the other sign-ins and is told by e-mail."""

from dataclasses import dataclass

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.mfa.utils import decrypt, encrypt
from bson import ObjectId
from cryptography.fernet import InvalidToken
from django.conf import settings
from django.core import signing
from django.db import transaction

from lectern.accounts.documents import User
from lectern.accounts.events import SecondFactorTurnedOff, SecondFactorTurnedOn
from lectern.accounts.models import Account
from lectern.accounts.selectors import profile_of
from lectern.accounts.services import sessions
from lectern.accounts.services.second_factor.codes import (
    RECOVERY,
    TOTP,
    NotOn,
    WrongCode,
    factor_of,
    spend_code,
    step_of,
)
from lectern.accounts.services.telling import tell
from lectern.shared.errors import Conflict, FieldError, Invalid, NotFound

SALT = "lectern.accounts.second-factor-setup"


class AlreadyOn(Conflict):
    """There is a second factor; another one can be set up after it is turned off."""

    code = "second-factor-on"
    title = "This account has a second factor already."


class SetupInvalid(Invalid):
    """The setup was begun by somebody else, or too long ago."""

    code = "setup-invalid"
    title = "This setup has expired. Begin again."

    def __init__(self) -> None:
        super().__init__(errors=[FieldError("/setup", self.title, self.code)])


@dataclass(frozen=True, slots=True)
class Setup:
    """What an app needs to know, and what has to come back with its first code."""

    secret: str
    uri: str
    qr: str
    setup: str


def begin(*, account: Account) -> Setup:
    """A new secret. Nothing is stored: the setup travels encrypted with who asked for it."""
    if factor_of(account.pk) is not None:
        raise AlreadyOn
    secret = generate_totp_secret()
    adapter = get_adapter()
    uri = adapter.build_totp_url(account, secret)
    setup = signing.dumps([account.pk, encrypt(secret)], salt=SALT)
    return Setup(secret, uri, adapter.build_totp_svg(uri), setup)


def activate(*, account: Account, setup: str, code: str, session: str) -> list[str]:
    """Bind the account to the app that gave this code; the recovery codes, shown this once."""
    secret = _secret_of(account, setup)
    with transaction.atomic():
        Account.objects.select_for_update().get(pk=account.pk)
        if factor_of(account.pk) is not None:
            raise AlreadyOn
        step = step_of(secret, code)
        if step is None:
            raise WrongCode
        data = {"secret": encrypt(secret), "last_step": step, "failed": 0, "failed_at": 0}
        Authenticator.objects.create(user=account, type=TOTP, data=data)
        sessions.end_all(account=account.pk, keep=sessions.family_of(jti=session))
        tell(SecondFactorTurnedOn(_user(account.pk)))
        return _new_recovery_codes(account)


def deactivate(*, account: Account, code: str, session: str) -> None:
    """Let the password be enough again.

    Who may not do without a second factor is signed out everywhere: they sign in to set up another.
    """
    spend_code(account=account, code=code)
    needed = account.is_staff and settings.MFA_IS_REQUIRED_OF_STAFF
    _turn_off(account.pk, keep=None if needed else sessions.family_of(jti=session))


def renew_recovery_codes(*, account: Account, code: str) -> list[str]:
    """New recovery codes, shown this once; the old ones are good for nothing."""
    spend_code(account=account, code=code)
    with transaction.atomic():
        Account.objects.select_for_update().get(pk=account.pk)
        if factor_of(account.pk) is None:
            raise NotOn
        return _new_recovery_codes(account)


def reset_second_factor(*, user: ObjectId) -> None:
    """Take it from somebody who lost phone and recovery codes; all their sign-ins end."""
    row = User.collection().find_one({"_id": user}, {"auth_id": 1})
    if row is None:
        raise NotFound
    if factor_of(row["auth_id"]) is not None:
        _turn_off(row["auth_id"])


def _turn_off(account: int, keep: str | None = None) -> None:
    with transaction.atomic():
        Account.objects.select_for_update().get(pk=account)
        Authenticator.objects.filter(user_id=account).delete()
        sessions.end_all(account=account, keep=keep)
        tell(SecondFactorTurnedOff(_user(account)))


def _new_recovery_codes(account: Account) -> list[str]:
    Authenticator.objects.filter(user=account, type=RECOVERY).delete()
    return list(RecoveryCodes.activate(account).generate_codes())


def _secret_of(account: Account, setup: str) -> str:
    try:
        pk, encrypted = signing.loads(setup, salt=SALT, max_age=settings.MFA_SETUP_LIFE)
        if pk != account.pk:
            raise SetupInvalid
        return str(decrypt(encrypted))
    except (signing.BadSignature, InvalidToken, ValueError) as error:
        raise SetupInvalid from error


def _user(account: int) -> ObjectId:
    profile = profile_of(account)
    if profile is None:
        raise NotFound
    return ObjectId(profile["_id"])

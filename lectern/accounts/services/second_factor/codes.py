"""Which code is good, once: decided under the lock of the account.

A code of the app holds for its half minute and the two beside it, and none is taken that is not
newer than the last. After ten wrong ones the account waits a quarter of an hour, from wherever
they came: who gets this far knows the password.
"""

from collections.abc import Callable

import structlog
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt
from cryptography.fernet import InvalidToken
from django.conf import settings
from django.db import transaction

from lectern.accounts.models import Account
from lectern.accounts.selectors import profile_of
from lectern.shared import audit
from lectern.shared.clock import now
from lectern.shared.errors import Conflict, DomainError, FieldError, Invalid

log = structlog.get_logger(__name__)

TOTP, RECOVERY = Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES


class WrongCode(Invalid):
    """The code is not right, not right any more, or was used before."""

    code = "wrong-code"
    title = "This code is not right, or has been used."

    def __init__(self) -> None:
        super().__init__(errors=[FieldError("/code", self.title, self.code)])


class TooManyCodes(DomainError):
    """Too many codes were wrong; another may be tried after `wait` seconds."""

    status = 429
    code = "too-many-requests"
    title = "Too many wrong codes. Wait before you try another one."

    def __init__(self, wait: float) -> None:
        super().__init__()
        self.wait = wait


class NotOn(Conflict):
    """There is no second factor to ask for."""

    code = "second-factor-off"
    title = "This account has no second factor."


Guard = Callable[[Account, Authenticator], DomainError | None]


def spend_code(*, account: Account, code: str, guard: Guard | None = None) -> None:
    """Take a code of the app or a recovery code, or say no; also a `guard` may, under the lock."""
    with transaction.atomic():  # which also keeps the count of what was wrong
        refusal = _refusal(account, code, guard)
    if refusal is not None:
        profile = profile_of(account.pk)
        audit.refused(subject=profile["_id"] if profile else None)
        raise refusal


def factor_of(account: int) -> Authenticator | None:
    """The app that an account is bound to."""
    found: Authenticator | None = Authenticator.objects.filter(user_id=account, type=TOTP).first()
    return found


def step_of(secret: str, code: str, after: int = 0) -> int | None:
    """The half minute that a code stands for; none when it is wrong or not newer than `after`."""
    for step in totp.yield_hotp_counters_from_time():
        expected = totp.format_hotp_value(totp.hotp_value(secret, step))
        if step > after and compare_user_code(actual=code, expected=expected):
            return int(step)
    return None


def _refusal(account: Account, code: str, guard: Guard | None) -> DomainError | None:
    current = Account.objects.select_for_update().get(pk=account.pk)
    factor = factor_of(current.pk)
    if factor is None:
        return NotOn()
    refused = guard(current, factor) if guard else None
    if refused is not None:
        return refused
    moment, data = now().timestamp(), factor.data
    wait = data["failed_at"] + settings.MFA_LOCKOUT.total_seconds() - moment
    failed = data["failed"] if wait > 0 else 0
    if failed >= settings.MFA_FAILURE_LIMIT:
        return TooManyCodes(wait)
    good = _is_good(factor, code)
    data |= {"failed": 0} if good else {"failed": failed + 1, "failed_at": moment}
    factor.last_used_at = now() if good else factor.last_used_at
    factor.save(update_fields=["data", "last_used_at"])
    return None if good else WrongCode()


def _is_good(factor: Authenticator, code: str) -> bool:
    """Whether a code may be used, which it has been after this."""
    try:
        step = step_of(decrypt(factor.data["secret"]), code, after=factor.data["last_step"])
        if step is not None:
            factor.data["last_step"] = step
            return True
        kept = Authenticator.objects.filter(user_id=factor.user_id, type=RECOVERY).first()
        return kept is not None and bool(RecoveryCodes(kept).validate_code(code))
    except InvalidToken:
        log.error("second_factor_unreadable", account=factor.user_id)  # the site's key has changed
        return False

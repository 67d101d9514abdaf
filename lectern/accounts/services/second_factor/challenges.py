"""Between the password and the code: a token that says that the first was right.

It holds for five minutes and for one sign-in: it names the state of the second factor, which every
code that is taken changes.
"""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from lectern.accounts.models import Account
from lectern.accounts.services.second_factor.codes import RECOVERY, factor_of, spend_code
from lectern.accounts.services.sessions import TokenInvalid
from lectern.shared.errors import DomainError

SALT = "lectern.accounts.second-step"


def second_step(*, account: Account, code: str = "") -> str | None:
    """What is still to be answered by who gave the right password; None when nothing is.

    Programs may give the code together with the password.
    """
    factor = factor_of(account.pk)
    if factor is None:
        return None
    if code:
        spend_code(account=account, code=code)
        return None
    return signing.dumps([account.pk, _state(account, factor)], salt=SALT)


def answer_challenge(*, token: str, code: str) -> Account:
    """Who gave the password, now that they give the code as well."""
    try:
        pk, state = signing.loads(token, salt=SALT, max_age=settings.MFA_CHALLENGE_LIFE)
    except (signing.BadSignature, ValueError) as error:
        raise TokenInvalid from error
    account = Account.objects.filter(pk=pk, is_active=True).first()
    if account is None or factor_of(account.pk) is None:
        raise TokenInvalid

    def unused(current: Account, factor: Authenticator) -> DomainError | None:
        same = constant_time_compare(state, _state(current, factor))
        return None if same else TokenInvalid()

    spend_code(account=account, code=code, guard=unused)
    return account


def _state(account: Account, factor: Authenticator) -> str:
    """Changes with the password, with the app, and with every code that is taken."""
    recovery = Authenticator.objects.filter(user_id=account.pk, type=RECOVERY).first()
    used = recovery.data["used_mask"] if recovery else None
    text = f"{account.password}:{factor.pk}:{factor.data['last_step']}:{used}"
    return salted_hmac(SALT, text, algorithm="sha256").hexdigest()[:32]

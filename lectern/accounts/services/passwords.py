"""Passwords: changed by who knows the old one, or set anew by who reads the person's mail.

Hashing is slow on purpose and happens outside of transactions; the change itself is one
compare-and-set on the old hash, so that of two changes at once, or two uses of a link, one wins.
"""

from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.db.models.functions import Lower
from django.db.models.lookups import Exact
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from lectern.accounts.events import PasswordResetRequested
from lectern.accounts.models import Account
from lectern.accounts.names import address
from lectern.accounts.services import addresses, sessions
from lectern.accounts.services.links import LinkInvalid
from lectern.accounts.services.lockout import forgive
from lectern.accounts.services.newcomers import invites
from lectern.shared.errors import FieldError, Invalid
from lectern.shared.mongo import Transaction, transactional


class WrongPassword(Invalid):
    """The password that was given as proof is not theirs."""

    code = "wrong-password"
    title = "The password is not right."

    def __init__(self, pointer: str = "/old_password") -> None:
        super().__init__(errors=[FieldError(pointer, self.title, self.code)])


def change_password(*, account: Account, new: str, session: str) -> None:
    """Set another password than the one that `account` was recognised by.

    All sessions end at once, but for the sign-in of this session.
    """
    if not _replace(account, new, keep=sessions.family_of(jti=session)):
        raise WrongPassword


@transactional
def request_reset(tx: Transaction, *, email: str) -> None:
    """Have a link sent to this address, when somebody has it.

    The mail is written by a worker, and the request does the same work whether or not there is
    an account: its time tells nothing.
    """
    found = Account.objects.filter(Exact(Lower("email"), address(email)), is_active=True)
    tx.publish(PasswordResetRequested(found.values_list("pk", flat=True).first()))


def reset_link(*, account: int) -> str | None:
    """A fresh link, as a path; it holds until it is used, the password changes, or it expires."""
    person = Account.objects.filter(pk=account, is_active=True).first()
    if person is None:
        return None
    uid = urlsafe_base64_encode(force_bytes(person.pk))
    return f"/password-reset/{uid}/{default_token_generator.make_token(person)}"


def account_of_link(*, uid: str, token: str) -> Account:
    """Whose password a link may set; `LinkInvalid` when none."""
    try:
        key = int(urlsafe_base64_decode(uid))
        account = Account.objects.filter(pk=key, is_active=True).first()
    except (ValueError, OverflowError) as error:
        raise LinkInvalid from error
    if account is not None and (
        default_token_generator.check_token(account, token) or invites(account=account, token=token)
    ):
        return account
    raise LinkInvalid


def reset_password(*, account: Account, new: str) -> None:
    """Set the password of the account that a link named; all its sessions end at once.

    Whoever guessed at the old password, the owner may sign in with the new one now. The link came
    by e-mail, so the address is proven as well.
    """
    if not _replace(account, new):
        raise LinkInvalid
    addresses.mark_verified(account=account)
    forgive(account=account)


def _replace(account: Account, new: str, keep: str | None = None) -> bool:
    """Whether the password was still the one that was checked, and now is the new one.

    An unfinished change of the address ends: who asked for it may have been somebody else.
    """
    checked = account.password
    account.set_password(new)
    with transaction.atomic():
        same = Account.objects.filter(pk=account.pk, password=checked, is_active=True)
        if not same.update(password=account.password):
            return False
        addresses.drop_change(account=account.pk)
        sessions.end_all(account=account.pk, keep=keep)
    return True

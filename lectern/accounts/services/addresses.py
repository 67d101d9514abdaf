"""E-mail addresses: proven by a signed link that only their reader has, changed by another.

An account has one link at a time. It names the address that it proves; when that is another than
the account's, opening it is the change.
"""

from dataclasses import dataclass
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import signing
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from lectern.accounts import cache as keys
from lectern.accounts.events import EmailLinkRequested, ProfileChanged
from lectern.accounts.models import Account, EmailLink
from lectern.accounts.names import address
from lectern.accounts.selectors import proofs_of
from lectern.accounts.services.links import LinkInvalid
from lectern.accounts.services.people import EmailTaken
from lectern.accounts.services.profiles import heal_profile, readdress_profile
from lectern.accounts.services.telling import tell
from lectern.shared import cache
from lectern.shared.clock import now
from lectern.shared.errors import DomainError

SALT = "lectern.accounts.email"


class TooSoon(DomainError):
    """A link has just been sent; another one may be asked for after `wait` seconds."""

    status = 429
    code = "too-many-requests"
    title = "A link has just been sent. Wait a moment before you ask for another one."

    def __init__(self, wait: float) -> None:
        super().__init__()
        self.wait = wait


@dataclass(frozen=True, slots=True)
class EmailProof:
    """A link, as a path, the address it is for, and the one that the account has now."""

    account: int
    path: str
    to: str
    current: str

    @property
    def is_change(self) -> bool:
        """Whether opening it gives the account another address."""
        return self.to != self.current


def request_email_link(*, email: str) -> None:
    """Have the link of an account sent again, when there is still something to prove.

    As with passwords: the work is the same for every address, and its time tells nothing. An
    account gets one link a minute, whoever asks; the database decides.
    """
    unproven = EmailLink.objects.filter(account__email=address(email), account__is_active=True)
    unproven = unproven.exclude(email=F("account__email"), account__emailaddress__verified=True)
    found = unproven.values_list("pk", flat=True).first()
    due = EmailLink.objects.filter(pk=found or 0, asked_at__lte=now() - settings.EMAIL_LINK_PAUSE)
    with transaction.atomic():
        tell(EmailLinkRequested(found if due.update(asked_at=now()) else None))


def request_email_change(*, account: Account, email: str) -> None:
    """Have a link sent to the address that somebody wants instead of theirs.

    Nothing changes before it is opened; who is faster to take the address has it.
    """
    wanted = address(email)
    with transaction.atomic():
        Account.objects.select_for_update().get(pk=account.pk)
        if Account.objects.filter(email=wanted).exists():
            raise EmailTaken
        link, made = EmailLink.objects.get_or_create(
            account=account, defaults={"email": wanted, "asked_at": now()}
        )
        wait = link.asked_at + settings.EMAIL_LINK_PAUSE - now()
        if not made and wait > timedelta():
            raise TooSoon(wait.total_seconds())
        link.email, link.asked_at = wanted, now()
        link.save()
        tell(EmailLinkRequested(link.pk))


def email_proof(*, link: int) -> EmailProof | None:
    """What is to be sent; nothing when the account is gone or has nothing to prove any more."""
    found = EmailLink.objects.select_related("account").filter(pk=link).first()
    if found is None or not found.account.is_active:
        return None
    if found.email == found.account.email and proofs_of(found.account_id)["email_verified"]:
        return None
    key = signing.dumps([found.pk, _digest(found.email)], salt=SALT)
    return EmailProof(
        found.account_id, f"/verify-email?key={key}", found.email, found.account.email
    )


def verify_email(*, key: str) -> Account:
    """Believe that the address of a link is its account's; `EmailTaken` when it became another's.

    Opened again, as by a client that lost our answer, a link changes nothing.
    """
    pk, digest = _read(key)
    with transaction.atomic():
        account = (
            Account.objects.select_for_update(of=("self",))
            .filter(email_link=pk, is_active=True)
            .first()
        )
        if account is None or _digest(account.email_link.email) != digest:
            raise LinkInvalid
        email, before = account.email_link.email, account.email
        if email != before:
            _move(account, email)
        mark_verified(account=account)
        if email != before:
            tell(ProfileChanged(heal_profile(account=account)["_id"]))
        readdress_profile(account)  # last: its failure takes the rest back
    cache.forget([keys.names()])
    return account


def mark_verified(*, account: Account) -> None:
    """The person has shown that they read the mail of their address."""
    EmailAddress.objects.update_or_create(
        user=account, email=account.email, defaults={"verified": True, "primary": True}
    )


def drop_change(*, account: int) -> None:
    """Let a link to another address than the account's open nothing any more."""
    links = EmailLink.objects.filter(account_id=account).exclude(email=F("account__email"))
    current = Account.objects.filter(pk=account).values("email")[:1]
    links.update(email=current)


def _move(account: Account, email: str) -> None:
    account.email = email
    try:
        with transaction.atomic():
            account.save(update_fields=["email"])
    except IntegrityError as error:
        raise EmailTaken("/key") from error
    EmailAddress.objects.filter(user=account).delete()


def _read(key: str) -> tuple[int, str]:
    try:
        pk, digest = signing.loads(key, salt=SALT, max_age=settings.EMAIL_LINK_LIFE)
    except (signing.BadSignature, ValueError) as error:
        raise LinkInvalid from error
    return int(pk), str(digest)


def _digest(email: str) -> str:
    """Stands for the address in a link, so that no web server logs the address itself."""
    return salted_hmac(SALT, email, algorithm="sha256").hexdigest()[:32]

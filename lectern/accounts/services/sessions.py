"""Tokens: issuing, rotating, ending. The browser or program holds a pair; SQL holds the truth."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from rest_framework_simplejwt.exceptions import TokenError
from rest_framework_simplejwt.token_blacklist.models import BlacklistedToken, OutstandingToken
from rest_framework_simplejwt.tokens import AccessToken

from lectern.accounts import cache as keys
from lectern.accounts.models import Account, Session
from lectern.accounts.selectors import proofs_of
from lectern.accounts.services.profiles import heal_profile
from lectern.accounts.tokens import Refresh, refresh_for
from lectern.shared import cache
from lectern.shared.clock import now
from lectern.shared.errors import DomainError, NotFound
from lectern.shared.metrics.instruments import SIGN_INS
from lectern.shared.policies import Row


class BadCredentials(DomainError):
    """Name and password do not belong together; the same words whether or not the name exists."""

    status = 401
    code = "bad-credentials"
    title = "The name or the password is not right."


class TokenInvalid(DomainError):
    """The refresh token is not one of ours, has expired, or belongs to an ended session."""

    status = 401
    code = "token-invalid"
    title = "The token is not valid or has ended."


class TokenReused(DomainError):
    """A refresh token came back after it had been exchanged: somebody else may hold a copy."""

    status = 401
    code = "token-reused"
    title = "This token was used before, so its sessions have been ended. Sign in again."


class EmailNotVerified(DomainError):
    """The site asks for a proven address first; said to nobody but who knows the password."""

    status = 403
    code = "email-not-verified"
    title = "Open the link that we sent to your e-mail address, then sign in."


class SecondFactorRequired(DomainError):
    """The site asks those who run it for a second factor; until then they only set one up."""

    status = 403
    code = "second-factor-required"
    title = "Set up a second factor first."


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A fresh pair of tokens and whose they are; without tokens, who may not sign in yet."""

    account: Account
    profile: Row
    access: str | None = None
    refresh: str | None = None


def open_session(
    *, account: Account, family: str | None = None, address: str | None = None, agent: str = ""
) -> SignedIn:
    """Issue a pair of tokens; the access token is a session from now until it expires.

    Nothing is opened for a sign-in that was ended, or by a password that was changed, since the
    caller looked: who ends sessions takes the same lock on the account.
    """
    try:
        profile = heal_profile(account=account)
    except NotFound as error:  # the person has just been removed
        raise BadCredentials from error
    proofs = proofs_of(account.pk)
    if not family and settings.EMAIL_VERIFICATION_IS_MANDATORY and not proofs["email_verified"]:
        raise EmailNotVerified
    needs_factor = account.is_staff and settings.MFA_IS_REQUIRED_OF_STAFF and not proofs["mfa"]
    refresh = refresh_for(account, profile, family, setting_up=needs_factor)
    access = refresh.access_token
    life = AccessToken.lifetime or timedelta()
    with transaction.atomic():
        current = Account.objects.select_for_update().filter(pk=account.pk, is_active=True).first()
        before = Session.objects.filter(family=family, ended_at=None).first() if family else None
        if family and (current is None or before is None):
            raise TokenInvalid
        if not family and (current is None or current.password != account.password):
            raise BadCredentials
        refresh.outstand()
        Session.objects.create(
            access_jti=access["jti"],
            refresh_jti=refresh["jti"],
            family=refresh["family"],
            account=account,
            started_at=before.started_at if before else now(),
            created_at=now(),
            expires_at=now() + life,
            address=address,
            agent=agent[:200],
        )
        # Within the lock: after it, somebody may have ended the session already.
        cache.put(keys.token(access["jti"], int(life.total_seconds())), True)
    if not family:
        SIGN_INS.labels("done").inc()
    return SignedIn(account, {**profile, **proofs}, str(access), str(refresh))


def rotate(*, refresh: str, address: str | None = None, agent: str = "") -> SignedIn:
    """Exchange a refresh token for a new pair; each token works once.

    A token that comes back within the leeway belongs to a client that lost our answer, and is
    exchanged again; one that comes back later ends its whole family (`TokenReused`).
    """
    try:
        token = Refresh(refresh)  # type: ignore[arg-type]  # it takes the text that it decodes
        family, account_id = token["family"], int(token["sub"])
    except (TokenError, KeyError, ValueError) as error:
        raise TokenInvalid from error
    reused = False
    with transaction.atomic():
        outstanding = OutstandingToken.objects.filter(jti=token["jti"]).first()
        if outstanding is None or not _is_family_alive(family):
            raise TokenInvalid
        spent, first_use = BlacklistedToken.objects.get_or_create(token=outstanding)
        reused = not first_use and now() - spent.blacklisted_at > settings.REFRESH_LEEWAY
        account = Account.objects.filter(pk=account_id, is_active=True).first()
    if reused:
        end_family(family=family)
        raise TokenReused
    if account is None:
        raise TokenInvalid
    return open_session(account=account, family=family, address=address, agent=agent)


def is_live(*, jti: str, remaining_life: int) -> bool:
    """Whether the session of this access token goes on: Redis, else SQL."""
    return bool(
        cache.remember(
            keys.token(jti, remaining_life),
            lambda: Session.objects.filter(access_jti=jti, ended_at=None).exists(),
        )
    )


def end_family(*, family: str) -> None:
    """End a sign-in with all that grew out of it, at once."""
    _end(Session.objects.filter(family=family))


def end_sign_in(*, account: int, family: str) -> None:
    """End one sign-in of an account; `NotFound` when the account has no such living one."""
    if not Session.objects.filter(account_id=account, family=family, ended_at=None).exists():
        raise NotFound
    end_family(family=family)


def end_all(*, account: int, keep: str | None = None) -> None:
    """End every session of an account, at once; those of the sign-in `keep` go on.

    What was ended before is forgotten again: who ended it may have died before they could.
    """
    theirs = Session.objects.filter(account_id=account)
    if keep:
        theirs = theirs.exclude(family=keep)
    _end(theirs.filter(Q(ended_at=None) | Q(expires_at__gt=now())))


def end_everybody() -> int:
    """End every session of everybody in SQL; how many. The caller forgets what is warm."""
    return Session.objects.filter(ended_at=None).update(ended_at=now())


def family_of(*, jti: str) -> str | None:
    """The sign-in that an access token belongs to."""
    return Session.objects.filter(access_jti=jti).values_list("family", flat=True).first()


def prune() -> int:
    """Drop sessions and tokens that nobody can use any more; how many sessions."""
    OutstandingToken.objects.filter(expires_at__lt=now()).delete()
    oldest = now() - (Refresh.lifetime or timedelta())
    return Session.objects.filter(expires_at__lt=oldest).delete()[0]


def _is_family_alive(family: str) -> bool:
    return Session.objects.filter(family=family, ended_at=None).exists()


def _end(ended: QuerySet[Session]) -> None:
    with transaction.atomic():
        accounts = ended.values("account_id")
        list(Account.objects.select_for_update().filter(pk__in=accounts))  # see `open_session`
        rows = list(ended.values_list("access_jti", "refresh_jti", "expires_at"))
        access = [row[0] for row in rows]
        Session.objects.filter(access_jti__in=access, ended_at=None).update(ended_at=now())
        spent = OutstandingToken.objects.filter(
            jti__in=[row[1] for row in rows], blacklistedtoken=None
        )
        BlacklistedToken.objects.bulk_create(
            [BlacklistedToken(token=token) for token in spent], ignore_conflicts=True
        )
        # Not before the commit: a reader in between would find the session alive, and keep that.
        believed = [keys.token(row[0], 1) for row in rows if row[2] > now()]
        transaction.on_commit(cache.forgetting(believed))

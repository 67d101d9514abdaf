"""Reads about people."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any, cast

from allauth.account.models import EmailAddress
from allauth.mfa.app_settings import RECOVERY_CODE_COUNT
from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from bson import ObjectId
from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.db.models.functions import Lower, TruncDate
from django.db.models.lookups import Exact
from pymongo.client_session import ClientSession
from rest_framework_simplejwt.tokens import AccessToken, RefreshToken

from lectern.accounts import cache as keys
from lectern.accounts.documents import User
from lectern.accounts.models import Account, EmailLink, Session
from lectern.shared import cache, site
from lectern.shared.clock import now
from lectern.shared.errors import NotFound
from lectern.shared.policies import Principal, Row
from lectern.shared.selection import Selection

MAX_SIGN_INS = 100
COUNTED_DAYS = 14
WITHIN = {"15m": timedelta(minutes=15), "24h": timedelta(hours=24)}
PUBLIC = ("username", "first_name", "last_name", "is_instructor", "bio", "profile_picture")
PRIVATE = (
    *PUBLIC,
    "email",
    "is_student",
    "is_admin",
    "is_active",
    "instructor_requested",
    "language",
    "created_at",
)
MAX_ADMINS = 50


def visible_users(who: Principal) -> Selection:
    """Admins see all; members see active people; visitors see active instructors."""
    if who.is_admin:
        return Selection(User, projection=PRIVATE)
    if who.is_authenticated:
        return Selection(User, ({"is_active": True},), projection=PRIVATE)
    return Selection(User, ({"is_active": True, "is_instructor": True},), projection=PUBLIC)


def profile_of(account: int) -> Row | None:
    """The profile that belongs to the account of this key."""
    return User.collection().find_one({"auth_id": account})


def account_named(name: str) -> int | None:
    """The key of the account of this username or e-mail address, in whatever case."""
    wanted = name.strip().lower()
    named = Q(Exact(Lower("username"), wanted)) | Q(Exact(Lower("email"), wanted))
    return Account.objects.filter(named).values_list("pk", flat=True).first()


def proofs_of(account: int) -> dict[str, bool]:
    """What an account can show: that its address is its own, and a second factor."""
    proven = EmailAddress.objects.filter(
        user=OuterRef("pk"), email=OuterRef("email"), verified=True
    )
    factor = Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP)
    shown = Account.objects.values_list(Exists(proven), Exists(factor)).filter(pk=account).first()
    return dict(zip(("email_verified", "mfa"), shown or (False, False), strict=True))


def second_factor_of(account: int) -> dict[str, Any]:
    """How an account stands with its second factor."""
    rows = Authenticator.objects.filter(user_id=account).values_list("type", "created_at", "data")
    kept = {kind: (created_at, data) for kind, created_at, data in rows}
    since, _secret = kept.get(Authenticator.Type.TOTP, (None, None))
    _since, recovery = kept.get(Authenticator.Type.RECOVERY_CODES, (None, None))
    left = RECOVERY_CODE_COUNT - recovery["used_mask"].bit_count() if recovery else 0
    return {"enabled": since is not None, "enabled_at": since, "recovery_codes_left": left}


def oneself(who: Principal, session: ClientSession | None = None) -> Row:
    """What somebody sees of themselves; `NotFound` when they are gone."""
    row = visible_users(who).get(cast(ObjectId, who.id), session)
    return {**row, **proofs_of(cast(int, who.account))}


def account_of(who: Principal) -> Account:
    """The account of somebody who is signed in; `NotFound` when it is gone."""
    account = Account.objects.filter(pk=cast(int, who.account), is_active=True).first()
    if account is None:
        raise NotFound
    return account


def sign_ins(account: int) -> QuerySet[Session]:
    """The newest session of each sign-in that can still be refreshed, the latest first."""
    oldest = now() - (RefreshToken.lifetime or timedelta())
    live = Session.objects.filter(account_id=account, ended_at=None, created_at__gt=oldest)
    newest = live.values("family").annotate(newest=Max("pk")).values("newest")
    return Session.objects.filter(pk__in=newest).order_by("-pk")


def user_by_username(username: str) -> Row | None:
    """The profile of this exact username."""
    return User.collection().find_one({"username": username})


def people_named(names: Iterable[str]) -> dict[str, ObjectId]:
    """Active people by the usernames or e-mail addresses that name them, a thousand at a time."""
    asked = sorted(set(filter(None, names)))
    found: dict[str, ObjectId] = {}
    columns = {"username": 1, "email": 1}
    for start in range(0, len(asked), 1_000):
        some = asked[start : start + 1_000]
        addresses = {name: name.lower() for name in some if "@" in name}
        by_address = {"email": {"$in": [*addresses.values()]}, "is_active": True}
        people = {row["email"]: row["_id"] for row in User.collection().find(by_address, columns)}
        found |= {name: people[key] for name, key in addresses.items() if key in people}
        by_name = {"username": {"$in": some}, "is_active": True}
        found |= {row["username"]: row["_id"] for row in User.collection().find(by_name, columns)}
    return found


def default_instructor() -> Row | None:
    """Who teaches when nobody is named: the only instructor there is, else the first admin."""
    teaching = list(User.collection().find({"is_instructor": True}).limit(2))
    if len(teaching) == 1:
        return teaching[0]
    return User.collection().find_one({"is_admin": True}, sort=[("auth_id", 1)])


def user_row(user_id: ObjectId) -> Row | None:
    """The whole profile, for messages to this person."""
    return User.collection().find_one({"_id": user_id})


def language_of(person: Row | None) -> str:
    """The language that a person has chosen, else that of the site."""
    return str((person or {}).get("language") or site.current().language)


def active_admins() -> list[Row]:
    """Those who decide; beyond fifty, the first by name."""
    found = User.collection().find({"is_admin": True, "is_active": True})
    return list(found.sort("username", 1).limit(MAX_ADMINS))


def display_name(user: Row) -> str:
    """How a person is addressed: their name, else their username."""
    full = f"{user.get('first_name') or ''} {user.get('last_name') or ''}".strip()
    return full or str(user["username"])


def user_summaries(ids: Iterable[ObjectId]) -> dict[ObjectId, dict[str, Any]]:
    """What anyone may see of these people, in one query."""
    columns = {"username": 1, "first_name": 1, "last_name": 1, "profile_picture": 1}
    rows = User.collection().find({"_id": {"$in": list(ids)}}, columns)
    return {
        row["_id"]: {
            "id": str(row["_id"]),
            "username": row["username"],
            "name": display_name(row),
            "profile_picture": row.get("profile_picture") or "",
        }
        for row in rows
    }


def every_profile(user: ObjectId) -> Iterator[Row]:
    """What a person says of themselves, and their roles; for themselves."""
    yield from User.collection().find({"_id": user})


def every_account(user: ObjectId) -> Iterator[Row]:
    """How a person signs in, without what only proves it."""
    accounts = Account.objects.filter(pk=_account_key(user))
    yield from map(
        dict,
        accounts.values("username", "email", "date_joined", "last_login", "is_active", "is_staff"),
    )


def every_address(user: ObjectId) -> Iterator[Row]:
    """The e-mail addresses of a person, and whether they are proven to be theirs."""
    addresses = EmailAddress.objects.filter(user_id=_account_key(user))
    yield from addresses.values("email", "verified", "primary")


def every_session(user: ObjectId) -> Iterator[Row]:
    """When and from where a person was signed in, as far as it is still known."""
    sessions = Session.objects.filter(account_id=_account_key(user)).order_by("created_at")
    columns = ("started_at", "created_at", "ended_at", "address", "agent")
    yield from map(dict, sessions.values(*columns))


def every_second_factor(user: ObjectId) -> Iterator[Row]:
    """That there is a second factor, and since when; never what it is."""
    factors = Authenticator.objects.filter(user_id=_account_key(user)).order_by("created_at")
    yield from map(dict, factors.values("type", "created_at", "last_used_at"))


def every_email_link(user: ObjectId) -> Iterator[Row]:
    """The address that a person was last asked to prove; the link itself is held nowhere."""
    links = EmailLink.objects.filter(account_id=_account_key(user))
    yield from map(dict, links.values("email", "asked_at"))


def every_failed_sign_in(user: ObjectId) -> Iterator[Row]:
    """The failed sign-ins with a name or address of this person that are still counted."""
    columns = ("username", "ip_address", "user_agent", "attempt_time", "failures_since_start")
    for account in Account.objects.filter(pk=_account_key(user)):
        names = {account.username.lower(), account.email.lower()}
        yield from map(dict, AccessAttempt.objects.filter(username__in=names).values(*columns))


def _account_key(user: ObjectId) -> int:
    row = User.collection().find_one({"_id": user}, {"auth_id": 1})
    if row is None:
        raise NotFound
    return int(row["auth_id"])


def people_counts() -> dict[str, int]:
    """How many people there are by role, as they were counted five minutes ago at the most."""
    return cache.remember(keys.counts(), _count_people)


def _count_people() -> dict[str, int]:
    """From what the database knows of the collection, and the few whom an index finds.

    Nearly everybody can sign in and learns, so those who do not are counted.
    """
    people = User.collection()
    total = int(people.estimated_document_count())
    return {
        "total": total,
        "active": total - int(people.count_documents({"is_active": False})),
        "students": total - int(people.count_documents({"is_student": False})),
        "instructors": int(people.count_documents({"is_instructor": True})),
        "admins": int(people.count_documents({"is_admin": True})),
        "instructor_requests": int(people.count_documents({"instructor_requested": True})),
    }


def people_here() -> dict[str, int]:
    """How many people were here within 15 minutes and within a day, as of a minute ago.

    Nobody does anything without an access token, and those are issued for a quarter of an hour.
    """
    return cache.remember(keys.presence(), _count_people_here)


def _count_people_here() -> dict[str, int]:
    life = AccessToken.lifetime or timedelta()
    return {
        name: Session.objects.filter(expires_at__gt=now() + life - within).aggregate(
            people=Count("account_id", distinct=True)
        )["people"]
        for name, within in WITHIN.items()
    }


def people_per_day() -> list[dict[str, Any]]:
    """Who registered, and who was signed in, on each of the last days (UTC)."""
    return cache.remember(keys.days(), _people_per_day)


def _people_per_day() -> list[dict[str, Any]]:
    today = now().replace(hour=0, minute=0, second=0, microsecond=0)
    since = today - timedelta(days=COUNTED_DAYS - 1)
    found = User.collection().aggregate(
        [
            {"$match": {"created_at": {"$gte": since}}},
            {
                "$group": {
                    "_id": {"$dateToString": {"date": "$created_at", "format": "%Y-%m-%d"}},
                    "people": {"$sum": 1},
                }
            },
        ]
    )
    registered = {row["_id"]: row["people"] for row in found}
    # Whoever does anything gets a new session every few minutes.
    there = (
        Session.objects.filter(created_at__gte=since)
        .annotate(day=TruncDate("created_at"))
        .values("day")
        .annotate(people=Count("account", distinct=True))
    )
    active = {row["day"].isoformat(): row["people"] for row in there}
    days = [(since + timedelta(days=day)).date().isoformat() for day in range(COUNTED_DAYS)]
    return [
        {"date": day, "registered": registered.get(day, 0), "active": active.get(day, 0)}
        for day in days
    ]

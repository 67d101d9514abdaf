"""People whom an admin brings in: an account without a password, and a link to choose one.

The link is good for longer than the one that somebody asks for and waits for; it is as good as
that one otherwise, and opens nothing any more once there is a password or another address.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from lectern.accounts import names
from lectern.accounts.documents import User
from lectern.accounts.models import Account
from lectern.accounts.services import people
from lectern.shared.errors import Invalid

SALT = "lectern.accounts.invitation"
ROLES = ("student", "instructor")
LANGUAGES = ("", *(code for code, _name in settings.LANGUAGES))
PROFILE = ("first_name", "last_name", "bio", "language")


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody as a line of a list describes them."""

    username: str
    email: str
    role: str = ""
    first_name: str = ""
    last_name: str = ""
    bio: str = ""
    language: str = ""

    @property
    def address(self) -> str:
        """The address as it is compared; as it was written where it is none."""
        try:
            return names.address(self.email)
        except ValueError:
            return self.email


def fault_of(*, newcomer: Newcomer) -> str | None:
    """The first field that holds what nobody can have, or None."""
    try:
        validate_email(names.address(newcomer.email))
    except (ValidationError, ValueError):
        return "email"
    rules = {
        "username": names.is_username(newcomer.username),
        "role": newcomer.role in ("", *ROLES),
        "first_name": names.is_line(newcomer.first_name),
        "last_name": names.is_line(newcomer.last_name),
        "language": newcomer.language in LANGUAGES,
    }
    broken = next((name for name, holds in rules.items() if not holds), None)
    if broken is None:
        try:
            User.changes(**_profile(newcomer))
        except Invalid as error:
            return error.errors[0].pointer.removeprefix("/")
    return broken


def prospects(*, newcomers: Sequence[Newcomer]) -> dict[Newcomer, str]:
    """What there would be to do for each: `added`, or why nothing (`already-here`, `…-taken`)."""
    usernames = {one.username.lower() for one in newcomers}
    addresses = {one.address for one in newcomers}
    accounts = Account.objects.annotate(name=Lower("username"), address=Lower("email"))
    rows = accounts.filter(Q(name__in=usernames) | Q(address__in=addresses))
    pairs = set(rows.values_list("name", "address"))
    known = {name for name, _ in pairs}, {address for _, address in pairs}
    found = {}
    for one in newcomers:
        name, address = one.username.lower(), one.address
        if (name, address) in pairs:
            found[one] = "already-here"
        elif name in known[0]:
            found[one] = people.UsernameTaken.code
        else:
            found[one] = people.EmailTaken.code if address in known[1] else "added"
    return found


def add_newcomer(*, newcomer: Newcomer) -> None:
    """Make the account, and have the link sent to its address."""
    people.register(
        username=newcomer.username,
        email=newcomer.email,
        password=None,
        is_instructor=newcomer.role == "instructor",
        is_invited=True,
        **_profile(newcomer),
    )


def invitation(*, account: int) -> str | None:
    """The link, as a path; None when its person is gone or has a password already."""
    person = Account.objects.filter(pk=account, is_active=True).first()
    if person is None or person.has_usable_password():
        return None
    uid = urlsafe_base64_encode(force_bytes(person.pk))
    return f"/password-reset/{uid}/{_signer.sign(_state(person))}"


def invites(*, account: Account, token: str) -> bool:
    """Whether this is the token of a link that lets the account choose its first password."""
    try:
        state = _signer.unsign(token, max_age=settings.INVITATION_LIFE)
    except signing.BadSignature:
        return False
    return state == _state(account)


def _state(account: Account) -> str:
    """Changes with whatever must make the link void."""
    value = f"{account.pk}:{account.password}:{account.email}"
    return salted_hmac(SALT, value, algorithm="sha256").hexdigest()[:32]


def _profile(newcomer: Newcomer) -> dict[str, Any]:
    return {name: getattr(newcomer, name) for name in PROFILE}


_signer = signing.TimestampSigner(salt=SALT)

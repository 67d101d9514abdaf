"""The signed links in e-mails by which their readers stop them."""

from dataclasses import dataclass

from bson import ObjectId
from django.conf import settings
from django.core import signing

EVERYTHING = "everything"
_SALT = "lectern.notifications.unsubscribe"


@dataclass(frozen=True, slots=True)
class Link:
    """Who stops which kind of e-mail; it does not expire, as the e-mail does not."""

    person: ObjectId
    kind: str


def token(person: ObjectId, kind: str) -> str:
    """What proves that the person got an e-mail of this kind."""
    return signing.dumps([str(person), kind], salt=_SALT)


def read(text: str) -> Link | None:
    """What a token says; None when it is not one of ours."""
    try:
        person, kind = signing.loads(text, salt=_SALT)
    except signing.BadSignature:
        return None
    return Link(ObjectId(person), kind)


def page(signed: str) -> str:
    """Where a person confirms in the web application that they want to stop it."""
    return f"{settings.SITE_URL}/unsubscribe?token={signed}"


def headers(signed: str) -> dict[str, str]:
    """One click in a mail program (RFC 8058), which posts to the address as it stands."""
    address = f"{settings.SITE_URL}/api/notifications/unsubscribe/?token={signed}"
    return {
        "List-Unsubscribe": f"<{address}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }

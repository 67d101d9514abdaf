"""How the site is set now."""

from dataclasses import asdict, dataclass, fields

from django.conf import settings
from pymongo.client_session import ClientSession

from lectern.shared import cache
from lectern.shared.mongo import NOT_ANSWERING
from lectern.shared.policies import Row
from lectern.shared.site import cache as keys
from lectern.shared.site.documents import THIS, SiteSettings


@dataclass(frozen=True, slots=True)
class Site:
    """What holds: all of it may be known by everybody."""

    name: str
    support_email: str
    language: str
    registration_open: bool
    instructor_approval: bool


NAMES = tuple(field.name for field in fields(Site))


def current() -> Site:
    """How the site is set, without asking the database as a rule."""
    return _with(cache.remember(keys.changes(), _changed))


def name() -> str:
    """What it is called, for pages: they come also when the database does not answer."""
    try:
        return current().name
    except NOT_ANSWERING:
        return str(settings.SITE_NAME)


def shown(session: ClientSession | None = None) -> Row:
    """The same as it is stored, as this session sees it."""
    return asdict(_with(_changed(session)))


def _changed(session: ClientSession | None = None) -> Row:
    row = SiteSettings.collection().find_one({"_id": THIS}, session=session) or {}
    return {name: row[name] for name in NAMES if name in row}


def _with(changed: Row) -> Site:
    said = {
        "name": settings.SITE_NAME,
        "support_email": settings.SUPPORT_EMAIL,
        "language": settings.SITE_LANGUAGE,
        "registration_open": settings.REGISTRATION_OPEN,
        "instructor_approval": settings.INSTRUCTOR_APPROVAL,
    }
    return Site(**(said | changed))

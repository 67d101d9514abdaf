"""By e-mail: at once, with the next digest, or not at all, as its reader has chosen."""

from contextlib import suppress

from bson import ObjectId
from mongoengine import NotUniqueError

from lectern.accounts.selectors import user_row
from lectern.notifications import emails
from lectern.notifications.emails import Letter
from lectern.notifications.kinds import EMAIL
from lectern.notifications.selectors import preferences_of
from lectern.notifications.services.digests import hold
from lectern.notifications.words import Facts


def post(
    *,
    key: str,
    recipient: ObjectId,
    kind: str,
    facts: Facts,
    url: str,
    letter: Letter | None = None,
) -> None:
    """Tell one person by e-mail; the same key and address give the same Message-ID."""
    person = user_row(recipient)
    if person is None or not person["is_active"]:
        return
    wishes = preferences_of(recipient)
    if not wishes.want(kind, EMAIL):
        return
    if wishes.hold(kind):
        with suppress(NotUniqueError):  # it waits already: its worker died before it was noted
            hold(key=key, person=recipient, kind=kind, facts=facts, url=url, digest=wishes.digest)
    else:
        emails.send(key=key, person=person, kind=kind, facts=facts, url=url, letter=letter)

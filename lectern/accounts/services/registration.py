"""Joining: people who register themselves."""

from typing import Any

from lectern.accounts.selectors import proofs_of
from lectern.accounts.services import people, sessions
from lectern.shared import site
from lectern.shared.errors import Forbidden


class RegistrationClosed(Forbidden):
    """Admins bring people in; nobody registers themselves."""

    code = "registration-closed"
    title = "Nobody can register here; accounts are made by the people who run this site."


def sign_up(
    *, is_instructor: bool, address: str | None = None, agent: str = "", **person: Any
) -> sessions.SignedIn:
    """Register somebody who asks for it, and sign them in unless they must prove an address.

    Where the site says so, nobody is let in, and who wants to teach waits for an admin to agree.
    """
    rules = site.current()
    if not rules.registration_open:
        raise RegistrationClosed
    waits = is_instructor and rules.instructor_approval
    account, profile = people.register(
        **person, is_instructor=is_instructor and not waits, instructor_requested=waits
    )
    try:
        return sessions.open_session(account=account, address=address, agent=agent)
    except sessions.EmailNotVerified:
        return sessions.SignedIn(account, {**profile, **proofs_of(account.pk)})

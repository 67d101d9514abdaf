"""Joining: people who register themselves."""

from typing import Any

from django.conf import settings

from lectern.accounts.selectors import proofs_of
from lectern.accounts.services import people, sessions


def sign_up(
    *, is_instructor: bool, address: str | None = None, agent: str = "", **person: Any
) -> sessions.SignedIn:
    """Register somebody who asks for it, and sign them in unless they must prove an address.

    Who wants to teach waits for an admin to agree, where the site says so.
    """
    waits = is_instructor and settings.INSTRUCTOR_APPROVAL
    account, profile = people.register(
        **person, is_instructor=is_instructor and not waits, instructor_requested=waits
    )
    try:
        return sessions.open_session(account=account, address=address, agent=agent)
    except sessions.EmailNotVerified:
        return sessions.SignedIn(account, {**profile, **proofs_of(account.pk)})

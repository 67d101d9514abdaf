"""Joining: people who register themselves."""

from typing import Any

from lectern.accounts.selectors import proofs_of
from lectern.accounts.services import people, sessions


def sign_up(*, address: str | None = None, agent: str = "", **person: Any) -> sessions.SignedIn:
    """Register somebody who asks for it, and sign them in unless they must prove an address."""
    account, profile = people.register(**person)
    try:
        return sessions.open_session(account=account, address=address, agent=agent)
    except sessions.EmailNotVerified:
        return sessions.SignedIn(account, {**profile, **proofs_of(account.pk)})

"""What is recorded of signing in, where the request alone does not say who it is about."""

from lectern.accounts import selectors
from lectern.accounts.models import Account
from lectern.shared import audit
from lectern.shared.policies import Principal


def done_by(account: Account) -> None:
    """Somebody has proven to be this person, by a password or by a link."""
    profile = selectors.profile_of(account.pk)
    if profile is not None:
        who = Principal(id=profile["_id"], username=account.username)
        audit.note(who=who, subject=profile["_id"])


def letter_asked_for(address: str) -> None:
    """A visitor wants a letter to the person of this address, and the record names that person.

    So it goes with them; whether or not there is one, the same is asked.
    """
    profile = selectors.profile_of(selectors.account_named(address) or -1)
    if profile is not None:
        audit.note(subject=profile["_id"])


def sign_in_refused(name: str) -> None:
    """Somebody could not sign in as the person of this name or address.

    What was typed is not recorded: people type passwords into the wrong field. Whether or not
    there is such a person, the same is asked and written.
    """
    profile = selectors.profile_of(selectors.account_named(name) or -1)
    audit.refused(subject=profile["_id"] if profile else None)

"""Asking people who are signed in for their password once more, before what matters."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth import authenticate
from rest_framework.exceptions import Throttled
from rest_framework.request import Request

from lectern.accounts import selectors, services
from lectern.accounts.api import lockout
from lectern.accounts.models import Account
from lectern.shared import audit
from lectern.shared.address import address_of
from lectern.shared.api.permissions import asker


def confirmed(request: Request, password: str, pointer: str = "/password") -> Account:
    """The account of the person who asks, if this is its password.

    Wrong ones count as failed sign-ins do: a stolen token is no door for guessing.
    """
    account = selectors.account_of(asker(request))
    found = authenticate(request, username=account.username, password=password)
    if not isinstance(found, Account) or found != account:
        audit.refused(subject=asker(request).id)
        lockout.refuse_if_locked(request)
        raise services.WrongPassword(pointer)
    services.forgive(account=account, address=address_of(request))
    return found  # its hash may have been brought up to date just now


@contextmanager
def told_to_wait() -> Iterator[None]:
    """Let a rule that says "not yet" answer 429 with the time to wait."""
    try:
        yield
    except (services.TooManyCodes, services.TooSoon) as error:
        raise Throttled(wait=error.wait, detail=error.title) from error

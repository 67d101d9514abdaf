"""Which limits a request counts against.

Nothing is limited by address that a class in one room does at the same time while signed in: people
who are signed in count for themselves. Rates are the setting `RATES`.
"""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from django.conf import settings
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from lectern.shared.address import address_of, network_of
from lectern.shared.api.permissions import asker
from lectern.shared.limits import Limit, of_visitor, rate, take

DOORS = "/api/auth/"


class Rates(BaseThrottle):
    """Refuses with 429 what comes too often; all limits of a request are one question to Redis.

    A view whose `throttle_scope` is `mail` sends e-mail to the address in its body; one whose
    `throttle_scope` is `search` searches, as every list does that is asked to.
    """

    def __init__(self) -> None:
        self._wait = 0.0

    def allow_request(self, request: Request, view: Any) -> bool:
        """Whether no limit is reached."""
        self._wait = take(list(limits_of(request, getattr(view, "throttle_scope", None))))
        return self._wait == 0

    def wait(self) -> float:
        """The seconds until it would be allowed."""
        return self._wait


def limits_of(request: Request, scope: str | None = None) -> Iterator[Limit]:
    """What this request counts against."""
    who = asker(request)
    if request.method not in SAFE_METHODS and request.path.startswith(DOORS):
        yield _limit("auth", network_of(address_of(request)))
        name = _named(request) or (str(who.id) if who.is_authenticated else "")
        if name:
            yield _limit("account", name)
        if name and scope == "mail":
            yield _limit("mail", name)
    elif request.method not in SAFE_METHODS:
        yield _limit("write", _person(request))
    elif scope == "search" or request.query_params.get("search"):
        yield _limit("search", _person(request))
    elif not who.is_authenticated:
        yield of_visitor(address_of(request))


def _limit(scope: str, whose: str) -> Limit:
    return Limit(f"{scope}:{whose}", rate(settings.RATES[scope]))


def _person(request: Request) -> str:
    """Who asks; of visitors all that we know is where they are."""
    who = asker(request)
    return str(who.id) if who.is_authenticated else network_of(address_of(request))


def _named(request: Request) -> str:
    """Whom the body is about, in one form; hashed, for it may be anything, and is private."""
    body = request.data if isinstance(request.data, dict) else {}
    given = body.get("username") or body.get("email")
    if not isinstance(given, str):
        return ""
    return sha256(given.strip().lower().encode(errors="replace")).hexdigest()[:32]

"""The first thing that a request meets: what is kept warm is answered here.

One round trip to Redis tells whether the session of the token lives and brings the answer. A
visitor is counted in a second one, once it is clear that Django will not count them. All else goes
on to Django. The headers of a kept answer are those that Django last gave to an answer of that
route, so that both speak alike.
"""

import time
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, NamedTuple, cast

from django.conf import settings
from django.http.request import split_domain_port, validate_host
from django.utils.http import parse_etags

from lectern.shared import cache, limits
from lectern.shared.address import address_in
from lectern.shared.cache import Key
from lectern.shared.correlation import name_of
from lectern.shared.etags import etag_of
from lectern.shared.policies import Principal, visitor
from lectern.shared.warm import page
from lectern.shared.watching import seen

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

BEARER = "Bearer "
ACCEPTED = frozenset({"", "*/*", "application/json", "application/json, text/plain, */*"})
# What differs from one answer of a route to the next, and what may be meant for one reader alone.
OWN_HEADERS = frozenset({"content-length", "etag", "set-cookie", "x-request-id"})
LIVES = b"true"  # what `cache` keeps of a session that has not ended
STATUSES = {200: "200 OK", 304: "304 Not Modified"}


class Known(NamedTuple):
    """What a good token says: whose it is, until when, and where its session is kept."""

    who: Principal
    expires_at: float
    session: Key | None


Recognise = Callable[[str], Known | None]
_VISITOR = Known(visitor(), float("inf"), None)


class Door:
    """A WSGI application before the application; `recognise` reads tokens."""

    def __init__(self, application: Application, recognise: Recognise) -> None:
        self.application = application
        self.recognise = recognise
        self.headers: dict[tuple[str, int, bool], Headers] = {}

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """The kept answer, else the application's."""
        started = time.perf_counter()
        known = self._known(environ)
        query = environ.get("QUERY_STRING", "")
        wanted = page(known.who, environ["PATH_INFO"], query) if known is not None else None
        if known is None or wanted is None or wanted.key is None:
            return self.application(environ, start_response)
        body = _kept(known, wanted.key)
        etag = "" if body is None else etag_of(body)
        asked = environ.get("HTTP_IF_NONE_MATCH")
        status = 304 if asked and _names(asked, etag) else 200
        kind = (wanted.route, status, _is_secure(environ))
        headers = self.headers.get(kind)
        if body is None or headers is None or _is_too_often(environ, known):
            return self.application(environ, self._learning(kind, start_response))
        body = b"" if status == 304 else body
        request_id = name_of(environ.get("HTTP_X_REQUEST_ID", ""))
        own = [("ETag", etag), ("X-Request-ID", request_id), ("Content-Length", str(len(body)))]
        start_response(STATUSES[status], [*headers, *own])
        seen(
            method="GET",
            route=wanted.route,
            status=status,
            seconds=time.perf_counter() - started,
            who=known.who.id,
            request_id=request_id,
        )
        return (body,)

    def _known(self, environ: Environ) -> Known | None:
        """Who asks; None when what they ask is not for us to answer."""
        if (
            environ["REQUEST_METHOD"] != "GET"
            or environ.get("HTTP_ACCEPT", "") not in ACCEPTED
            or environ.get("CONTENT_LENGTH") not in (None, "", "0")
            or "HTTP_ORIGIN" in environ  # whose program may read it, Django knows
            or not _is_host(environ.get("HTTP_HOST", ""))
        ):
            return None
        bearer: str = environ.get("HTTP_AUTHORIZATION", "")
        if not bearer:
            return _VISITOR
        known = self.recognise(bearer[len(BEARER) :]) if bearer.startswith(BEARER) else None
        return known if known is not None and known.expires_at > time.time() else None

    def _learning(
        self, kind: tuple[str, int, bool], start_response: Callable[..., Any]
    ) -> Callable[..., Any]:
        def start(status: str, headers: Headers, *rest: Any) -> Any:
            if status.startswith(str(kind[1])):
                shared = [pair for pair in headers if pair[0].lower() not in OWN_HEADERS]
                self.headers[kind] = shared
            return start_response(status, headers, *rest)

        return start


def _kept(known: Known, key: Key) -> bytes | None:
    """The bytes that are kept, if they are still true and the asker's session lives."""
    session = [known.session.name] if known.session else []
    values = cache.read(*session, key.name, *(version.name for version in key.under))
    if values is None or None in values or (session and values.pop(0) != LIVES):
        return None
    body, *versions = cast(list[bytes], values)
    mark = b"".join(versions)
    return body[len(mark) :] if body.startswith(mark) else None


def _is_too_often(environ: Environ, known: Known) -> bool:
    """Whether a visitor has to wait; who is signed in reads as much as they want."""
    if known.who.is_authenticated:
        return False
    return limits.take([limits.of_visitor(address_in(environ))]) > 0


def _names(asked: str, etag: str) -> bool:
    known = {tag.removeprefix("W/") for tag in parse_etags(asked)}
    return bool(known & {"*", etag})


def _is_secure(environ: Environ) -> bool:
    return bool(environ.get("HTTP_X_FORWARDED_PROTO") == "https")


@lru_cache(maxsize=64)
def _is_host(host: str) -> bool:
    return validate_host(split_domain_port(host)[0], settings.ALLOWED_HOSTS)

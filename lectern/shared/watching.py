"""One line in the log and one count for every request: what was asked, by whom, how it went."""

import re
import time
from collections.abc import Callable
from functools import lru_cache

import structlog
from django.http import HttpRequest, HttpResponse
from prometheus_client import Counter, Histogram

from lectern.shared import tracing
from lectern.shared.metrics.instruments import REQUEST_SECONDS, REQUESTS

log = structlog.get_logger(__name__)

Handler = Callable[[HttpRequest], HttpResponse]

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
# Asked every few seconds by machines: counted, but worth no line while all is well.
QUIET = frozenset({"/healthz", "/readyz", "/metrics", "static"})
_PARAMETER = re.compile(r"\(\?P<(\w+)>[^()]*\)|<(?:\w+:)?(\w+)>")


class Watch:
    """Times every request. Paths, searches and addresses stay out: they may say who somebody is."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        response = self.get_response(request)
        seen(
            method=request.method if request.method in METHODS else "other",
            route=route_of(request),
            status=response.status_code,
            seconds=time.perf_counter() - started,
            who=getattr(getattr(request, "user", None), "id", None),
        )
        return response


def seen(
    *,
    method: str | None,
    route: str,
    status: int,
    seconds: float,
    who: object,
    request_id: str | None = None,
) -> None:
    """Count one request, and write its line; it is named where the log does not know its name."""
    count, time_taken = _instruments(route, method, status)
    count.inc()
    time_taken.observe(seconds)
    tracing.name_request(method=method, route=route, status=status, request_id=request_id)
    if route not in QUIET or status >= 400:
        log.info(
            "request",
            method=method,
            route=route,
            status=status,
            milliseconds=round(seconds * 1000, 1),
            user_id=str(who) if who else None,
            **({"request_id": request_id} if request_id else {}),
        )


@lru_cache(maxsize=2048)
def _instruments(route: str, method: str | None, status: int) -> tuple[Counter, Histogram]:
    return REQUESTS.labels(route, method, status), REQUEST_SECONDS.labels(route, method)


def route_of(request: HttpRequest) -> str:
    """The template of the path, such as `/api/courses/{pk}/`: so few that they can be counted."""
    match = request.resolver_match
    if match is None:  # a file of the web application, or refused before anybody looked at it
        return "static"
    return _template(match.route)


@lru_cache(maxsize=512)
def _template(route: str) -> str:
    readable = _PARAMETER.sub(lambda found: "{" + (found[1] or found[2]) + "}", route)
    if "(" in readable or "*" in readable:  # the two that take whatever nobody else takes
        return "/api/*" if readable.startswith("^api") else "/*"
    return "/" + re.sub(r"[\^$\\]", "", readable).lstrip("/")

"""So many requests are worked on at once and so many wait; who comes on top is told so at once.

Without this a server that is slower than what is asked of it answers everybody, each later than
the last, until nobody waits for the answers it works on.
"""

import threading
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from lectern.shared.problem import problem_response

Handler = Callable[[HttpRequest], HttpResponse]

WAIT_SECONDS = 4.0
RETRY_AFTER = "2"
# How the server is has to be known most of all when it has much to do.
FREE = frozenset({"/healthz", "/readyz", "/metrics"})


class Gate:
    """Stands before everything that takes time."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response
        self._places = threading.BoundedSemaphore(settings.WEB_AT_ONCE)
        self._waiting = threading.BoundedSemaphore(settings.WEB_WAITING)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path in FREE:
            return self.get_response(request)
        if not self._enter():
            return problem_response(
                status=503,
                code="overloaded",
                title="The server has more to do than it can.",
                headers={"Retry-After": RETRY_AFTER},
            )
        try:
            return self.get_response(request)
        finally:
            self._places.release()

    def _enter(self) -> bool:
        """Whether a place was free, or became free soon."""
        if self._places.acquire(blocking=False):
            return True
        if not self._waiting.acquire(blocking=False):
            return False
        try:
            return self._places.acquire(timeout=WAIT_SECONDS)
        finally:
            self._waiting.release()

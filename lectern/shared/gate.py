"""So many requests are worked on at once and so many wait; who comes on top is told so at once.

Without this a server that is slower than what is asked of it answers everybody, each later than
the last, until nobody waits for the answers it works on.

Writers leave one place to readers: what a server that died was about to write keeps who writes the
same waiting for seconds, and nobody should be unable to read meanwhile.
"""

import threading
import time
from collections.abc import Callable, Sequence

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from lectern.shared.middleware import SAFE_METHODS
from lectern.shared.problem import problem_response

Handler = Callable[[HttpRequest], HttpResponse]
Places = Sequence[threading.BoundedSemaphore]

WAIT_SECONDS = 4.0
RETRY_AFTER = "2"
# How the server is has to be known most of all when it has much to do.
FREE = frozenset({"/healthz", "/readyz", "/metrics"})


class Gate:
    """Stands before everything that takes time."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response
        places = threading.BoundedSemaphore(settings.WEB_AT_ONCE)
        writing = threading.BoundedSemaphore(max(settings.WEB_AT_ONCE - 1, 1))
        self._to_read, self._to_write = (places,), (writing, places)
        self._waiting = threading.BoundedSemaphore(settings.WEB_WAITING)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path in FREE:
            return self.get_response(request)
        needed = self._to_read if request.method in SAFE_METHODS else self._to_write
        if not self._enter(needed):
            return problem_response(
                status=503,
                code="overloaded",
                title="The server has more to do than it can.",
                headers={"Retry-After": RETRY_AFTER},
            )
        try:
            return self.get_response(request)
        finally:
            _leave(needed)

    def _enter(self, needed: Places) -> bool:
        """Whether a place was free, or became free soon."""
        if _take(needed, 0):
            return True
        if not self._waiting.acquire(blocking=False):
            return False
        try:
            return _take(needed, WAIT_SECONDS)
        finally:
            self._waiting.release()


def _take(needed: Places, seconds: float) -> bool:
    """All of these within so many seconds, or none."""
    until = time.monotonic() + seconds
    for count, each in enumerate(needed):
        if not each.acquire(timeout=max(until - time.monotonic(), 0)):
            _leave(needed[:count])
            return False
    return True


def _leave(held: Places) -> None:
    for each in held:
        each.release()

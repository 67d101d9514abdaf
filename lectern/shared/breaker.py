"""Not asking for a while who did not answer, so that one failure costs one time-out.

After the pause one caller tries again while the others go on without. What must be done although
nobody is asked at the moment, such as forgetting, may try at once (`urgent`).
"""

import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")


class Breaker:
    """Stands between us and a server that may be away.

    `failures` are the errors that open it; `on_failure` hears of each. Before it closes,
    `before_closing` has its turn, while everybody else still goes on without the server.
    """

    def __init__(
        self,
        *,
        seconds: float,
        failures: tuple[type[Exception], ...],
        on_failure: Callable[[Exception], None],
        before_closing: Callable[[], Any] = lambda: None,
    ) -> None:
        self._seconds = seconds
        self._failures = failures
        self._on_failure = on_failure
        self._before_closing = before_closing
        self._probing = threading.Lock()
        self._open_until = 0.0  # 0: closed

    def is_closed(self) -> bool:
        """Whether everybody asks."""
        return self._open_until == 0.0

    def open(self) -> None:
        """Let nobody ask for a while."""
        self._open_until = time.monotonic() + self._seconds

    def close(self) -> None:
        """Let everybody ask again."""
        self._open_until = 0.0

    def call(self, operation: Callable[[], T], *, urgent: bool = False) -> T | None:
        """The result of the operation, or None when the server cannot be asked."""
        if self.is_closed():
            return self._attempt(operation)
        if not urgent and time.monotonic() < self._open_until:
            return None
        if not self._probing.acquire(blocking=False):
            return None
        try:
            return self._attempt(lambda: self._probe(operation))
        finally:
            self._probing.release()

    def _attempt(self, operation: Callable[[], T]) -> T | None:
        try:
            return operation()
        except self._failures as error:
            self.open()
            self._on_failure(error)
            return None

    def _probe(self, operation: Callable[[], T]) -> T:
        result = operation()
        self._before_closing()
        self.close()
        return result

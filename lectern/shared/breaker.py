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

    `failures` are the errors that open it; `on_failure` hears of each. Before anybody is given an
    answer again `before_closing` has its turn, while everybody else still goes on without the
    server; who adds to what it does tells so by `has_more`.
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
        self._changing = threading.Lock()
        self._added = 0  # how often `before_closing` was given more to do
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

    def has_more(self) -> bool:
        """There is more for `before_closing`: whether it will be done before this closes.

        False when everybody asks already; then who added it has to see to it.
        """
        with self._changing:
            self._added += 1
            return not self.is_closed()

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
        while True:
            added = self._added
            self._before_closing()
            result = operation()
            with self._changing:
                if added == self._added:
                    self.close()
                    return result
            # What the answer was made of may be what had yet to be done: it is asked for again.

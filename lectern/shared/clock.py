"""The time, at the resolution the stores keep: UTC, whole milliseconds."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_moment: ContextVar[datetime | None] = ContextVar("moment", default=None)


def now() -> datetime:
    """This moment; equal to itself after a round trip through MongoDB."""
    moment = _moment.get() or datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let everything within happen at another time: histories are written by the real services."""
    token = _moment.set(moment)
    try:
        yield
    finally:
        _moment.reset(token)

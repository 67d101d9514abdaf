"""What surrounds the transactions of a request: checks before the service, records after it.

Both belong to the outermost transaction, also when it is tried again: a check reads what the
service is about to change, so that of two who would change it one begins anew; a record is
committed with what it records, or not at all.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lectern.shared.mongo import Transaction

Step = Callable[["Transaction"], None]

_before: ContextVar[tuple[Step, ...]] = ContextVar("before", default=())
_after: ContextVar[tuple[Step, ...]] = ContextVar("after", default=())


@contextmanager
def checked_by(check: Step) -> Iterator[None]:
    """Let every transaction within begin with this."""
    token = _before.set((*_before.get(), check))
    try:
        yield
    finally:
        _before.reset(token)


@contextmanager
def recorded_by(record: Step) -> Iterator[None]:
    """Let every transaction within end with this."""
    token = _after.set((*_after.get(), record))
    try:
        yield
    finally:
        _after.reset(token)


def begin(tx: "Transaction") -> None:
    """What comes before the service."""
    for check in _before.get():
        check(tx)


def end(tx: "Transaction") -> None:
    """What comes after it, before the commit."""
    for record in _after.get():
        record(tx)

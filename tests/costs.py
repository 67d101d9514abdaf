"""What something costs: every round trip to a store, as the drivers make them."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from django.db import connection
from django.test.utils import CaptureQueriesContext
from redis.connection import AbstractConnection


class Cost(NamedTuple):
    """How many commands MongoDB was sent, by name (commits included), SQL, and Redis."""

    mongo: Counter[str]
    sql: int
    redis: int

    @property
    def sums(self) -> tuple[int, int, int]:
        """MongoDB, SQL, Redis."""
        return self.mongo.total(), self.sql, self.redis


def cost_of(act: Callable[[], object]) -> Cost:
    """What an action costs."""
    with _commands() as mongo, CaptureQueriesContext(connection) as sql, round_trips() as redis:
        act()
    return Cost(mongo, len(sql), len(redis))


@contextmanager
def round_trips() -> Iterator[list[None]]:
    """Grows by an entry with each message to Redis."""
    sent: list[None] = []
    original = AbstractConnection.send_packed_command

    def counted(self: Any, *args: Any, **options: Any) -> Any:
        sent.append(None)
        return original(self, *args, **options)

    AbstractConnection.send_packed_command = counted  # type: ignore[method-assign]
    try:
        yield sent
    finally:
        AbstractConnection.send_packed_command = original  # type: ignore[method-assign]


@contextmanager
def _commands() -> Iterator[Counter[str]]:
    """Counts what the client of this process sends to MongoDB."""
    from lectern.shared.metrics.mongodb import Commands

    sent: Counter[str] = Counter()
    original = Commands.started

    def counted(self: Any, event: Any) -> None:
        sent[event.command_name] += 1
        original(self, event)

    Commands.started = counted  # type: ignore[method-assign]
    try:
        yield sent
    finally:
        Commands.started = original  # type: ignore[method-assign]

"""Warm copies in Redis: always optional, never stale after an acknowledged write.

A miss takes a lease. Only the holder of the lease may store, and forgetting a key cancels its
lease, so a reader that was slower than a writer cannot put an old value back. When Redis is down or
slow a breaker opens and everything is read from its store.
"""

import secrets
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache as memoised
from typing import Any, TypeVar

import orjson
import redis
import structlog
from django.conf import settings
from redis.backoff import NoBackoff
from redis.retry import Retry

from lectern.shared import debts
from lectern.shared.metrics.instruments import CACHE_READS, REDIS_FAILURES, REDIS_SECONDS

log = structlog.get_logger(__name__)

T = TypeVar("T")

TIMEOUT_SECONDS = 0.25
BREAKER_SECONDS = 2.0
LEASE_MS = 5_000
WAIT_SECONDS = 0.25
PAUSE_SECONDS = 0.005
WORKER_KEY = "worker:seen"
WORKER_TTL = 45

_LEASE = """
local value = redis.call('GET', KEYS[1])
if value then return {value, false} end
if redis.call('SET', KEYS[2], ARGV[1], 'NX', 'PX', ARGV[2]) then return {false, ARGV[1]} end
return {false, false}
"""
_STORE = """
if redis.call('GET', KEYS[2]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'EX', ARGV[3])
redis.call('DEL', KEYS[2])
return 1
"""


@dataclass(frozen=True, slots=True)
class Key:
    """One entry: its name and how long it may live, declared in its domain's `cache.py`."""

    name: str
    ttl: int

    @property
    def lease(self) -> str:
        """Where the lease of this entry is held."""
        return f"{self.name}:lease"

    @property
    def family(self) -> str:
        """The kind of entry, under which hits and misses are counted."""
        return self.name.partition(":")[0]


@memoised
def connection() -> redis.Redis:
    """The Redis client of this process; short time-outs, no retries of its own."""
    return redis.Redis.from_url(
        settings.REDIS_URL,
        socket_timeout=TIMEOUT_SECONDS,
        socket_connect_timeout=TIMEOUT_SECONDS,
        retry=Retry(NoBackoff(), 0),
        health_check_interval=0,
    )


class _Breaker:
    """After a failure nobody asks Redis for a moment, so that a dead one costs one time-out."""

    def __init__(self) -> None:
        self.closed_from = 0.0

    def is_closed(self) -> bool:
        return time.monotonic() >= self.closed_from

    def call(self, operation: Callable[[], Any]) -> Any:
        """The result of the operation, or None when Redis cannot be asked."""
        if not self.is_closed():
            return None
        try:
            with REDIS_SECONDS.time():
                return operation()
        except (redis.RedisError, OSError) as error:
            self.closed_from = time.monotonic() + BREAKER_SECONDS
            REDIS_FAILURES.inc()
            log.warning("redis_unavailable", error=str(error))
            return None


_breaker = _Breaker()


def ask(operation: Callable[[], Any]) -> Any:
    """The result of an operation on `connection()`, or None when Redis cannot be asked."""
    return _breaker.call(operation)


def is_up() -> bool:
    """Whether Redis answers; while the breaker is open it is not asked."""
    return bool(_breaker.call(lambda: connection().ping()))


def get(key: Key) -> Any:
    """The stored value, or None."""
    raw = _breaker.call(lambda: connection().get(key.name))
    _count(key, "hit" if raw is not None else "miss" if _breaker.is_closed() else "away")
    return None if raw is None else orjson.loads(raw)


def put(key: Key, value: Any) -> None:
    """Store a value that is right because its writer has just committed it."""
    raw = orjson.dumps(value)
    _breaker.call(lambda: connection().set(key.name, raw, ex=key.ttl))


def remember(key: Key, load: Callable[[], T]) -> T:
    """The stored value, else the loaded one, which is stored when no write came in between.

    Values are JSON: what `load` answers is what `orjson` reads back. While somebody else loads the
    same value we wait a moment for it, so that a hot entry that expires costs one load.
    """
    lease = secrets.token_hex(8)
    patience = time.monotonic() + WAIT_SECONDS
    while True:
        answer = _breaker.call(
            lambda: connection().eval(_LEASE, 2, key.name, key.lease, lease, LEASE_MS)
        )
        stored, granted = answer or (None, None)
        if answer is None or stored or granted or time.monotonic() > patience:
            break
        time.sleep(PAUSE_SECONDS)
    _count(key, "away" if answer is None else "hit" if stored else "miss")
    if stored:
        found: T = orjson.loads(stored)
        return found
    value = load()
    if granted:
        raw = orjson.dumps(value)
        _breaker.call(
            lambda: connection().eval(_STORE, 2, key.name, key.lease, lease, raw, key.ttl)
        )
    return value


def forget(keys: Iterable[Key]) -> None:
    """Drop entries and cancel their leases; when Redis is away, as soon as it is back."""
    names = [name for key in keys for name in (key.name, key.lease)]
    if names and not _drop(names):
        debts.owe(names)


def forget_what_is_owed() -> int:
    """Drop what could not be dropped while Redis was away; how many entries."""
    return debts.pay(_drop)


def _count(key: Key, outcome: str) -> None:
    CACHE_READS.labels(key.family, outcome).inc()


def _drop(names: Sequence[str]) -> bool:
    return _breaker.call(lambda: connection().delete(*names)) is not None


def worker_was_here() -> None:
    """Leave the sign by which `/readyz` knows that a worker runs its schedule."""
    _breaker.call(lambda: connection().set(WORKER_KEY, b"1", ex=WORKER_TTL))


def worker_is_here() -> bool:
    """Whether a worker has left its sign lately."""
    return bool(_breaker.call(lambda: connection().exists(WORKER_KEY)))

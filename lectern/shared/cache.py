"""Warm copies in Redis: always optional, never stale after an acknowledged write.

A miss takes a lease. Only the holder of the lease may store, and forgetting a key cancels its
lease, so a reader that was slower than a writer cannot put an old value back. When Redis is down or
slow a breaker opens and everything is read from its store. Before it closes, what could not be
forgotten meanwhile is.
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
from pymongo.errors import PyMongoError
from redis.backoff import NoBackoff
from redis.retry import Retry
from redis.sentinel import Sentinel

from lectern.shared import debts
from lectern.shared.breaker import Breaker
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
SERVER_KEY = "worker:server"  # which server has made the copies that are stored

# Everything but queues, limits and signs of life; those are no copies.
_BEGIN = """
local mine = string.match(redis.call('INFO', 'server'), 'run_id:(%x+)')
if redis.call('GET', KEYS[1]) == mine then return 0 end
local cursor = '0'
repeat
  local found = redis.call('SCAN', cursor, 'COUNT', 1000, 'TYPE', 'string')
  cursor = found[1]
  for _, key in ipairs(found[2]) do
    if not (string.find(key, '^rate:') or string.find(key, '^worker:')
        or string.find(key, '^unacked')) then
      redis.call('UNLINK', key)
    end
  end
until cursor == '0'
redis.call('SET', KEYS[1], mine)
return 1
"""
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
    options: dict[str, Any] = {
        "socket_timeout": TIMEOUT_SECONDS,
        "socket_connect_timeout": TIMEOUT_SECONDS,
        "socket_keepalive": True,
        "retry": Retry(NoBackoff(), 0),
        "health_check_interval": 0,
        "redis_connect_func": _greet,
    }
    sentinels = settings.REDIS_SENTINELS
    if sentinels is None:
        return redis.Redis.from_url(settings.REDIS_URL, **options)
    known_by = {key: options[key] for key in ("socket_timeout", "socket_connect_timeout", "retry")}
    known_by["password"] = sentinels.own_password or None
    options |= {
        "db": sentinels.database,
        "username": sentinels.username or None,
        "password": sentinels.password or None,
    }
    ask_who: Any = Sentinel(sentinels.addresses, sentinel_kwargs=known_by)  # type: ignore[no-untyped-call]
    client: redis.Redis = ask_who.master_for(sentinels.master, **options)
    return client


def _greet(server: Any) -> None:
    """Begin a connection. Copies that another server has made are not believed by this one.

    A server that took over, or began anew, may lack the last of what was forgotten before.
    """
    server.on_connect()
    server.send_command("EVAL", _BEGIN, 1, SERVER_KEY)
    server.read_response()


def _failed(error: Exception) -> None:
    REDIS_FAILURES.inc()
    log.warning("redis_unavailable", error=str(error))


def _settle_debts() -> None:
    """Forget what is owed before anybody believes what is stored."""
    while debts.pay(_delete):
        pass


_breaker = Breaker(
    seconds=BREAKER_SECONDS,
    failures=(redis.RedisError, OSError, PyMongoError),  # the debts are in MongoDB
    on_failure=_failed,
    before_closing=_settle_debts,
)


def ask(operation: Callable[[], Any]) -> Any:
    """The result of an operation on `connection()`, or None when Redis cannot be asked."""
    return _breaker.call(lambda: _timed(operation))


def _timed(operation: Callable[[], Any]) -> Any:
    with REDIS_SECONDS.time():
        return operation()


def is_up() -> bool:
    """Whether Redis answers; while the breaker is open it is not asked."""
    return bool(ask(lambda: connection().ping()))


def get(key: Key) -> Any:
    """The stored value, or None."""
    raw = ask(lambda: connection().get(key.name))
    _count(key, "hit" if raw is not None else "miss" if _breaker.is_closed() else "away")
    return None if raw is None else orjson.loads(raw)


def put(key: Key, value: Any) -> None:
    """Store a value that is right because its writer has just committed it."""
    raw = orjson.dumps(value)
    ask(lambda: connection().set(key.name, raw, ex=key.ttl))


def remember(key: Key, load: Callable[[], T]) -> T:
    """The stored value, else the loaded one, which is stored when no write came in between.

    Values are JSON: what `load` answers is what `orjson` reads back. While somebody else loads the
    same value we wait a moment for it, so that a hot entry that expires costs one load.
    """
    lease = secrets.token_hex(8)
    patience = time.monotonic() + WAIT_SECONDS
    while True:
        answer = ask(lambda: connection().eval(_LEASE, 2, key.name, key.lease, lease, LEASE_MS))
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
        ask(lambda: connection().eval(_STORE, 2, key.name, key.lease, lease, raw, key.ttl))
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
    """Also while nobody else asks: others may be able to, and would find the old entry."""
    return bool(_breaker.call(lambda: _timed(lambda: _delete(names)), urgent=True))


def _delete(names: Sequence[str]) -> bool:
    connection().delete(*names)
    return True


def worker_was_here() -> None:
    """Leave the sign by which `/readyz` knows that a worker runs its schedule."""
    ask(lambda: connection().set(WORKER_KEY, b"1", ex=WORKER_TTL))


def worker_is_here() -> bool:
    """Whether a worker has left its sign lately."""
    return bool(ask(lambda: connection().exists(WORKER_KEY)))

"""Warm copies in Redis: always optional, never stale after an acknowledged write.

A miss takes a lease. Only the holder of the lease may store, and forgetting a key cancels its
lease, so a reader that was slower than a writer cannot put an old value back. What depends on more
than its own key names versions: it is kept with theirs, and forgetting a version makes all untrue
that was read under it. When Redis is down or slow a breaker opens and everything is read from its
store. Before anybody believes a copy again, what could not be forgotten meanwhile is.
"""

import secrets
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
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
from lectern.shared.clock import now
from lectern.shared.metrics.instruments import CACHE_READS, REDIS_FAILURES, REDIS_SECONDS
from lectern.shared.mongo import Transaction

log = structlog.get_logger(__name__)

T = TypeVar("T")

TIMEOUT_SECONDS = 0.25
BREAKER_SECONDS = 2.0
LEASE_MS = 5_000
WAIT_SECONDS = 0.25
PAUSE_SECONDS = 0.005
WORKER_KEY = "worker:seen"
WEB_KEY = "worker:web"
SIGN_TTL = 45  # of life
SERVER_KEY = "worker:server"  # which server has made the copies that are stored

VERSION_TTL = 60 * 60
# A sweep that forgot before the commit of SQL would let a reader keep what is about to change.
COMMIT_WITHIN = timedelta(seconds=10)

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
# Of an entry, its lease and its versions: the value, whether the lease was granted, the versions.
_LEASE = """
local mark = ''
for i = 3, #KEYS do
  local version = redis.call('GET', KEYS[i])
  if not version then
    version = ARGV[1]
    redis.call('SET', KEYS[i], version, 'EX', ARGV[3])
  end
  mark = mark .. version
end
local value = redis.call('GET', KEYS[1])
if value and string.sub(value, 1, #mark) == mark then
  return {string.sub(value, #mark + 1), false, mark}
end
if redis.call('SET', KEYS[2], ARGV[1], 'NX', 'PX', ARGV[2]) then return {false, ARGV[1], mark} end
return {false, false, mark}
"""
_STORE = """
if redis.call('GET', KEYS[2]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'EX', ARGV[3])
redis.call('DEL', KEYS[2])
return 1
"""
_GIVE_UP = "if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end"


@dataclass(frozen=True, slots=True)
class Key:
    """One entry: its name and how long it may live, declared in its domain's `cache.py`.

    `under` are the versions it is read under: entries of their own that hold nothing else.
    """

    name: str
    ttl: int
    under: tuple["Key", ...] = ()

    @property
    def lease(self) -> str:
        """Where the lease of this entry is held."""
        return f"{self.name}:lease"

    @property
    def family(self) -> str:
        """The kind of entry, under which hits and misses are counted."""
        return self.name.partition(":")[0]


_client_class: type[redis.Redis] = redis.Redis


def use(client_class: type[redis.Redis]) -> None:
    """Ask Redis by clients of this class; called before the first of them is made."""
    global _client_class
    _client_class = client_class


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
    if settings.REDIS_URL.startswith("unix:"):
        del options["socket_keepalive"]  # what is on the same machine does not get lost on the way
    if sentinels is None:
        return _client_class.from_url(settings.REDIS_URL, **options)
    known_by = {key: options[key] for key in ("socket_timeout", "socket_connect_timeout", "retry")}
    known_by["password"] = sentinels.own_password or None
    options |= {
        "db": sentinels.database,
        "username": sentinels.username or None,
        "password": sentinels.password or None,
    }
    ask_who: Any = Sentinel(sentinels.addresses, sentinel_kwargs=known_by)  # type: ignore[no-untyped-call]
    client: redis.Redis = ask_who.master_for(sentinels.master, redis_class=_client_class, **options)
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


def read(*names: str) -> list[bytes | None] | None:
    """What is stored under these names, as it is stored; None when Redis cannot be asked."""
    found: list[bytes | None] | None = ask(lambda: connection().mget(names))
    return found


@dataclass(frozen=True, slots=True)
class Place:
    """What a look at an entry has found: its bytes, or the right to store them, or neither."""

    key: Key
    found: bytes | None = None
    lease: str = ""
    mark: bytes = b""

    def store(self, value: bytes) -> None:
        """Keep what was read since the look, unless a write has come in between."""
        if self.lease:
            raw = self.mark + value
            ask(
                lambda: connection().eval(
                    _STORE, 2, self.key.name, self.key.lease, self.lease, raw, self.key.ttl
                )
            )

    def give_up(self) -> None:
        """Let somebody else load it."""
        if self.lease:
            ask(lambda: connection().eval(_GIVE_UP, 1, self.key.lease, self.lease))


def look(key: Key) -> Place:
    """Find an entry, or take its lease.

    While somebody else loads it we wait a moment for them, so that a hot entry that expires costs
    one load.
    """
    lease = secrets.token_hex(8)
    names = (key.name, key.lease, *(version.name for version in key.under))
    numbers = (LEASE_MS, VERSION_TTL)
    patience = time.monotonic() + WAIT_SECONDS
    while True:
        answer = ask(lambda: connection().eval(_LEASE, len(names), *names, lease, *numbers))
        found, granted, mark = answer or (None, None, b"")
        if answer is None or found is not None or granted or time.monotonic() > patience:
            break
        time.sleep(PAUSE_SECONDS)
    _count(key, "away" if answer is None else "miss" if found is None else "hit")
    return Place(key, found, lease if granted else "", mark)


def remember(key: Key, load: Callable[[], T]) -> T:
    """The stored value, else the loaded one, which is stored when no write came in between.

    Values are JSON: what `load` answers is what `orjson` reads back.
    """
    place = look(key)
    if place.found is not None:
        stored: T = orjson.loads(place.found)
        return stored
    try:
        value = load()
    except BaseException:
        place.give_up()  # the next one need not wait for what does not come
        raise
    place.store(orjson.dumps(value))
    return value


def forget(keys: Iterable[Key]) -> None:
    """Drop entries and cancel their leases; when Redis is away, as soon as it is back."""
    names = _names(keys)
    if names and not _drop(names):
        debts.owe(names)
        _see_to_debts()


def forgetting(keys: Iterable[Key], tx: Transaction | None = None) -> Callable[[], None]:
    """What forgets these entries after the commit of what is being written.

    It is noted at once, in the transaction or, for one of SQL, beside it: should this process die
    between the commit and the forgetting, a sweep forgets.
    """
    names = _names(keys)
    if tx is not None:  # an import changes one quiz a hundred times
        names = [name for name in names if name not in tx.forgets]
        tx.forgets.update(names)
    if not names:
        return lambda: None
    debt = debts.owe(names, tx=tx, due=None if tx else now() + COMMIT_WITHIN)

    def forget_them() -> None:
        if _drop(names):
            debts.cross_off(debt)
            return
        if tx is None:
            debts.owe(names)
        _see_to_debts()

    return forget_them


def forget_what_is_owed() -> int:
    """Drop what could not be dropped while Redis was away; how many entries."""
    return debts.pay(_drop)


def _names(keys: Iterable[Key]) -> list[str]:
    return [name for key in keys for name in (key.name, key.lease)]


def _see_to_debts() -> None:
    """Have what is owed forgotten before this process believes a copy again."""
    if not _breaker.has_more():  # Redis has come back meanwhile
        forget_what_is_owed()


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
    _leave_sign(WORKER_KEY)


def worker_is_here() -> bool:
    """Whether a worker has left its sign lately."""
    return _has_sign(WORKER_KEY)


def web_server_was_here() -> None:
    """Leave the sign by which commands know that people are served."""
    _leave_sign(WEB_KEY)


def web_server_is_here() -> bool:
    """Whether a web server has left its sign lately."""
    return _has_sign(WEB_KEY)


def _leave_sign(name: str) -> None:
    ask(lambda: connection().set(name, b"1", ex=SIGN_TTL))


def _has_sign(name: str) -> bool:
    return bool(ask(lambda: connection().exists(name)))

"""Warm copies: never stale after a write, one load a miss, and nothing fails without Redis."""

import signal
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from rest_framework.test import APIClient

from lectern.shared import cache
from lectern.shared.cache import Key
from tests.together import at_once
from tests.world import course, sign_in, teacher

KEY = Key("test:thing", 60)


def test_what_is_remembered_is_loaded_once(clean: None) -> None:
    values: Iterator[Any] = iter([{"a": [1, "two", None]}])
    for _ in range(3):
        assert cache.remember(KEY, lambda: next(values)) == {"a": [1, "two", None]}


@pytest.mark.parametrize("value", [None, False, 0, "", [], {}])
def test_nothing_is_a_value_too(clean: None, value: Any) -> None:
    values = iter([value])
    for _ in range(2):
        assert cache.remember(KEY, lambda: next(values)) == value


def test_an_entry_does_not_outlive_its_time(clean: None) -> None:
    cache.remember(KEY, lambda: 1)
    assert 0 < cache.connection().ttl(KEY.name) <= KEY.ttl
    assert cache.connection().exists(KEY.lease) == 0


def test_what_is_forgotten_is_loaded_again(clean: None) -> None:
    cache.remember(KEY, lambda: "old")
    cache.forget([KEY])
    assert cache.remember(KEY, lambda: "new") == "new"


def test_a_slow_reader_cannot_put_back_what_a_writer_made_untrue(clean: None) -> None:
    def load_slowly() -> str:
        cache.forget([KEY])  # a writer commits while we hold what we have read
        return "old"

    assert cache.remember(KEY, load_slowly) == "old"
    assert cache.get(KEY) is None
    assert cache.remember(KEY, lambda: "new") == "new"
    assert cache.get(KEY) == "new"


def test_a_slow_reader_cannot_overwrite_what_a_faster_one_stored_after_the_write(
    clean: None,
) -> None:
    def load_slowly() -> str:
        cache.forget([KEY])
        cache.remember(KEY, lambda: "new")
        return "old"

    assert cache.remember(KEY, load_slowly) == "old"
    assert cache.get(KEY) == "new"


def test_many_who_miss_at_once_cause_one_load(clean: None, monkeypatch: pytest.MonkeyPatch) -> None:
    # The rule, without the limits that free a reader from a slow machine.
    monkeypatch.setattr(cache, "WAIT_SECONDS", 20)
    monkeypatch.setattr(cache, "TIMEOUT_SECONDS", 20)
    cache.connection.cache_clear()
    loads = []

    def load() -> str:
        loads.append(threading.get_ident())
        time.sleep(0.05)
        return "value"

    assert set(at_once(lambda _: cache.remember(KEY, load), range(20))) == {"value"}
    cache.connection.cache_clear()
    assert len(loads) == 1


def test_who_waits_for_a_reader_that_died_goes_on_alone(clean: None) -> None:
    cache.connection().set(KEY.lease, "somebody who is gone", px=5_000)
    started = time.monotonic()
    assert cache.remember(KEY, lambda: "value") == "value"
    assert time.monotonic() - started < cache.LEASE_MS / 1000
    assert cache.get(KEY) is None


def test_a_load_that_fails_leaves_nothing_behind(clean: None) -> None:
    with pytest.raises(ZeroDivisionError):
        cache.remember(KEY, lambda: 1 // 0)
    assert cache.get(KEY) is None


def test_a_dead_redis_costs_nothing_but_warmth(redis: Any) -> None:
    assert cache.remember(KEY, lambda: 1) == 1
    redis.process.kill_group()
    assert cache.remember(KEY, lambda: 2) == 2
    assert not cache.is_up()
    started = time.monotonic()
    for number in range(100):
        assert cache.remember(KEY, lambda number=number: number) == number
        cache.forget([KEY])
        cache.put(KEY, number)
        assert cache.get(KEY) is None
    assert time.monotonic() - started < 100 * cache.TIMEOUT_SECONDS / 5


def test_a_stalled_redis_costs_one_time_out(redis: Any) -> None:
    cache.remember(KEY, lambda: 1)
    redis.process.signal_group(signal.SIGSTOP)
    try:
        started = time.monotonic()
        assert [cache.remember(KEY, lambda: 2) for _ in range(50)] == [2] * 50
        assert time.monotonic() - started < 50 * cache.TIMEOUT_SECONDS / 5
    finally:
        redis.process.signal_group(signal.SIGCONT)


def test_redis_is_asked_again_when_it_is_back(redis: Any) -> None:
    redis.process.signal_group(signal.SIGSTOP)
    assert cache.remember(KEY, lambda: 1) == 1
    redis.process.signal_group(signal.SIGCONT)
    deadline = time.monotonic() + cache.BREAKER_SECONDS + 3
    while not cache.is_up() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert cache.remember(KEY, lambda: 2) == 2
    assert cache.remember(KEY, lambda: 3) == 2


def test_people_are_served_while_redis_is_dead(redis: Any) -> None:
    by = teacher()
    first = course(by, lessons=2)
    me = sign_in(by)
    redis.process.kill_group()
    assert me.get(f"/api/courses/{first}/outline/").status_code == 200
    changed = me.patch(f"/api/courses/{first}/", {"title": "Another"})
    assert changed.json()["title"] == "Another"
    assert APIClient().get("/api/courses/").json()["results"][0]["title"] == "Another"
    assert sign_in(by).post("/api/auth/logout/").status_code == 204


def test_a_session_that_ended_while_redis_was_away_stays_ended_when_it_is_back(redis: Any) -> None:
    me = sign_in(teacher())
    assert me.get("/api/auth/user/").status_code == 200
    redis.process.signal_group(signal.SIGSTOP)
    try:
        assert me.post("/api/auth/logout/").status_code == 204
        assert me.get("/api/auth/user/").status_code == 401
    finally:
        redis.process.signal_group(signal.SIGCONT)
    cache._breaker.close()  # as in a process that did not notice
    assert cache.forget_what_is_owed() > 0
    assert me.get("/api/auth/user/").status_code == 401
    assert cache.forget_what_is_owed() == 0


def test_what_is_owed_is_forgotten_before_anything_is_believed_again(redis: Any) -> None:
    cache.remember(KEY, lambda: "old")
    redis.process.signal_group(signal.SIGSTOP)
    try:
        cache.forget([KEY])
    finally:
        redis.process.signal_group(signal.SIGCONT)
    deadline = time.monotonic() + cache.BREAKER_SECONDS + 3
    while not cache.is_up() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert cache.remember(KEY, lambda: "new") == "new"


def test_what_must_be_forgotten_is_tried_although_nobody_else_asks(redis: Any) -> None:
    cache.remember(KEY, lambda: "old")
    cache._breaker.open()
    cache.forget([KEY])  # another process, to which Redis answered all the time, would read it
    assert cache.connection().get(KEY.name) is None
    assert cache.is_up()


def test_a_server_that_took_over_is_not_believed(redis: Any) -> None:
    cache.remember(KEY, lambda: "before")
    limit, queue = "rate:write:somebody", "celery"
    cache.connection().set(limit, 1)
    cache.connection().lpush(queue, "a task")
    cache.connection().set(cache.SERVER_KEY, "the run of another server")
    cache.connection.cache_clear()
    assert cache.remember(KEY, lambda: "after") == "after"
    assert cache.connection().exists(limit, queue) == 2
    cache.connection.cache_clear()
    assert cache.remember(KEY, lambda: "again") == "after"

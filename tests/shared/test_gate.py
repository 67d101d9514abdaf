"""More requests than can be done: some wait, the others are told at once to come back."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from lectern.shared import gate
from lectern.shared.gate import Gate

PATIENCE = 10


class Slow:
    """A view that answers when it is allowed to."""

    def __init__(self) -> None:
        self.begun = threading.Semaphore(0)
        self.may_end = threading.Event()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == "/slow":
            self.begun.release()
            assert self.may_end.wait(PATIENCE)
        return HttpResponse(status=200)


@pytest.fixture
def slow() -> Iterator[Slow]:
    view = Slow()
    yield view
    view.may_end.set()


@pytest.fixture
def narrow(settings: Any) -> None:
    settings.WEB_AT_ONCE, settings.WEB_WAITING = 1, 1


def ask(door: Gate, path: str, method: str = "GET") -> HttpResponse:
    return door(RequestFactory().generic(method, path))


def waiting(door: Gate) -> bool:
    """Whether somebody stands in the queue."""
    if door._waiting.acquire(blocking=False):
        door._waiting.release()
        return False
    return True


def test_one_is_served_one_waits_and_the_third_is_told_at_once(narrow: None, slow: Slow) -> None:
    door = Gate(slow)
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(ask, door, "/slow")
        assert slow.begun.acquire(timeout=PATIENCE)
        second = pool.submit(ask, door, "/other")
        deadline = time.monotonic() + PATIENCE
        while not waiting(door) and time.monotonic() < deadline:
            time.sleep(0.01)
        third = ask(door, "/other")
        assert (third.status_code, third["Retry-After"]) == (503, gate.RETRY_AFTER)
        assert b'"overloaded"' in third.content
        assert ask(door, "/healthz").status_code == 200
        slow.may_end.set()
        assert {first.result().status_code, second.result().status_code} == {200}
    assert ask(door, "/other").status_code == 200


def test_who_has_waited_long_enough_is_told(
    narrow: None, slow: Slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "WAIT_SECONDS", 0.01)
    door = Gate(slow)
    with ThreadPoolExecutor(1) as pool:
        pool.submit(ask, door, "/slow")
        assert slow.begun.acquire(timeout=PATIENCE)
        assert ask(door, "/other").status_code == 503
        slow.may_end.set()


def test_writers_leave_a_place_to_readers(
    slow: Slow, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.WEB_AT_ONCE = 3
    monkeypatch.setattr(gate, "WAIT_SECONDS", 0.01)
    door = Gate(slow)
    with ThreadPoolExecutor(2) as pool:
        for _ in range(2):
            pool.submit(ask, door, "/slow", "POST")
            assert slow.begun.acquire(timeout=PATIENCE)
        assert ask(door, "/other", "POST").status_code == 503
        assert [ask(door, "/other").status_code for _ in range(3)] == [200] * 3
        slow.may_end.set()
    assert [ask(door, "/other", "POST").status_code for _ in range(4)] == [200] * 4


def test_a_failing_request_gives_its_place_back(narrow: None) -> None:
    def fail(_request: HttpRequest) -> HttpResponse:
        raise ZeroDivisionError

    door = Gate(fail)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            ask(door, "/other")

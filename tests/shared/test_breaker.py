"""One failure costs one time-out, and one caller finds out when the server is back."""

import threading
from concurrent.futures import ThreadPoolExecutor

from lectern.shared.breaker import Breaker

PATIENCE = 10


def fail() -> None:
    raise OSError("away")


def breaker(seconds: float, told: list[Exception] | None = None) -> Breaker:
    seen = [] if told is None else told
    return Breaker(seconds=seconds, failures=(OSError,), on_failure=seen.append)


def test_nobody_asks_for_a_while_after_a_failure() -> None:
    told: list[Exception] = []
    one = breaker(60, told)
    assert one.call(fail) is None
    assert one.call(lambda: "answer") is None
    assert len(told) == 1


def test_one_caller_tries_while_the_others_go_on() -> None:
    one, entered, leave = breaker(0), threading.Event(), threading.Event()
    one.call(fail)

    def slow() -> str:
        entered.set()
        assert leave.wait(PATIENCE)
        return "back"

    with ThreadPoolExecutor(1) as pool:
        probe = pool.submit(one.call, slow)
        assert entered.wait(PATIENCE)
        assert one.call(lambda: "me too") is None
        leave.set()
        assert probe.result(PATIENCE) == "back"
    assert one.call(lambda: "everybody") == "everybody"


def test_what_is_urgent_is_tried_at_once_and_closes_it() -> None:
    one = breaker(60)
    one.call(fail)
    assert one.call(lambda: "answer", urgent=True) == "answer"
    assert one.is_closed()


def test_it_stays_open_while_what_comes_before_closing_fails() -> None:
    ready = iter([OSError("not yet"), None])

    def settle() -> None:
        error = next(ready)
        if error:
            raise error

    one = Breaker(seconds=0, failures=(OSError,), on_failure=lambda _: None, before_closing=settle)
    one.call(fail)
    assert one.call(lambda: "answer") is None
    assert not one.is_closed()
    assert one.call(lambda: "answer") == "answer"
    assert one.is_closed()


def test_nobody_is_answered_before_what_comes_before_closing_is_done() -> None:
    done: list[str] = []
    one = Breaker(
        seconds=0,
        failures=(OSError,),
        on_failure=lambda _: None,
        before_closing=lambda: done.append("settled"),
    )
    one.call(fail)
    assert one.call(lambda: list(done)) == ["settled"]


def test_what_is_added_while_somebody_tries_is_done_before_they_are_answered() -> None:
    owed, settled = ["first"], []
    entered, leave = threading.Event(), threading.Event()

    def settle() -> None:
        settled.extend(owed)
        owed.clear()

    def ask() -> list[str]:
        found = list(settled)
        entered.set()
        assert leave.wait(PATIENCE)
        return found

    one = Breaker(seconds=0, failures=(OSError,), on_failure=lambda _: None, before_closing=settle)
    one.call(fail)
    with ThreadPoolExecutor(1) as pool:
        probe = pool.submit(one.call, ask)
        assert entered.wait(PATIENCE)
        owed.append("second")
        assert one.has_more()
        leave.set()
        assert probe.result(PATIENCE) == ["first", "second"]
    assert one.is_closed()


def test_who_adds_when_it_has_closed_is_told_to_see_to_it() -> None:
    one = breaker(0)
    assert not one.has_more()
    one.call(fail)
    assert one.has_more()
    one.call(lambda: "back")
    assert not one.has_more()

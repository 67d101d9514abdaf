"""A child goes from waiting to starting to ready, and back when it dies."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lectern.cli.supervisor.backoff import DELAYS
from lectern.cli.supervisor.child import Child, Program, State

Make = Callable[..., Child]


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    made: list[Child] = []

    def child(script: str, *, start_timeout: float = 60.0) -> Child:
        program = Program(
            key="thing",
            name="The thing",
            command=["sh", "-c", script],
            ready=lambda log: b"here I am" in log.read_bytes(),
            grace=0.5,
            start_timeout=start_timeout,
        )
        made.append(Child(program, tmp_path / "thing.log", tmp_path / "thing.pid", os.environ))
        return made[-1]

    yield child
    for one in made:
        one.stop()


def until(child: Child, state: State, within: float = 5) -> None:
    deadline = time.monotonic() + within
    while child.state is not state:
        assert time.monotonic() < deadline, f"still {child.state}, wanted {state}"
        child.tick(time.monotonic())
        time.sleep(0.01)


def test_becomes_ready_when_its_program_says_so(make: Make) -> None:
    child = make("sleep 0.2; echo here I am; sleep 300")
    assert child.state is State.WAITING
    assert child.tick(0) is True
    assert child.state is State.STARTING
    until(child, State.READY)
    assert child.tick(time.monotonic()) is False


def test_is_started_again_when_killed(make: Make) -> None:
    child = make("echo here I am; sleep 300")
    until(child, State.READY)
    assert child.process is not None
    first = child.process
    first.popen.kill()
    until(child, State.WAITING)
    assert child.wait == DELAYS[0]
    until(child, State.READY)
    assert child.process.pid != first.pid


def test_what_a_dead_child_had_started_is_ended_before_the_next_start(make: Make) -> None:
    child = make("sleep 300 & echo $! here I am; wait")
    until(child, State.READY)
    assert child.process is not None
    started_by_it = int(child.log.read_text().split()[0])
    child.process.popen.kill()
    until(child, State.WAITING)
    deadline = time.monotonic() + 5
    while Path(f"/proc/{started_by_it}/cmdline").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not Path(f"/proc/{started_by_it}/cmdline").exists()


def test_gives_up_on_a_program_that_keeps_dying_and_keeps_its_last_words(make: Make) -> None:
    child = make("echo the reason; exit 3")
    until(child, State.GAVE_UP, within=sum(DELAYS) + 5)
    assert child.backoff.deaths == len(DELAYS) + 1
    assert "the reason" in child.last_words()


def test_a_start_that_takes_too_long_counts_as_a_death(make: Make) -> None:
    child = make("sleep 300", start_timeout=0.2)
    until(child, State.STARTING)
    until(child, State.WAITING)


def test_one_that_ignores_the_request_to_stop_is_killed(make: Make) -> None:
    child = make("trap '' TERM; echo here I am; while true; do sleep 1; done")
    until(child, State.READY)
    assert child.process is not None
    child.stop()
    assert child.process.popen.returncode == -9
    assert not child.record.exists()

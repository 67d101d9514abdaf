"""A backup is taken while people join, enrol, learn and submit; what comes back agrees."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from django.db import connections

from tests import world
from tests.assessment.world import Classroom, start, submit
from tests.backup.test_round_trip import make, restore

BACKUPS = 3


@pytest.fixture
def room(clean: None) -> Classroom:
    """A course that many come to."""
    return Classroom()


def join_and_learn(room: Classroom, done: list[str], stop: Event) -> None:
    """One newcomer after the other, each doing all there is to do."""
    from lectern.learning import services as learning
    from lectern.shared import media

    try:
        while not stop.is_set():
            somebody = world.person()
            world.enroll(somebody, room.course)
            learning.record_progress(student=somebody.id, lesson=room.lesson, completed=True)
            me = world.sign_in(somebody)
            submit(me, attempt=start(me, room.quiz)["id"], answers=room.right)
            media.keep("pictures", "a.png", somebody.username.encode())
            done.append(somebody.username)
    finally:
        connections.close_all()


def leave(stop: Event) -> None:
    """People who come only to be removed again."""
    from lectern.accounts import services

    try:
        while not stop.is_set():
            services.remove(user=world.person().id)
    finally:
        connections.close_all()


def disagreements() -> list[str]:
    """What `lectern doctor` would find, without mending any of it."""
    from lectern.accounts import services as accounts
    from lectern.catalog import services as catalog
    from lectern.learning import services as learning
    from lectern.shared.orphans import orphans

    checks: list[Callable[..., list[Any]]] = [
        accounts.reconcile,
        catalog.recount,
        learning.recount,
    ]
    return [str(one) for check in checks for one in check(repair=False)] + [
        str(orphan) for orphan in orphans()
    ]


def test_what_comes_back_agrees_with_itself_and_has_all_that_was_acknowledged(
    room: Classroom, tmp_path: Path
) -> None:
    from lectern.accounts.models import Account
    from lectern.cli import databases

    stop, done = Event(), []  # type: tuple[Event, list[str]]
    acknowledged: list[list[str]] = []
    with ThreadPoolExecutor(4) as pool:
        working = [pool.submit(join_and_learn, room, done, stop) for _ in range(3)]
        working.append(pool.submit(leave, stop))
        try:
            for number in range(BACKUPS):
                before, patience = len(done), time.monotonic() + 60
                while len(done) < before + 3 and time.monotonic() < patience:
                    time.sleep(0.05)
                acknowledged.append(list(done))
                make(tmp_path / f"{number}.backup")
        finally:
            stop.set()
        for worker in working:
            worker.result()
    assert len(acknowledged[-1]) >= 9
    for number, names in enumerate(acknowledged):
        restore(tmp_path / f"{number}.backup", replace=True)
        databases.update()
        assert disagreements() == []
        assert set(names) <= set(Account.objects.values_list("username", flat=True))

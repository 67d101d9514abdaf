"""What was published arrives: one effect each, whoever fails, dies or is down meanwhile."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from bson import ObjectId
from django.conf import settings

from lectern.catalog.documents import Category
from lectern.shared import events, outbox
from lectern.shared.clock import now
from lectern.shared.errors import Conflict, NotFound
from lectern.shared.events import Event, Reactions
from lectern.shared.mongo import OUTBOX, Transaction, collection, transactional
from tests.together import at_once
from tests.world import course, person, teacher


@dataclass(frozen=True)
class Happened(Event):
    """A fact of these tests."""

    thing: ObjectId


@dataclass
class Listener:
    """A handler with an effect in the database, that can be told to fail."""

    fails: type[BaseException] | None = None
    calls: list[ObjectId] = field(default_factory=list)

    def counts(self, event: Happened, _event_id: ObjectId) -> None:
        _count(thing=event.thing)
        self.calls.append(event.thing)
        if self.fails is not None:
            raise self.fails("no")


@transactional
def _count(tx: Transaction, *, thing: ObjectId) -> None:
    tx.update(Category, {"_id": thing}, {"$inc": {"position": 1}})


@pytest.fixture
def listeners(clean: None) -> Iterator[tuple[Listener, Listener]]:
    """Two who listen, the only ones."""
    from lectern.subscriptions import SUBSCRIPTIONS

    one, two = Listener(), Listener()

    def second(event: Happened, event_id: ObjectId) -> None:
        two.counts(event, event_id)

    events.subscribe({Happened: Reactions(later=[one.counts, second])})
    yield one, two
    events.subscribe(SUBSCRIPTIONS)


@transactional
def publish(tx: Transaction, *, fail: bool = False) -> ObjectId:
    thing = tx.insert(Category(name="thing"))
    tx.publish(Happened(thing=thing.pk))
    if fail:
        raise Conflict
    return ObjectId(thing.pk)


def effects(thing: ObjectId) -> int:
    row = Category.collection().find_one({"_id": thing})
    assert row is not None
    return int(row["position"])


def let_time_pass() -> None:
    """Everything that waits is due."""
    collection(OUTBOX).update_many(
        {"due_at": {"$gt": now()}}, {"$set": {"due_at": now() - timedelta(seconds=1)}}
    )


def test_each_handler_has_its_effect_once(
    listeners: tuple[Listener, Listener], deliver: Callable[[], None]
) -> None:
    thing = publish()
    (event_id,) = outbox.due()
    for _ in range(3):
        outbox.deliver(event_id)
        deliver()
    assert effects(thing) == 2
    assert outbox.due() == []


def test_many_workers_deliver_it_once(listeners: tuple[Listener, Listener]) -> None:
    thing = publish()
    (event_id,) = outbox.due()
    at_once(outbox.deliver, [event_id] * 8)
    assert effects(thing) == 2


def test_what_was_not_committed_was_not_published(listeners: tuple[Listener, Listener]) -> None:
    with pytest.raises(Conflict):
        publish(fail=True)
    assert outbox.due() == []


def test_a_handler_that_fails_is_tried_again_and_the_others_are_not(
    listeners: tuple[Listener, Listener], deliver: Callable[[], None]
) -> None:
    one, two = listeners
    two.fails = ValueError
    thing = publish()
    deliver()
    assert effects(thing) == 1  # the effect of the one that failed was taken back
    assert outbox.due() == []  # it waits a little
    two.fails = None
    let_time_pass()
    deliver()
    assert effects(thing) == 2
    assert (len(one.calls), len(two.calls)) == (1, 2)


def test_who_keeps_failing_is_laid_aside_and_can_be_tried_again(
    listeners: tuple[Listener, Listener], deliver: Callable[[], None]
) -> None:
    _one, two = listeners
    two.fails = ValueError
    thing = publish()
    waits = []
    for _ in range(outbox.MAX_ATTEMPTS):
        deliver()
        entry = collection(OUTBOX).find_one({"_id": {"$exists": True}})
        if entry is not None:
            waits.append((entry["due_at"] - now()).total_seconds())
        let_time_pass()
    assert len(two.calls) == outbox.MAX_ATTEMPTS
    assert waits == sorted(waits)
    assert len(waits) == outbox.MAX_ATTEMPTS - 1
    (letter,) = outbox.dead_letters()
    assert letter["kind"] == "Happened"
    assert letter["error"] == "ValueError('no')"
    assert outbox.due() == []
    two.fails = None
    outbox.retry(letter["_id"])
    deliver()
    assert effects(thing) == 2
    assert outbox.dead_letters() == []
    with pytest.raises(NotFound):
        outbox.retry(letter["_id"])


def test_an_event_of_an_unknown_kind_is_laid_aside(
    listeners: tuple[Listener, Listener], deliver: Callable[[], None]
) -> None:
    publish()
    collection(OUTBOX).update_one({"_id": outbox.due()[0]}, {"$set": {"kind": "FromTheFuture"}})
    for _ in range(outbox.MAX_ATTEMPTS):
        deliver()
        let_time_pass()
    (letter,) = outbox.dead_letters()
    assert "FromTheFuture" in letter["error"]


def test_what_a_worker_held_when_it_died_is_found_again(
    listeners: tuple[Listener, Listener], deliver: Callable[[], None]
) -> None:
    _one, two = listeners
    two.fails = SystemExit
    thing = publish()
    (event_id,) = outbox.due()
    with pytest.raises(SystemExit):
        outbox.deliver(event_id)
    two.fails = None
    deliver()
    assert effects(thing) == 1  # the claim of the dead one still holds
    entry = collection(OUTBOX).find_one({"_id": event_id})
    assert entry is not None
    assert timedelta(0) < entry["due_at"] - now() <= outbox.CLAIM
    let_time_pass()
    deliver()
    assert effects(thing) == 2


def test_who_reacts_at_once_can_refuse(clean: None) -> None:
    from lectern.subscriptions import SUBSCRIPTIONS

    def refuse(_tx: Transaction, _event: Any) -> None:
        raise Conflict

    events.subscribe({Happened: Reactions(at_once=[refuse])})
    try:
        with pytest.raises(Conflict):
            publish()
    finally:
        events.subscribe(SUBSCRIPTIONS)
    assert Category.collection().count_documents({"name": "thing"}) == 0


ENROLL = """
import sys
import time
import django
django.setup()
from bson import ObjectId
from lectern.learning import services
started = time.monotonic()
services.enroll(student=ObjectId(sys.argv[1]), course=ObjectId(sys.argv[2]))
assert time.monotonic() - started < 4, "a request waited for a broker that is down"
"""


def test_what_was_committed_while_the_broker_was_down_is_swept_up(
    clean: None, deliver: Callable[[], None]
) -> None:
    from lectern.cli.embedded import ports

    ada, python = person("grace"), course(teacher(), lessons=1, title="Compilers")
    deliver()
    nobody = f"redis://127.0.0.1:{ports.free_port()}/0"
    environment = os.environ | {
        "REDIS_URL": nobody,
        "DJANGO_SETTINGS_MODULE": "lectern.config.settings",
    }
    command = [sys.executable, "-c", ENROLL, str(ada.id), str(python)]
    subprocess.run(command, env=environment, check=True, timeout=60)
    folder = Path(settings.EMAIL_FILE_PATH)

    def mails() -> list[str]:
        return [mail for path in folder.glob("*.eml") if "Compilers" in (mail := path.read_text())]

    assert mails() == []
    deliver()
    assert len(mails()) == 1
    assert "To: grace@example.org" in mails()[0]

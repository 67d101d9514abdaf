"""What a killed process was writing is free again soon; who is at work is left alone."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from bson import ObjectId
from django.conf import settings
from pymongo import MongoClient
from pymongo.errors import OperationFailure
from structlog.testing import capture_logs

from lectern.catalog.documents import Category
from lectern.shared.abandoned import STILL_SECONDS, WRITE_CONFLICT, Watch
from lectern.shared.errors import Unavailable
from lectern.shared.mongo import Transaction, client, transactional
from tests.together import at_once

HOLDS = """
import sys
from bson import ObjectId
from pymongo import MongoClient
_, uri, category, name = sys.argv
client = MongoClient(uri, appname=name)
with client.start_session() as session, session.start_transaction():
    client.get_default_database().categories.update_one(
        {"_id": ObjectId(category)}, {"$set": {"position": 1000}}, session=session
    )
    print("holds", flush=True)
    sys.stdin.readline()
    sys.exit()
"""


@pytest.fixture
def category(clean: None) -> ObjectId:
    """What several want to write."""

    @transactional
    def add(tx: Transaction) -> ObjectId:
        return ObjectId(tx.insert(Category(name="counter")).pk)

    return add()


@transactional
def count_up(tx: Transaction, *, category: ObjectId) -> None:
    tx.update(Category, {"_id": category}, {"$inc": {"position": 1}})


def position(category: ObjectId) -> int:
    row = Category.collection().find_one({"_id": category})
    assert row is not None
    return int(row["position"])


def holder(category: ObjectId, *, name: str = "lectern") -> subprocess.Popen[bytes]:
    """A process in the middle of a transaction that has written this."""
    command = [sys.executable, "-c", HOLDS, settings.MONGODB_URI, str(category), name]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"holds\n"
    return process


def test_what_a_killed_process_held_is_free_in_seconds(category: ObjectId) -> None:
    process = holder(category)
    process.kill()
    process.wait()
    at_once(lambda _: count_up(category=category), range(4))
    assert position(category) == 4


def write_slowly(category: ObjectId, between: Callable[[int], None]) -> int:
    """Add ten, and do this before the end, while somebody else waits to add one; how many tries."""
    tries: list[int] = []
    written = threading.Event()

    @transactional
    def slowly(tx: Transaction) -> None:
        tries.append(1)
        tx.update(Category, {"_id": category}, {"$inc": {"position": 10}})
        written.set()
        between(len(tries))

    def wait_for_it() -> None:
        written.wait(10)
        count_up(category=category)

    at_once(lambda do: do(), (slowly, wait_for_it))
    assert position(category) == 11
    return len(tries)


def test_who_goes_on_working_is_waited_for(category: ObjectId) -> None:
    @transactional
    def work(tx: Transaction) -> None:
        ends = time.monotonic() + 2 * STILL_SECONDS
        while time.monotonic() < ends:
            tx.find_one(Category, {"_id": category})
            time.sleep(STILL_SECONDS / 10)

    assert write_slowly(category, lambda _: work()) == 1


def test_who_was_only_slow_begins_again(category: ObjectId) -> None:
    def pause(tries: int) -> None:
        if tries == 1:
            time.sleep(3 * STILL_SECONDS)

    assert write_slowly(category, pause) > 1


def test_what_is_no_transaction_of_ours_is_left_alone(category: ObjectId) -> None:
    process = holder(category, name="somebody's shell")
    with pytest.raises(Unavailable):
        count_up(category=category)
    process.communicate(b"\n", timeout=30)
    count_up(category=category)
    assert position(category) == 1


def test_only_who_waits_for_another_transaction_looks(category: ObjectId) -> None:
    process = holder(category)
    watch = Watch(client())
    watch._due = 0
    watch.look(OperationFailure("something else", WRITE_CONFLICT + 1))
    assert watch._seen == {}
    watch.look(OperationFailure("a collision", WRITE_CONFLICT))
    assert len(watch._seen) == 1
    process.communicate(b"\n", timeout=30)


def test_who_cannot_look_goes_on_waiting() -> None:
    away: MongoClient[dict[str, Any]] = MongoClient(
        "mongodb://127.0.0.1:1", serverSelectionTimeoutMS=50
    )
    watch = Watch(away)
    watch._due = 0
    with capture_logs() as lines:
        watch.look(OperationFailure("a collision", WRITE_CONFLICT))
    assert [line["event"] for line in lines] == ["abandoned_transactions_not_seen"]

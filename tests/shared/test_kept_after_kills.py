"""Who is killed between a commit and the forgetting leaves no old copy to be believed for long."""

import os
import signal
import subprocess
import sys

import pytest
from bson import MinKey, ObjectId
from rest_framework.test import APIClient

from lectern.accounts.models import Account, Session
from lectern.shared import cache, debts
from lectern.shared.cache import Key
from lectern.shared.clock import now
from lectern.shared.mongo import Transaction, collection, transactional
from tests.world import Person, course, lesson, person, sign_in, teacher

KEY = Key("test:thing", 60)

# A process that ends, as by `kill -9`, in the moment in which it would forget.
DIES = """
import os
import signal
import sys
import django
django.setup()
from bson import ObjectId
from lectern.shared import cache
cache._drop = lambda _names: os.kill(os.getpid(), signal.SIGKILL)
"""
REMOVES_A_LESSON = """
from lectern.catalog import services
services.remove_lesson(lesson=ObjectId(sys.argv[1]))
"""
ENDS_ALL = """
from lectern.accounts.services import sessions
sessions.end_all(account=int(sys.argv[1]))
"""


@pytest.fixture
def known(clean: None) -> None:
    """The copies are known to be of this server, so that no new process drops them."""
    cache.connection.cache_clear()
    assert cache.is_up()


def killed(what: str, *words: object) -> None:
    """Have a process do this, and see that it was killed."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "lectern.config.settings"}
    command = [sys.executable, "-c", DIES + what, *map(str, words)]
    done = subprocess.run(command, env=environment, check=False, timeout=60, capture_output=True)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()


def titles(client: APIClient, of: ObjectId) -> list[str]:
    sections = client.get(f"/api/courses/{of}/outline/").json()["sections"]
    return [row["title"] for section in sections for row in section["lessons"]]


def account_of(somebody: Person) -> int:
    return int(Account.objects.get(username=somebody.username).pk)


def let_time_pass() -> None:
    """What is owed is due."""
    everything = {"_id": {"$gt": MinKey()}}
    collection(debts.DEBTS).update_many(everything, {"$set": {"owed_at": now()}})


def test_the_sweep_forgets_what_a_killed_process_changed(known: None) -> None:
    client, python = APIClient(), course(teacher(), lessons=1)
    extra = lesson(python, title="Taken out")
    assert titles(client, python) == ["Lesson 1", "Taken out"]
    killed(REMOVES_A_LESSON, extra)
    assert titles(client, python) == ["Lesson 1", "Taken out"]  # it had no time to forget
    assert cache.forget_what_is_owed()
    assert titles(client, python) == ["Lesson 1"]
    assert cache.forget_what_is_owed() == 0


def test_sessions_that_a_killed_process_ended_are_ended(known: None) -> None:
    ada = person()
    me = sign_in(ada)
    assert me.get("/api/auth/user/").status_code == 200
    killed(ENDS_ALL, account_of(ada))
    assert me.get("/api/auth/user/").status_code == 200  # it had no time to forget
    assert not Session.objects.filter(ended_at=None).exists()
    let_time_pass()
    assert cache.forget_what_is_owed()
    assert me.get("/api/auth/user/").status_code == 401


def test_who_ends_sessions_again_ends_those_of_a_killed_process(known: None) -> None:
    from lectern.accounts.services import sessions

    ada = person()
    me = sign_in(ada)
    assert me.get("/api/auth/user/").status_code == 200
    killed(ENDS_ALL, account_of(ada))
    sessions.end_all(account=account_of(ada))
    assert me.get("/api/auth/user/").status_code == 401


def test_nothing_is_forgotten_before_sql_can_have_committed(clean: None) -> None:
    forget = cache.forgetting([KEY])
    cache.remember(KEY, lambda: "old")
    assert cache.forget_what_is_owed() == 0  # a reader would keep the old value for long
    forget()
    assert cache.get(KEY) is None
    let_time_pass()
    assert cache.forget_what_is_owed() == 0


def test_what_was_not_committed_is_not_owed(clean: None) -> None:
    @transactional
    def fail(tx: Transaction) -> None:
        cache.forgetting([KEY], tx)
        raise ZeroDivisionError

    try:
        fail()
    except ZeroDivisionError:
        assert debts.owed_since() is None


def test_what_a_transaction_makes_untrue_twice_is_noted_once(clean: None) -> None:
    @transactional
    def change_twice(tx: Transaction) -> None:
        cache.remember(KEY, lambda: "old")
        tx.after_commit(cache.forgetting([KEY], tx))
        tx.after_commit(cache.forgetting([KEY], tx))
        notes = collection(debts.DEBTS).find({"_id": {"$gt": MinKey()}}, session=tx.session)
        assert len(list(notes)) == 1

    change_twice()
    assert cache.get(KEY) is None
    assert debts.owed_since() is None

"""The web server, a worker and the clock alone, as containers run them: stores named by files."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from bson import ObjectId
from django.conf import settings

from lectern.accounts.models import Account
from lectern.accounts.services import open_session
from lectern.catalog.documents import Course
from lectern.cli import probe
from lectern.cli.embedded.ports import free_port
from lectern.config import places
from lectern.shared import cache, mongo
from lectern.shared.gate import RETRY_AFTER
from tests.world import Person, course, teacher

STORES = ("LECTERN_SECRET_KEY", "MONGODB_URI", "REDIS_URL")


@pytest.fixture
def environment(stores: None, tmp_path: Path) -> dict[str, str]:
    """That of a container: nothing secret is in it."""
    told = {name: value for name, value in os.environ.items() if name not in STORES}
    for name in STORES:
        file = tmp_path / name.lower()
        file.write_text(os.environ[name] + "\n")
        told[f"{name}_FILE"] = str(file)
    return told | {"LECTERN_DATA_DIR": str(tmp_path / "data")}


@contextmanager
def running(environment: dict[str, str], *words: str) -> Iterator[subprocess.Popen[bytes]]:
    """One program; it must end by itself when it is asked to."""
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(
        [sys.executable, "-m", "lectern", *words],
        env=environment,
        stdout=quiet,
        stderr=quiet,
        start_new_session=True,
    )
    try:
        yield process
        process.terminate()
        process.wait(30)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(10)


def wait(process: subprocess.Popen[bytes], *, until: Callable[[], bool]) -> None:
    """Return when it is so; fail when the program has ended or it takes too long."""
    deadline = time.monotonic() + 60
    while not until():
        assert process.poll() is None, process.returncode
        assert time.monotonic() < deadline
        time.sleep(0.2)


def test_a_web_server_runs_alone(environment: dict[str, str]) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with running(environment, "web", "--port", str(port)) as process:
        wait(process, until=lambda: probe.answers(f"{url}/healthz", "localhost"))
        assert httpx.get(f"{url}/readyz").status_code == 200
        told = Path(f"/proc/{process.pid}/environ").read_bytes()
        assert os.environ["LECTERN_SECRET_KEY"].encode() not in told
    assert process.returncode == 0
    assert not probe.answers(f"{url}/healthz", "localhost")


def test_nothing_is_restored_under_a_web_server(
    clean: None, environment: dict[str, str], tmp_path: Path
) -> None:
    archive, port = tmp_path / "some.backup", free_port()
    archive.write_bytes(b"no archive at all")

    def restore() -> str:
        command = [sys.executable, "-m", "lectern", "restore", str(archive), "--replace", "--yes"]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 1
        return done.stderr

    with running(environment, "web", "--port", str(port)) as process:
        url = f"http://127.0.0.1:{port}/healthz"
        wait(process, until=lambda: probe.answers(url, "localhost"))
        assert "A web server has been seen" in restore()
    assert cache.connection().delete(cache.WEB_KEY)  # what a minute does
    assert "has been seen" not in restore()


@pytest.fixture
def populated(clean: None, environment: dict[str, str]) -> dict[str, str]:
    """The same on the accounts of these tests."""
    accounts = f"sqlite:///{settings.DATABASES['default']['NAME']}"
    return {"DATABASE_URL": accounts} | environment


@contextmanager
def held(of: ObjectId) -> Iterator[None]:
    """A course that nobody else can write; who tries is kept waiting."""
    with mongo.client().start_session() as session, session.start_transaction():
        changed = {"$set": {"title": "Nobody sees this"}}
        Course.collection().update_one({"_id": of}, changed, session=session)
        yield
        session.abort_transaction()


def test_a_web_server_that_is_asked_to_end_answers_what_has_begun(
    populated: dict[str, str],
) -> None:
    by, port = teacher(), free_port()
    python, url = course(by), f"http://127.0.0.1:{port}"
    token = {"Authorization": f"Bearer {token_of(by)}"}

    def rename() -> int:
        change, path = {"title": "Another"}, f"{url}/api/courses/{python}/"
        return httpx.patch(path, json=change, headers=token, timeout=30).status_code

    with running(populated, "web", "--port", str(port)) as process, ThreadPoolExecutor(1) as pool:
        wait(process, until=lambda: probe.answers(f"{url}/healthz", "localhost"))
        with held(python):
            answer = pool.submit(rename)
            time.sleep(1)
            assert not answer.done()
            process.terminate()
            time.sleep(1)
            assert not answer.done()
        assert answer.result(30) == 200
        assert process.wait(30) == 0


def test_a_web_server_with_too_much_to_do_says_so_and_recovers(populated: dict[str, str]) -> None:
    by, port = teacher(), free_port()
    python, url = course(by), f"http://127.0.0.1:{port}"
    token = {"Authorization": f"Bearer {token_of(by)}"}

    def rename() -> int:
        change, path = {"title": "Another"}, f"{url}/api/courses/{python}/"
        return httpx.patch(path, json=change, headers=token, timeout=30).status_code

    def ask(_: int) -> httpx.Response:
        return httpx.get(f"{url}/api/auth/user/", timeout=20)

    more = places.WAITING + 15
    with (
        running(populated, "web", "--port", str(port), "--threads", "1") as process,
        ThreadPoolExecutor(more + 1) as pool,
    ):
        wait(process, until=lambda: probe.answers(f"{url}/healthz", "localhost"))
        with held(python):
            slow = pool.submit(rename)
            time.sleep(1)
            answers = list(pool.map(ask, range(more)))  # a time-out would be one that hangs
        refused = [answer for answer in answers if answer.status_code == 503]
        assert {answer.status_code for answer in answers} <= {401, 503}
        assert len(refused) >= 15
        assert {answer.json()["code"] for answer in refused} == {"overloaded"}
        assert {answer.headers["Retry-After"] for answer in refused} == {RETRY_AFTER}
        assert slow.result(30) in (200, 503)  # its ten seconds may be over by now
        assert [answer.status_code for answer in pool.map(ask, range(10))] == [401] * 10


def token_of(somebody: Person) -> str:
    session = open_session(account=Account.objects.get(username=somebody.username))
    return str(session.access)


def test_a_worker_and_the_clock_run_alone(environment: dict[str, str], tmp_path: Path) -> None:
    port, schedule = free_port(), tmp_path / "schedule"
    told = environment | {"LECTERN_WORKER_METRICS_PORT": str(port)}
    with (
        running(told, "worker", "--threads", "2") as worker,
        running(environment, "beat", "--schedule", str(schedule)) as beat,
    ):
        wait(worker, until=lambda: probe.answers(f"http://127.0.0.1:{port}/metrics", ""))
        wait(beat, until=lambda: any(tmp_path.glob("schedule*")))
    assert (worker.returncode, beat.returncode) == (0, 0)


@pytest.mark.parametrize("verb", ["web", "worker", "beat"])
def test_without_stores_it_says_what_is_missing(verb: str, tmp_path: Path) -> None:
    told = {name: value for name, value in os.environ.items() if name not in STORES}
    said = subprocess.run(
        [sys.executable, "-m", "lectern", verb, "--data-dir", tmp_path],
        env=told,
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 1
    assert "MONGODB_URI" in said.stderr
    assert "Traceback" not in said.stderr

"""`lectern up` starts everything, keeps it running and leaves nothing behind."""

import signal
import socket
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from pymongo import MongoClient
from redis import Redis

from lectern.cli import services
from lectern.cli.datadir import DataDir
from lectern.cli.embedded import mongo, valkey
from lectern.shared.cache import WORKER_KEY
from tests.cli.conftest import StartUp, lectern

BACK_WITHIN = 15.0
SECOND_START_WITHIN = 8.0
SCHEDULE = 10.0  # seconds between two signs of life of the worker


def remaining(processes: list[psutil.Process], within: float = 20) -> list[psutil.Process]:
    """Those that still run; one that only waits for its parent to notice its end does not."""
    return [p for p in psutil.wait_procs(processes, timeout=within)[1] if not is_zombie(p)]


def is_zombie(process: psutil.Process) -> bool:
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def test_serves_stops_on_ctrl_c_without_a_trace_and_is_quick_the_second_time(
    start_up: StartUp,
) -> None:
    first = start_up()
    first.wait_until_ready()
    assert first.answers()
    assert f"http://127.0.0.1:{first.port}/" in first.output
    family = first.family()
    assert first.end(signal.SIGINT) == 0
    assert remaining(family, within=0) == []
    assert "Traceback" not in first.output
    assert list((first.data / "run").glob("*.pid")) == []

    second = start_up()
    assert second.wait_until_ready() < SECOND_START_WITHIN
    family = second.family()
    assert second.end(signal.SIGTERM) == 0
    assert remaining(family, within=0) == []


def test_the_first_start_loads_the_demo_and_the_second_keeps_its_password(
    start_up: StartUp,
) -> None:
    first = start_up("--demo")
    first.wait_until_ready()
    secret = first.data / "demo_password"
    password = secret.read_text().strip()
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    assert f"with the password {password}" in first.output
    assert first.logs_in("student", password)
    assert not first.logs_in("student", "not that")
    first.end()

    second = start_up("--demo")
    assert second.wait_until_ready() < SECOND_START_WITHIN
    assert "demo courses" not in second.output
    assert f"with the password {password}" in second.output


def test_a_second_one_on_the_same_data_is_refused_and_the_first_goes_on(start_up: StartUp) -> None:
    up = start_up()
    up.wait_until_ready()
    second = lectern("up", "--no-demo", "--data-dir", up.data)
    assert second.returncode == 1
    assert f"process {up.process.pid}, http://127.0.0.1:{up.port}" in second.stderr
    assert "Traceback" not in second.stderr
    assert up.answers()
    assert lectern("migrate", "--data-dir", up.data).returncode == 0


@pytest.mark.parametrize("key", ["mongod", "valkey", "celery", "web"])
def test_a_killed_child_is_back_and_nothing_acknowledged_is_lost(
    key: str, start_up: StartUp
) -> None:
    up = start_up()
    up.wait_until_ready()
    stores = services.read(DataDir(up.data))
    with MongoClient(stores.mongodb_uri) as database, Redis.from_url(stores.redis_url) as cache:
        database.get_default_database().notes.insert_one({"_id": "acknowledged"})
        killed = psutil.Process(up.leader(key))
        own_children = killed.children(recursive=True)
        killed.kill()

        back = f"{up_name(key)} is ready again"
        assert up.wait_until(lambda: back in up.output and up.answers(), BACK_WITHIN) < BACK_WITHIN
        assert up.leader(key) != killed.pid
        assert remaining(own_children, within=1) == []
        assert str(up.data / "log" / f"{key}.log") in up.output
        assert database.get_default_database().notes.count_documents({"_id": "acknowledged"}) == 1

        # The worker runs its schedule again, whatever it was that died.
        cache.delete(WORKER_KEY)
        up.wait_until(lambda: cache.exists(WORKER_KEY) == 1, BACK_WITHIN + SCHEDULE)


def up_name(key: str) -> str:
    names = {"mongod": "MongoDB", "valkey": "Valkey", "celery": "The worker"}
    return names.get(key, "The web server")


def test_a_killed_supervisor_takes_everything_with_it_and_the_next_start_works(
    start_up: StartUp,
) -> None:
    killed = start_up()
    killed.wait_until_ready()
    family = killed.family()
    killed.process.kill()
    killed.process.wait()
    next_one = start_up()
    next_one.wait_until_ready()
    assert remaining(family, within=0) == []
    assert next_one.answers()


def test_a_killed_supervisor_leaves_no_orphan_even_without_a_next_start(start_up: StartUp) -> None:
    killed = start_up()
    killed.wait_until_ready()
    family = killed.family()
    killed.process.kill()
    assert remaining(family) == []


def test_stopping_in_the_middle_of_a_start_leaves_nothing(start_up: StartUp) -> None:
    up = start_up()
    up.wait_until(lambda: "MongoDB is ready" in up.output, within=20)
    family = up.family()
    assert up.end() == 0
    assert remaining(family, within=0) == []


def test_a_store_that_cannot_start_is_a_sentence_with_its_last_words(
    start_up: StartUp, tmp_path: Path
) -> None:
    (tmp_path / "var" / "mongo").mkdir(parents=True)
    (tmp_path / "var" / "mongo" / "storage.bson").write_bytes(b"not what mongod wrote")
    broken = start_up()
    assert broken.data == tmp_path / "var"
    assert broken.process.wait(60) == 1
    assert "MongoDB ended" in broken.output
    assert str(broken.data / "log" / "mongod.log") in broken.output
    assert "Traceback" not in broken.output
    assert list((broken.data / "run").glob("*.pid")) == []


def test_a_taken_port_is_a_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1])
        result = lectern("up", "--port", port, "--data-dir", tmp_path / "var")
    assert result.returncode == 1
    assert f"Port {port} is in use" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("a file")
    result = lectern("up", "--data-dir", tmp_path / "var")
    assert result.returncode == 1
    assert "cannot be written" in result.stderr
    assert "Traceback" not in result.stderr
    assert "Traceback" in lectern("--debug", "up", "--data-dir", tmp_path / "var").stderr


def test_stores_of_the_operator_are_used_and_left_running(
    start_up: StartUp, tmp_path: Path
) -> None:
    with (
        mongo.serve(tmp_path / "m", tmp_path / "log") as database,
        valkey.serve(tmp_path / "v", tmp_path / "log") as cache,
    ):
        up = start_up(stores={"MONGODB_URI": database.uri, "REDIS_URL": cache.uri})
        up.wait_until_ready()
        assert not {"mongod", "valkey"} & {path.stem for path in (up.data / "run").glob("*.pid")}
        up.end()
        assert database.process.alive()
        assert cache.process.alive()


def test_a_disk_that_fills_up_while_it_runs_is_named(
    start_up: StartUp, disk: Callable[[str], Path]
) -> None:
    small = disk("700m")
    up = start_up(data=small / "var")
    up.wait_until_ready()
    up.set_of_mongod("syncdelay", 1)  # it notices when it next writes a checkpoint, once a minute
    # Unbuffered: what a buffer still held would be refused once more when the file is closed.
    with (small / "something-else").open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(1 << 20))
    assert up.process.wait(90) == 1
    assert f"The disk of {small / 'var'} is full" in up.output
    assert "Make room" in up.output
    assert "Traceback" not in up.output

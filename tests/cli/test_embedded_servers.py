"""The embedded servers are real ones: they keep data, take transactions, survive SIGKILL."""

import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psutil
import pytest
from kombu import Connection  # type: ignore[import-untyped]
from pymongo import MongoClient
from redis import Redis

from lectern.cli.embedded import binaries, mongo, ports, valkey
from lectern.cli.errors import OperatorError
from lectern.config.redis import broker_url

HOLD = """
import sys, time
from pathlib import Path
from lectern.cli.embedded import {kind}
with {kind}.serve(Path(sys.argv[1]) / "data", Path(sys.argv[1]) / "log") as server:
    print(server.process.pid, server.port, flush=True)
    time.sleep(120)
"""


def gone(pid: int, within: float = 10) -> bool:
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        if not psutil.pid_exists(pid):
            return True
        time.sleep(0.05)
    return False


def test_mongod_takes_transactions_and_undoes_a_failed_one(tmp_path: Path) -> None:
    with (
        mongo.serve(tmp_path / "data", tmp_path / "log") as server,
        MongoClient(server.uri) as client,
    ):
        notes = client.get_default_database().notes
        with client.start_session() as session:
            with session.start_transaction():
                notes.insert_one({"_id": 1}, session=session)
            with pytest.raises(ZeroDivisionError), session.start_transaction():
                notes.insert_one({"_id": 2}, session=session)
                _ = 1 / 0
        assert [note["_id"] for note in notes.find()] == [1]
    assert not server.process.alive()


def test_mongod_keeps_what_it_acknowledged_when_killed_and_moved_to_another_port(
    tmp_path: Path,
) -> None:
    data, log = tmp_path / "data", tmp_path / "log"
    # A client that closes says so to its server, and looks for one that is gone this long.
    brief = {"serverSelectionTimeoutMS": 1000}
    with mongo.serve(data, log) as first, MongoClient(first.uri, **brief) as client:
        client.get_default_database().notes.insert_one({"_id": "kept"})
        first.process.popen.kill()
        first.process.popen.wait()
    with mongo.serve(data, log) as second, MongoClient(second.uri) as client:
        assert second.port != first.port
        assert client.get_default_database().notes.find_one() == {"_id": "kept"}


def test_mongod_that_cannot_start_says_so_with_its_last_words(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "storage.bson").write_text("not what mongod wrote")
    with (
        pytest.raises(OperatorError, match=r"MongoDB did not start.*mongod\.log"),
        mongo.serve(data, tmp_path / "log"),
    ):
        pass


def test_valkey_keeps_its_data_over_a_restart(tmp_path: Path) -> None:
    data, log = tmp_path / "data", tmp_path / "log"
    with valkey.serve(data, log) as first, Redis.from_url(first.uri) as client:
        client.set("kept", "yes")
    with valkey.serve(data, log) as second, Redis.from_url(second.uri) as client:
        assert client.get("kept") == b"yes"


def test_valkey_is_reached_by_a_socket_that_is_closed_to_others(tmp_path: Path) -> None:
    with valkey.serve(tmp_path / "data", tmp_path / "log") as server:
        file = Path(unquote(urlsplit(server.uri).path))
        assert file.is_socket()
        assert stat.S_IMODE(file.stat().st_mode) == 0o700
        with Redis.from_url(server.uri) as client:
            assert client.ping()


def test_celery_finds_the_socket_too(tmp_path: Path) -> None:
    data = tmp_path / "a folder"
    with (
        valkey.serve(data, tmp_path / "log") as server,
        Connection(broker_url(server.uri)) as broker,
        broker.SimpleQueue("notes") as queue,
    ):
        queue.put("kept")
        assert Redis.from_url(server.uri).llen("notes") == 1


def test_valkey_is_reached_by_its_port_from_a_folder_with_a_long_name(tmp_path: Path) -> None:
    data = tmp_path / ("long" * 20) / "data"
    with valkey.serve(data, tmp_path / "log") as server, Redis.from_url(server.uri) as client:
        assert server.uri == f"redis://127.0.0.1:{server.port}/0"
        assert client.ping()


def test_valkey_loses_at_most_the_last_second_when_killed(tmp_path: Path) -> None:
    data, log = tmp_path / "data", tmp_path / "log"
    with valkey.serve(data, log) as first, Redis.from_url(first.uri) as client:
        client.set("kept", "yes")
        time.sleep(2.1)
        first.process.popen.kill()
        first.process.popen.wait()
    with valkey.serve(data, log) as second, Redis.from_url(second.uri) as client:
        assert client.get("kept") == b"yes"


@pytest.mark.parametrize("kind", ["mongo", "valkey"])
def test_a_server_ends_with_its_parent_even_when_that_is_killed(kind: str, tmp_path: Path) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", HOLD.format(kind=kind), str(tmp_path)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert parent.stdout is not None
    pid, port = map(int, parent.stdout.readline().split())
    assert ports.answers(port)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    assert gone(pid)
    assert not ports.answers(port)


def test_servers_listen_on_the_loopback_interface_only(tmp_path: Path) -> None:
    with (
        valkey.serve(tmp_path / "v", tmp_path) as cache,
        mongo.serve(tmp_path / "m", tmp_path) as db,
    ):
        for server in (cache, db):
            listening = [
                connection.laddr.ip
                for connection in psutil.Process(server.process.pid).net_connections("inet")
                if connection.status == psutil.CONN_LISTEN
            ]
            assert set(listening) == {"127.0.0.1"}


@pytest.mark.parametrize(
    ("find", "names"),
    [
        (binaries.mongod, ["mongod"]),
        (binaries.valkey, ["redis-server", "valkey-server"]),
    ],
)
def test_a_program_on_the_path_wins_over_the_packages(
    find: Callable[[], Path], names: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    carried = find()
    assert carried.is_file()
    for name in names:
        program = tmp_path / name
        program.write_text("#!/bin/sh\n")
        program.chmod(0o755)
        assert find() == program

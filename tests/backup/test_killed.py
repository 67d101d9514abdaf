"""A restore that is killed leaves what says so, what nobody serves, and what can be restored."""

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest
from bson import ObjectId
from django.db import connection
from rest_framework.test import APIClient

from lectern.backup import making
from lectern.backup.errors import BackupError
from lectern.cli import databases
from lectern.cli.errors import OperatorError
from lectern.shared.mongo import collection
from lectern.shared.restoring import HalfRestored, refuse_half
from tests import world
from tests.backup.stores import everything, quiet
from tests.backup.test_round_trip import make
from tests.cli.conftest import COMMAND


def begun() -> bool:
    try:
        refuse_half()
    except HalfRestored:
        return True
    return False


def among_documents() -> bool:
    return begun() and collection("outbox").estimated_document_count() > 0


def run(*words: str) -> "subprocess.Popen[str]":
    """A command on the stores of these tests."""
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen([*COMMAND, *words], text=True, **pipes)  # type: ignore[call-overload]


def test_a_killed_restore_is_not_served_and_can_be_given_again(
    client: APIClient, tmp_path: Path
) -> None:
    world.course(world.teacher(), lessons=1)
    collection("outbox").insert_many(
        [{"_id": ObjectId(), "text": os.urandom(2_000)} for _ in range(8_000)]
    )
    path = tmp_path / "one.backup"
    make(path)
    before = everything()
    connection.close()
    killed = run("restore", str(path), "--replace", "--yes")
    deadline = time.monotonic() + 90
    while not among_documents():
        assert killed.poll() is None, killed.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.002)
    killed.send_signal(signal.SIGKILL)
    assert killed.wait(20) == -signal.SIGKILL

    ready = client.get("/readyz")
    assert (ready.status_code, ready.json()["dependencies"]["mongodb"]["error"]) == (
        503,
        "HalfRestored",
    )
    with pytest.raises(OperatorError, match="Run 'lectern restore' with that archive again"):
        databases.update()
    with pytest.raises(BackupError, match="no whole installation"):
        making.make(path=tmp_path / "two.backup", passphrase="", advance=quiet)
    connection.close()
    again = run("restore", str(path), "--yes")
    said = again.communicate(timeout=90)
    assert again.returncode == 0, said
    assert not begun()
    assert client.get("/readyz").status_code == 200
    after = everything()
    assert after["mongo"]["outbox"] == before["mongo"]["outbox"]
    assert after["mongo"]["courses"] == before["mongo"]["courses"]
    assert after["sql"]["accounts.Account"] == before["sql"]["accounts.Account"]


def test_no_server_starts_on_half_of_an_installation(client: APIClient) -> None:
    from lectern.shared import restoring

    start = [COMMAND[0], "-c", "import lectern.config.wsgi"]
    restoring.begin("yesterday")
    try:
        refused = subprocess.run(start, capture_output=True, text=True, check=False)
    finally:
        restoring.end()
    assert refused.returncode == 1
    assert "archive of yesterday broke off" in refused.stderr
    assert subprocess.run(start, capture_output=True, check=False).returncode == 0


def test_what_is_still_written_stays_and_what_was_killed_goes(
    client: APIClient, tmp_path: Path
) -> None:
    import fcntl

    world.person()
    written, killed = tmp_path / ".a.0123abcd.part", tmp_path / ".b.0123abcd.part"
    others = tmp_path / ".notes.part"
    for file in (written, killed, others):
        file.touch()
        os.utime(file, (0, 0))
    with written.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        make(tmp_path / "one.backup")
    assert sorted(tmp_path.iterdir()) == sorted([written, others, tmp_path / "one.backup"])

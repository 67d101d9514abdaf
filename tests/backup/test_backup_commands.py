"""The commands, as an operator gives them: while Lectern runs, and when something goes wrong."""

import json
import os
import signal
import subprocess
import threading
import time
from pathlib import Path

import pytest

from tests.cli.conftest import COMMAND, StartUp, environment, lectern, start_up
from tests.cli.test_commands import PASSWORD, admins, create_admin

__all__ = ["start_up"]
SECRET = "a pass phrase of some words"


def test_a_running_installation_is_backed_up_and_restored_into_a_new_folder(
    start_up: StartUp,
    tmp_path: Path,
) -> None:
    up = start_up()
    up.wait_until_ready()
    assert create_admin(up.data, "grace") == (0, "")
    archive, elsewhere = tmp_path / "one.backup", tmp_path / "new"
    made = lectern("backup", archive, "--passphrase", SECRET, "--data-dir", up.data)
    assert made.returncode == 0, made.stderr
    assert "encrypted" in made.stdout

    running = lectern("restore", archive, "--passphrase", SECRET, "--data-dir", up.data)
    assert running.returncode == 1
    assert "Stop it first" in running.stderr
    assert up.end() == 0

    checked = lectern("backup", "--verify", archive, "--passphrase", SECRET)
    assert "complete and unaltered" in checked.stdout
    wrong = lectern("restore", archive, "--passphrase", "other words", "--data-dir", elsewhere)
    assert (wrong.returncode, "pass phrase" in wrong.stderr) == (1, True)
    restored = lectern("restore", archive, "--passphrase", SECRET, "--data-dir", elsewhere)
    assert restored.returncode == 0, restored.stderr
    assert "another LECTERN_SECRET_KEY" in restored.stdout
    assert admins(elsewhere) == ["grace"]
    (elsewhere / "secret_key").write_text((up.data / "secret_key").read_text())

    again = lectern("restore", archive, "--passphrase", SECRET, "--data-dir", elsewhere)
    assert (again.returncode, "not empty" in again.stderr) == (1, True)
    words = ("--replace", "--yes", "--passphrase", SECRET)
    replaced = lectern("restore", archive, *words, "--data-dir", elsewhere)
    assert replaced.returncode == 0, replaced.stderr
    assert "another LECTERN_SECRET_KEY" not in replaced.stdout
    well = lectern("doctor", "--data-dir", elsewhere)
    assert (well.returncode, well.stderr) == (0, "")
    new = start_up(data=elsewhere)
    new.wait_until_ready()
    assert new.logs_in("grace", PASSWORD)


def test_a_backup_that_is_killed_leaves_nothing_of_its_name(tmp_path: Path) -> None:
    data, archive = tmp_path / "var", tmp_path / "archives" / "one.backup"
    assert create_admin(data, "grace") == (0, "")
    archive.parent.mkdir()
    (data / "media").mkdir(exist_ok=True)
    with (data / "media" / "film.webm").open("wb") as film:
        film.truncate(2 * 1024**3)  # long enough to be met in the middle
    words = ["backup", str(archive), "--passphrase", SECRET, "--data-dir", str(data)]
    process = subprocess.Popen([*COMMAND, *words], env=environment(), stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while not any(file.stat().st_size > 2**20 for file in archive.parent.iterdir()):
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.01)
    mongod = json.loads((data / "run" / "mongod.pid").read_text())["pid"]
    os.kill(mongod, signal.SIGSTOP)
    process.send_signal(signal.SIGKILL)
    assert process.wait(20) == -signal.SIGKILL
    assert not archive.exists()
    (left,) = archive.parent.iterdir()
    assert left.name.endswith(".part")
    refused = lectern("backup", "--verify", left, "--passphrase", SECRET)
    assert (refused.returncode, "cut off" in refused.stderr) == (1, True)
    (data / "media" / "film.webm").unlink()
    os.utime(left, (0, 0))
    slow_end = threading.Timer(2, os.kill, (mongod, signal.SIGCONT))
    slow_end.start()  # the next command finds the store of the killed one at its end
    again = lectern(*words)
    assert again.returncode == 0, again.stderr
    assert list(archive.parent.iterdir()) == [archive]


@pytest.mark.parametrize("verb", ["backup", "restore"])
def test_what_cannot_be_read_is_a_sentence(tmp_path: Path, verb: str) -> None:
    options = ["--verify"] if verb == "backup" else ["--data-dir", str(tmp_path / "var")]
    result = lectern(verb, tmp_path / "nothing", *options)
    assert result.returncode == 1
    assert "cannot be read" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_short_pass_phrase_is_refused(tmp_path: Path) -> None:
    words = ("--passphrase", "short", "--data-dir", tmp_path / "var")
    result = lectern("backup", tmp_path / "one.backup", *words)
    assert (result.returncode, "at least 12 characters" in result.stderr) == (1, True)
    assert list(tmp_path.iterdir()) == []

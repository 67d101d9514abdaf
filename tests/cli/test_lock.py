"""One Lectern a data folder."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from lectern.cli import lock

HOLD = """
import sys, time
from pathlib import Path
from lectern.cli import lock
with lock.hold(Path(sys.argv[1]), "up", "http://127.0.0.1:8123"):
    print("held", flush=True)
    time.sleep(60)
"""


def holder(path: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_holder_is_refused_with_the_process_and_the_address_of_the_first(
    tmp_path: Path,
) -> None:
    path = tmp_path / "lectern.lock"
    with holder(path) as first:
        with pytest.raises(lock.DataFolderInUse) as refusal, lock.hold(path, "up"):
            pass
        first.kill()
    for part in (str(first.pid), "http://127.0.0.1:8123", str(tmp_path), "--data-dir"):
        assert part in str(refusal.value)


def test_a_lock_whose_holder_was_killed_is_free(tmp_path: Path) -> None:
    path = tmp_path / "lectern.lock"
    with holder(path) as first:
        first.send_signal(signal.SIGKILL)
    assert lock.read(path) == lock.Holder(first.pid, "up", "http://127.0.0.1:8123")
    with lock.hold(path, "migrate"):
        assert lock.read(path) == lock.Holder(os.getpid(), "migrate")
    assert lock.read(path) is None

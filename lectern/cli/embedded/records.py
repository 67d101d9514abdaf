"""Process ids on disk, so that the next start finds what a killed one left behind."""

import json
import os
import signal
from contextlib import suppress
from pathlib import Path

import psutil  # type: ignore[import-untyped]

GRACE = 15.0


def write(path: Path, pid: int) -> None:
    """Record a child together with its start time: process ids are used again, pairs are not."""
    with suppress(psutil.NoSuchProcess):
        path.write_text(json.dumps({"pid": pid, "started": psutil.Process(pid).create_time()}))


def forget(path: Path) -> None:
    path.unlink(missing_ok=True)


def reap(folder: Path) -> list[str]:
    """End the processes that the records in this folder name, and forget them.

    Answers the names of those that were still running.
    """
    found = {path: _members(path) for path in sorted(folder.glob("*.pid"))}
    processes = [process for members in found.values() for process in members]
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            process.send_signal(signal.SIGTERM)
    for process in psutil.wait_procs(processes, timeout=GRACE)[1]:
        with suppress(psutil.NoSuchProcess):
            process.kill()
    psutil.wait_procs(processes, timeout=GRACE)
    for path in found:
        forget(path)
    return [path.stem for path, members in found.items() if members]


def _members(record: Path) -> list[psutil.Process]:
    """The recorded child and what it started; its process group outlives it."""
    try:
        content = json.loads(record.read_text())
        leader, started = int(content["pid"]), float(content["started"])
    except (OSError, ValueError, KeyError, TypeError):
        return []
    if _start_time(leader) not in (None, started):
        return []  # the process id belongs to somebody else by now
    return [process for process in psutil.process_iter() if _group(process.pid) == leader]


def _start_time(pid: int) -> float | None:
    try:
        return float(psutil.Process(pid).create_time())
    except psutil.NoSuchProcess:
        return None


def _group(pid: int) -> int | None:
    try:
        return os.getpgid(pid)
    except OSError:
        return None

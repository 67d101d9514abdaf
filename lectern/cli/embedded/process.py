"""Child processes that never outlive the process that started them."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PR_SET_PDEATHSIG = 1


@dataclass(frozen=True)
class Process:
    """A running child: the leader of its own process group, writing to one log file."""

    popen: subprocess.Popen[bytes]
    log: Path

    @property
    def pid(self) -> int:
        return self.popen.pid

    def alive(self) -> bool:
        return self.popen.poll() is None

    def ask_to_stop(self) -> None:
        """Send SIGTERM; the child finishes what it is doing."""
        if self.alive():
            self.popen.terminate()

    def signal_group(self, number: signal.Signals) -> None:
        """Send a signal to the child and everything it started."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, number)

    def kill_group(self) -> None:
        """End the child and everything it started, at once."""
        self.signal_group(signal.SIGKILL)
        self.popen.wait()

    def stop(self, grace: float = 10) -> None:
        """Ask, wait for `grace` seconds, then kill; nothing of the group is left afterwards."""
        self.ask_to_stop()
        with suppress(subprocess.TimeoutExpired):
            self.popen.wait(grace)
        self.kill_group()

    def last_words(self, lines: int = 8) -> str:
        """The end of the log."""
        return tail(self.log, lines)


def spawn(
    command: Sequence[str | Path], log: Path, environment: Mapping[str, str] | None = None
) -> Process:
    """Start a child whose output goes to the end of `log`.

    It gets its own session, so that Ctrl-C in a terminal reaches only us and we choose the order
    of stopping. On Linux the kernel ends it when the calling thread dies, even by SIGKILL: call
    this from a thread that lives as long as the child should.
    """
    with log.open("ab") as output:
        popen = subprocess.Popen(  # noqa: S603 - the commands are ours
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=None if environment is None else dict(environment),
            start_new_session=True,
            preexec_fn=_end_with_parent(),
        )
    return Process(popen=popen, log=log)


def tail(log: Path, lines: int) -> str:
    """The last lines of a file, each shortened to what a terminal can show."""
    try:
        with log.open("rb") as source:
            source.seek(max(0, log.stat().st_size - 65536))
            text = source.read().decode(errors="replace")
    except OSError:
        return ""
    return "\n".join(line[:300] for line in text.splitlines()[-lines:])


def wait_until(
    ready: Callable[[], bool], process: Process, timeout: float, pause: float = 0.05
) -> bool:
    """Whether `ready` came true before the child died or the time was over."""
    deadline = time.monotonic() + timeout
    while time.monotonic() < deadline and process.alive():
        if ready():
            return True
        time.sleep(pause)
    return False


def _end_with_parent() -> Callable[[], None] | None:
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None)
    parent = os.getpid()

    def arrange() -> None:
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # it died before the line above
            os._exit(1)

    return arrange

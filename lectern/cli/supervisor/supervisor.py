"""Keeps the children running until somebody says stop."""

import signal
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from types import FrameType

from lectern.cli.datadir import DataDir
from lectern.cli.embedded.process import spawn
from lectern.cli.errors import OperatorError
from lectern.cli.screen import Screen
from lectern.cli.supervisor.child import Child, Program, State

TICK = 0.05
REST = 0.25  # between two looks at children that are all well


class Stopped(Exception):
    """A signal asked us to stop."""


class Supervisor:
    """Starts children, restarts the dead, stops them in order."""

    def __init__(self, data: DataDir, environment: Mapping[str, str], screen: Screen) -> None:
        self._data = data
        self._environment = environment
        self._screen = screen
        self._children: list[Child] = []
        self._stopping = False
        self._ending = False

    def start(self, *programs: Program) -> None:
        """Start these together."""
        for program in programs:
            log = self._data.log / f"{program.key}.log"
            if log.exists():
                log.replace(log.with_suffix(".log.1"))
            record = self._data.record(program.key)
            self._children.append(Child(program, log, record, self._environment))
        self._tick(0)

    def wait(self) -> None:
        """Wait until all children are ready."""
        while not self._all_ready():
            self._tick(TICK)

    def run_to_end(self, key: str, command: Sequence[str]) -> str:
        """Run a command beside the children and answer what it printed."""
        log = self._data.log / f"{key}.log"
        log.unlink(missing_ok=True)
        process = spawn(command, log, self._environment)
        try:
            while process.alive():
                self._tick(TICK)
        finally:
            process.stop()
        if process.popen.returncode:
            raise OperatorError(
                f"'lectern {key}' failed. The last lines of {log}:\n{process.last_words()}"
            )
        return log.read_text(errors="replace")

    def watch(self) -> None:
        """Look after the children until a signal comes."""
        while True:
            self._tick(REST if self._all_ready() else TICK)

    @contextmanager
    def until_stopped(self) -> Iterator[None]:
        """Run the block until it ends, fails or a signal comes; then stop all children."""
        numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
        previous = {number: signal.signal(number, self._on_signal) for number in numbers}
        try:
            with suppress(Stopped):
                yield
        finally:
            self._stop_all()
            for number, handler in previous.items():
                signal.signal(number, handler)

    def _tick(self, pause: float) -> None:
        for child in self._children:
            if child.tick(time.monotonic()):
                self._report(child)
        if self._stopping:
            raise Stopped
        time.sleep(pause)

    def _report(self, child: Child) -> None:
        name = child.program.name
        if child.state is State.READY:
            again = " again" if child.backoff.deaths else ""
            self._screen.done(f"{name} is ready{again}")
        elif child.state is State.WAITING:
            self._screen.warn(
                f"{name} ended unexpectedly and starts again in {child.wait:g} s. "
                f"{self._reason(child)}"
            )
        elif child.state is State.GAVE_UP:
            raise OperatorError(
                f"{name} ended {child.backoff.deaths} times shortly after its start, so Lectern "
                f"stops. {self._reason(child)}"
            )

    def _reason(self, child: Child) -> str:
        """Why a child probably died: there is no room on the disk, or its last words tell."""
        if shortage := self._data.shortage():
            return f"{shortage} Make room and start Lectern again."
        return f"The last lines of {child.log}:\n{child.last_words()}"

    def _all_ready(self) -> bool:
        return all(child.state is State.READY for child in self._children)

    def _stop_all(self) -> None:
        """What uses the stores ends before the stores."""
        self._ending = True
        if self._children:
            self._screen.step("Stopping")
        for child in reversed(self._children):
            child.stop()
        self._screen.rest()

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        """The first signal asks to stop, one more while we are stopping does not wait."""
        self._stopping = True
        if self._ending:
            for child in self._children:
                child.kill()

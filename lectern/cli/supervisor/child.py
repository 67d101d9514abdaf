"""One supervised program as a small state machine.

WAITING --time is up--> STARTING --answers--> READY
   ^                        |                   |
   '------ it died ---------+-------------------'
                            '--too often, too quickly--> GAVE_UP
"""

import signal
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from lectern.cli.embedded import records
from lectern.cli.embedded.process import Process, spawn
from lectern.cli.supervisor.backoff import Backoff

State = Enum("State", ["WAITING", "STARTING", "READY", "GAVE_UP"])


@dataclass(frozen=True)
class Program:
    """What to run and how to know that it is ready."""

    key: str  # names its log and its process id file
    name: str  # names it to people
    command: Sequence[str]
    ready: Callable[[Path], bool]  # asked with the log that it writes
    grace: float = 10.0  # seconds to end in
    start_timeout: float = 60.0


@dataclass
class Child:
    """A program, its process and its state."""

    program: Program
    log: Path
    record: Path
    environment: Mapping[str, str]
    backoff: Backoff = field(default_factory=Backoff)
    state: State = State.WAITING
    process: Process | None = None
    started: float = 0.0
    due: float = 0.0
    wait: float = 0.0

    def tick(self, now: float) -> bool:
        """Look at the child and do what its state asks for; whether the state changed."""
        before = self.state
        if self.state is State.WAITING and now >= self.due:
            self._start(now)
        elif self.state in (State.STARTING, State.READY) and not self._alive():
            self._died(now)
        elif self.state is State.STARTING:
            if self.program.ready(self.log):
                self.state = State.READY
            elif now - self.started > self.program.start_timeout:
                self._died(now)
        return self.state is not before

    def kill(self) -> None:
        if self.process:
            self.process.signal_group(signal.SIGKILL)

    def stop(self) -> None:
        """End the child and everything it started."""
        if self.process:
            self.process.stop(self.program.grace)
        records.forget(self.record)

    def last_words(self) -> str:
        return self.process.last_words() if self.process else ""

    def _start(self, now: float) -> None:
        self.process = spawn(self.program.command, self.log, self.environment)
        records.write(self.record, self.process.pid)
        self.started = now
        self.state = State.STARTING

    def _alive(self) -> bool:
        return self.process is not None and self.process.alive()

    def _died(self, now: float) -> None:
        if self.process:
            self.process.kill_group()  # what it started must not hold its port or its files
        delay = self.backoff.after_death(now - self.started)
        if delay is None:
            self.state = State.GAVE_UP
            return
        self.state = State.WAITING
        self.wait = delay
        self.due = now + delay

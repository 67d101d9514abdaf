"""The programs of one site: started, killed, frozen, and started again as a machine would."""

import signal
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from lectern.cli.embedded.process import Process, spawn

RESTART_SECONDS = 1.0  # as long as systemd or a cluster takes at the least


@dataclass
class Program:
    """A program that is kept running."""

    name: str
    command: list[str]
    log: Path
    environment: Mapping[str, str] | None
    process: Process
    wanted: bool = True
    due: float = 0.0

    @property
    def pid(self) -> int:
        return self.process.pid

    def kill(self, *, restart: bool = True) -> None:
        """Let it and all it has started die at once, as with a machine."""
        self.wanted = restart
        self.process.signal_group(signal.SIGKILL)

    def freeze(self) -> None:
        """Let it neither answer nor break off."""
        self.process.signal_group(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on where it was."""
        self.process.signal_group(signal.SIGCONT)

    def start_again(self) -> None:
        """Let the keeper start it."""
        self.wanted = True


class Keeper:
    """Starts programs and starts the dead again; each dies with this process."""

    def __init__(self) -> None:
        self.programs: dict[str, Program] = {}
        self._orders: list[Callable[[], None]] = []
        self._stopping = threading.Event()
        # A child lives as long as the thread that started it, so one thread starts all.
        self._thread = threading.Thread(target=self._keep, daemon=True)
        self._thread.start()

    def start(
        self,
        name: str,
        command: list[str],
        log: Path,
        environment: Mapping[str, str] | None = None,
    ) -> Program:
        """Run a program until the end."""
        done = threading.Event()

        def order() -> None:
            process = spawn(command, log, environment)
            self.programs[name] = Program(name, command, log, environment, process)
            done.set()

        self._orders.append(order)
        if not done.wait(20):
            raise RuntimeError(f"{name} was not started.")
        return self.programs[name]

    def stop(self) -> None:
        """End all, the last one first."""
        self._stopping.set()
        self._thread.join()

    def _keep(self) -> None:
        while not self._stopping.wait(0.05):
            while self._orders:
                self._orders.pop(0)()
            for program in list(self.programs.values()):
                self._look_after(program)
        for program in reversed(self.programs.values()):
            program.thaw()
            program.process.stop(10)

    def _look_after(self, program: Program) -> None:
        if program.process.alive() or not program.wanted:
            program.due = 0.0
        elif not program.due:
            program.due = time.monotonic() + RESTART_SECONDS
        elif time.monotonic() >= program.due:
            program.process = spawn(program.command, program.log, program.environment)
            program.due = 0.0


def wait_for(what: str, ready: Callable[[], bool], seconds: float = 60) -> None:
    """Return when it is so; an error that names it when it does not become so."""
    deadline = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > deadline:
            raise TimeoutError(f"Waited {seconds:g} s in vain: {what}")
        time.sleep(0.1)

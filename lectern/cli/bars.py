"""How far something long is: bars on a terminal, now and then a line elsewhere."""

import time
from types import TracebackType

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

LINE_SECONDS = 5.0


class Bars:
    """A bar for each thing that is counted."""

    def __init__(self) -> None:
        self._console = Console(highlight=False, soft_wrap=True)
        self._bars = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=self._console,
            transient=True,
            disable=not self._console.is_terminal,
        )
        self._known: dict[str, TaskID] = {}
        self._said = time.monotonic()

    def __enter__(self) -> "Bars":
        self._bars.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bars.stop()

    def advance(self, what: str, done: int, total: int | None) -> None:
        """So much of it is done, of so much when that is known."""
        if what not in self._known:
            self._known[what] = self._bars.add_task(what)
        self._bars.update(self._known[what], completed=done, total=total)
        if not self._console.is_terminal and time.monotonic() - self._said > LINE_SECONDS:
            self._said = time.monotonic()
            self._console.print(f"{what}: {done:,}{f' of {total:,}' if total else ''} ...")

    def pause(self) -> None:
        """Leave the terminal to a question."""
        self._bars.stop()

    def resume(self) -> None:
        """Go on after a question."""
        self._bars.start()

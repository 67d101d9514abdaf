"""What the operator sees: a spinner on a terminal, plain lines elsewhere."""

from typing import ClassVar

from rich.console import Console
from rich.status import Status
from rich.text import Text


class Screen:
    """Prints sentences; on a terminal the current step spins below them.

    There is one terminal, so all screens share the spinner.
    """

    _status: ClassVar[Status | None] = None

    def __init__(self) -> None:
        self._out = Console(highlight=False, soft_wrap=True)
        self._error = Console(stderr=True, highlight=False, soft_wrap=True)

    def step(self, text: str) -> None:
        """What happens now."""
        if not self._out.is_terminal:
            self._out.print(Text(f"{text} ..."))
        elif self._status:
            self._status.update(Text(text))
        else:
            Screen._status = self._out.status(Text(text))
            Screen._status.start()

    def rest(self) -> None:
        """Nothing happens now."""
        if self._status:
            self._status.stop()
            Screen._status = None

    def done(self, text: str) -> None:
        self._say("✓", text, "green")

    def warn(self, text: str) -> None:
        self._say("!", text, "yellow")

    def say(self, text: str = "") -> None:
        self._out.print(Text(text))

    def fail(self, text: str) -> None:
        """The sentence that ends the command, on standard error."""
        self.rest()
        self._error.print(Text(text, style="red" if self._error.is_terminal else ""))

    def _say(self, mark: str, text: str, style: str) -> None:
        line = Text.assemble((mark, style), " ", text) if self._out.is_terminal else Text(text)
        self._out.print(line)

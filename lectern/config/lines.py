"""How a line of the log becomes text: with as little work as a line for every request allows."""

import logging
import re
from typing import Any, cast

import structlog
from structlog.typing import EventDict, Processor

# Lines that bear a trace are rare, and left to structlog.
_TRACED = frozenset({"exc_info", "exception", "stack"})
_QUOTED = re.compile(r"[ \t=\r\n\"']")


class Lines(structlog.stdlib.ProcessorFormatter):
    """Renders lines of our own at once; those of libraries are made lines first."""

    def __init__(self, *, ours: list[Processor], **options: Any) -> None:
        meta = structlog.stdlib.ProcessorFormatter.remove_processors_meta
        super().__init__(processors=[meta, *ours], **options)
        self._ours = ours

    def format(self, record: logging.LogRecord) -> str:
        """The text of one line."""
        if not hasattr(record, "_logger"):  # which structlog leaves with the lines it makes
            return super().format(record)
        line: Any = dict(cast(EventDict, record.msg))
        for processor in self._ours:
            line = processor(None, record.levelname, line)
        return str(line)


class Plain:
    """Writes a line as structlog's own renderer for consoles does, without colours."""

    def __init__(self) -> None:
        # Plain traces: the local variables of a failing sign-in are nobody's business.
        self._console = structlog.dev.ConsoleRenderer(
            colors=False, exception_formatter=structlog.dev.plain_traceback
        )

    def __call__(self, logger: Any, name: str, line: EventDict) -> str:
        """The moment, the level, what happened, who says so, and the rest by name."""
        if not _TRACED.isdisjoint(line):
            return self._console(logger, name, line)
        moment, level, event = line.pop("timestamp"), line.pop("level"), line.pop("event")
        head = f"{moment} [{level:9}] {event!s:30} [{line.pop('logger')}]"
        return " ".join([head, *(f"{key}={_said(line[key])}" for key in sorted(line))])


def _said(value: Any) -> str:
    if isinstance(value, str) and not _QUOTED.search(value):
        return value
    return repr(value)

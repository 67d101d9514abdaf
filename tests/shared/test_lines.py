"""Lines of the log are written quickly, and read as structlog's own."""

import logging
from typing import Any

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from lectern.config.lines import Lines, Plain

VALUES = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.text())
CONSOLE = structlog.dev.ConsoleRenderer(
    colors=False, exception_formatter=structlog.dev.plain_traceback
)


@given(
    event=st.text(min_size=1).filter(str.strip),
    level=st.sampled_from(["debug", "info", "warning", "error", "critical"]),
    values=st.dictionaries(st.sampled_from(["route", "status", "user_id", "error"]), VALUES),
)
def test_plain_lines_are_those_of_structlog(event: str, level: str, values: dict[str, Any]) -> None:
    line = {"timestamp": "2030-01-02T03:04:05Z", "level": level, "logger": "a.b", "event": event}
    assert Plain()(None, level, line | values) == CONSOLE(None, level, line | values)


def test_a_trace_follows_its_line() -> None:
    try:
        raise ValueError("no")
    except ValueError as error:
        line = {"timestamp": "now", "level": "error", "logger": "a", "event": "e"}
        text = Plain()(None, "error", line | {"exc_info": error})
    assert "ValueError: no" in text
    assert text.startswith("now [error")


@pytest.fixture
def written() -> Any:
    """What the console would be given."""
    formatters = [handler.formatter for handler in logging.getLogger().handlers]
    formatter = next(one for one in formatters if isinstance(one, Lines))
    lines: list[str] = []

    class Console(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(formatter.format(record))

    console = Console()
    logging.getLogger().addHandler(console)
    yield lines
    logging.getLogger().removeHandler(console)


def test_our_lines_and_those_of_libraries_look_alike(written: list[str]) -> None:
    with structlog.contextvars.bound_contextvars(request_id="request-1"):
        structlog.get_logger("a.b").warning("ours", status=200)
        logging.getLogger("a.b").warning("of a %s", "library")
    ours, theirs = (line.split("Z ", 1)[1] for line in written)
    assert ours == f"[warning  ] {'ours':30} [a.b] request_id=request-1 status=200"
    assert theirs == f"[warning  ] {'of a library':30} [a.b] request_id=request-1"

"""One embedded server, running for the length of a `with` block."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from lectern.cli.embedded import records
from lectern.cli.embedded.process import Process, spawn, wait_until
from lectern.cli.errors import OperatorError

START_TIMEOUT = 60.0


@dataclass(frozen=True)
class Server:
    """A running server and how to reach it."""

    uri: str
    port: int
    process: Process


@contextmanager
def running(
    name: str,
    command: list[str],
    log: Path,
    *,
    uri: str,
    port: int,
    ready: Callable[[int], bool],
    record: Path | None = None,
) -> Iterator[Server]:
    """Start the server, wait until it is ready, stop it at the end of the block.

    With a `record`, `records.reap` ends it when we are killed before that.
    """
    process = spawn(command, log)
    try:
        if record:
            records.write(record, process.pid)
        if not wait_until(lambda: ready(port), process, START_TIMEOUT):
            raise OperatorError(
                f"{name} did not start. The last lines of {log}:\n{process.last_words()}"
            )
        yield Server(uri=uri, port=port, process=process)
    finally:
        process.stop()
        if record:
            records.forget(record)

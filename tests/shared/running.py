"""Our programs as processes of their own, on the stores of the tests."""

import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx

from lectern.cli import programs
from lectern.cli.embedded.ports import free_port
from tests.faults.keeper import wait_for

SOON = {"OTEL_BSP_SCHEDULE_DELAY": "100"}  # milliseconds, so that tests need not wait


@contextmanager
def program(command: list[str], log: Path, told: Mapping[str, str]) -> Iterator[subprocess.Popen]:
    """One of them, which logs there."""
    environment = os.environ | {"LECTERN_LOG_FORMAT": "json", **SOON, **told}
    with log.open("wb") as file:
        process = subprocess.Popen(command, env=environment, stdout=file, stderr=file)
        try:
            yield process
        finally:
            process.terminate()
            process.wait(30)


@contextmanager
def web(log: Path, told: Mapping[str, str]) -> Iterator[tuple[subprocess.Popen, httpx.Client]]:
    """A web server that answers."""
    port = free_port()
    command = programs.web(host="127.0.0.1", port=port, workers=1)
    with (
        program(command, log, told) as process,
        httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as client,
    ):
        wait_for("the web server", lambda: answers(client))
        yield process, client


def answers(client: httpx.Client) -> bool:
    """Whether somebody listens."""
    try:
        return client.get("/healthz").status_code == 200
    except httpx.TransportError:
        return False


@contextmanager
def worker(log: Path, told: Mapping[str, str]) -> Iterator[None]:
    """A worker that takes what is asked for."""
    with program(programs.worker(), log, told):
        wait_for("the worker", lambda: b" ready." in log.read_bytes())
        yield

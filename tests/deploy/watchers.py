"""Who is told by Alertmanager, and a real Prometheus and Alertmanager that tell them."""

import json
import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import httpx

from tests.deploy.manifests import ROOT
from tests.listening import Listener, listening

MONITORING = ROOT / "deploy/monitoring"
PROMETHEUS = os.environ.get("PROMETHEUS") or shutil.which("prometheus") or ""
ALERTMANAGER = (
    os.environ.get("ALERTMANAGER")
    or shutil.which("prometheus-alertmanager")
    or shutil.which("alertmanager")
    or ""
)
WITHOUT = "needs prometheus and alertmanager, on PATH or named by PROMETHEUS and ALERTMANAGER"


@contextmanager
def webhook(answer: str = "ok") -> Iterator[tuple[str, list[Any]]]:
    """An address that takes JSON, and what came."""
    came: list[Any] = []

    class Handler(Listener):
        def answer(self) -> None:
            came.append(json.loads(self.body()))
            self.send_response(202)
            self.end_headers()
            self.wfile.write(answer.encode())

    with listening(Handler) as address:
        yield address, came


@contextmanager
def running(command: list[str], log: Path) -> Iterator[None]:
    """A program until the end of the block."""
    with log.open("ab") as lines:
        process = subprocess.Popen(command, stdout=lines, stderr=lines, cwd=log.parent)
    try:
        yield
    finally:
        process.terminate()
        process.wait(20)


def until(holds: Callable[[], object], what: str, seconds: float = 60) -> None:
    """Wait for something."""
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            raise TimeoutError(what)
        time.sleep(0.25)


def is_ready(address: str) -> bool:
    """Whether a Prometheus or an Alertmanager answers queries."""
    try:
        return httpx.get(f"{address}/-/ready").status_code == 200
    except httpx.HTTPError:
        return False


@contextmanager
def prometheus(folder: Path, port: int, configuration: str) -> Iterator[str]:
    """A Prometheus with the rules as they are shipped, but for their patience; its address.

    How long each rule waits is proven by `rules.test.yml`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    rules = re.sub(r"for: \d+m", "for: 2s", (MONITORING / "rules.yml").read_text())
    (folder / "rules.yml").write_text(rules)
    (folder / "prometheus.yml").write_text(configuration)
    command = [
        *(PROMETHEUS, "--config.file=prometheus.yml", "--storage.tsdb.path=data"),
        f"--web.listen-address=127.0.0.1:{port}",
        # What it says before it knows its Alertmanager is lost until it says it again.
        "--rules.alert.resend-delay=1s",
    ]
    with ExitStack() as stack:
        stack.enter_context(running(command, folder / "prometheus.log"))
        yield f"http://127.0.0.1:{port}"

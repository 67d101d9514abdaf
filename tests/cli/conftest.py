"""A real `lectern up`, in a process of its own, on a data folder of its own."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from types import MappingProxyType
from typing import Any

import psutil
import pytest
from pymongo import MongoClient

COMMAND = [sys.executable, "-m", "lectern"]
OURS = ("MONGODB_URI", "REDIS_URL", "DATABASE_URL", "LECTERN_")
NONE: Mapping[str, str] = MappingProxyType({})


def environment() -> dict[str, str]:
    """Ours, without what points the product at the stores of the test run."""
    return {name: value for name, value in os.environ.items() if not name.startswith(OURS)}


def lectern(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run one command to its end."""
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        capture_output=True,
        text=True,
        env=environment(),
        timeout=240,
        check=False,
    )


@dataclass
class Up:
    """A running `lectern up`."""

    data: Path
    process: subprocess.Popen[str]
    port: int
    lines: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        self.lines.extend(iter(self.process.stdout.readline, ""))

    @property
    def output(self) -> str:
        return "".join(self.lines)

    def answers(self) -> bool:
        """Whether `GET /readyz` says 200."""
        return self._status("GET", "/readyz") == 200

    def logs_in(self, username: str, password: str) -> bool:
        """Whether these are the name and the password of somebody."""
        body = json.dumps({"username": username, "password": password})
        return self._status("POST", "/api/auth/login/", body) == 200

    def _status(self, method: str, path: str, body: str | None = None) -> int:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request(method, path, body, {"Content-Type": "application/json"})
            return connection.getresponse().status
        except (OSError, HTTPException):
            return 0
        finally:
            connection.close()

    def wait_until(self, true: Callable[[], bool], within: float) -> float:
        """Seconds until it came true."""
        began = time.monotonic()
        while not true():
            assert time.monotonic() - began < within, self.output
            assert self.process.poll() is None, self.output
            time.sleep(0.05)
        return time.monotonic() - began

    def wait_until_ready(self, within: float = 60) -> float:
        return self.wait_until(lambda: "Lectern is ready" in self.output, within)

    def forbid_scans(self) -> None:
        """From now on whatever asks MongoDB without an index is answered with an error."""
        self.set_of_mongod("notablescan", True)

    def set_of_mongod(self, parameter: str, value: object) -> None:
        """Have its MongoDB work in this way from now on."""
        told = json.loads((self.data / "run/services.json").read_text())
        with MongoClient[Any](told["mongodb_uri"], directConnection=True) as client:
            client.admin.command({"setParameter": 1, parameter: value})

    def leader(self, key: str) -> int:
        """The process id of a child."""
        return int(json.loads((self.data / "run" / f"{key}.pid").read_text())["pid"])

    def family(self) -> list[psutil.Process]:
        """Every process below the supervisor."""
        return psutil.Process(self.process.pid).children(recursive=True)

    def end(self, number: signal.Signals = signal.SIGINT) -> int:
        self.process.send_signal(number)
        return self.process.wait(40)


StartUp = Callable[..., Up]


@pytest.fixture
def start_up(tmp_path: Path) -> Iterator[StartUp]:
    """Starts `lectern up`; what a test leaves running is ended."""
    started: list[Up] = []

    def start(
        *arguments: str, data: Path = tmp_path / "var", stores: Mapping[str, str] = NONE
    ) -> Up:
        with socket.create_server(("127.0.0.1", 0)) as probe:
            port = int(probe.getsockname()[1])
        options = ["--no-demo", "--port", str(port), "--data-dir", str(data), *arguments]
        process = subprocess.Popen(
            [*COMMAND, "up", *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**environment(), **stores},
        )
        started.append(Up(data, process, port))
        return started[-1]

    yield start
    for up in started:
        if up.process.poll() is None:
            up.end()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Mounts a file system of the size that is asked for."""
    mounted: list[Path] = []

    def mount(size: str) -> Path:
        folder = tmp_path / f"disk-{size}"
        folder.mkdir()
        command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
        done = subprocess.run(command, capture_output=True, check=False)
        if done.returncode:
            pytest.skip("nobody may mount here; the limit on file sizes is tested instead")
        mounted.append(folder)
        return folder

    yield mount
    for folder in mounted:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)

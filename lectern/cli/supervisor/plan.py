"""The programs of one machine: two stores, the worker and the web server."""

from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from lectern.cli import programs
from lectern.cli.datadir import DataDir
from lectern.cli.embedded import mongo, valkey
from lectern.cli.supervisor.child import Program


@dataclass(frozen=True)
class Address:
    """Where the web server listens."""

    host: str
    port: int

    @property
    def reachable(self) -> str:
        """The address by which this machine reaches itself."""
        return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104  # nosec

    @property
    def url(self) -> str:
        """What to open in a browser on this machine."""
        host = f"[{self.reachable}]" if ":" in self.reachable else self.reachable
        return f"http://{host}:{self.port}"


def mongod(data: DataDir, port: int) -> Program:
    return Program(
        key="mongod",
        name="MongoDB",
        command=mongo.command(data.mongo, port),
        ready=lambda _log: mongo.is_primary(port),
        grace=20.0,
    )


def valkey_server(data: DataDir, port: int) -> Program:
    return Program(
        key="valkey",
        name="Valkey",
        command=valkey.command(data.valkey, port),
        ready=lambda _log: valkey.is_ready(port),
    )


def worker(data: DataDir) -> Program:
    """Celery with beat."""
    return Program(
        key="celery",
        name="The worker",
        command=programs.worker_with_beat(data.run / "beat-schedule"),
        ready=_says_ready,
        grace=15.0,
    )


def web(address: Address, workers: int, host: str) -> Program:
    return Program(
        key="web",
        name="The web server",
        command=programs.web(host=address.host, port=address.port, workers=workers),
        ready=lambda _log: answers_ready(address, host),
        grace=15.0,
    )


def answers_ready(address: Address, host: str) -> bool:
    """Whether `GET /readyz` answers 200: the web server and everything it depends on."""
    connection = HTTPConnection(address.reachable, address.port, timeout=2)
    try:
        connection.request("GET", "/readyz", headers={"Host": host})
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _says_ready(log: Path) -> bool:
    """Celery announces itself in its log, which starts empty with each `lectern up`."""
    return b" ready." in log.read_bytes()

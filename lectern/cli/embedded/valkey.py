"""An embedded Valkey (or Redis) with an append-only file, flushed to disk every second.

It is reached by a socket of the file system, which takes less of the processor than the loopback
interface and is closed to other accounts of the machine.
"""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from lectern.cli.embedded import binaries, ports
from lectern.cli.embedded.server import Server, running

SOCKET = "valkey.sock"
LONGEST = 100  # bytes of a path that a socket may have on every system


def uri(data_dir: Path, port: int) -> str:
    """By its socket; by its port where the folder has too long a name for one."""
    path = _socket(data_dir)
    return f"unix://{quote(path)}?db=0" if path else f"redis://{ports.LOOPBACK}:{port}/0"


def command(data_dir: Path, port: int) -> list[str]:
    """How to start the server: loopback only, nothing acknowledged older than a second is lost."""
    path = _socket(data_dir)
    return [
        *(str(binaries.valkey()), "--dir", str(data_dir)),
        *("--port", str(port), "--bind", ports.LOOPBACK, "--daemonize", "no"),
        *("--appendonly", "yes", "--appendfsync", "everysec", "--save", ""),
        *("--logfile", "", "--loglevel", "notice"),
        *(("--unixsocket", path, "--unixsocketperm", "700") if path else ()),
    ]


def _socket(data_dir: Path) -> str:
    path = str(data_dir.resolve() / SOCKET)
    return path if len(path.encode()) <= LONGEST else ""


def is_ready(port: int) -> bool:
    """Whether the server answers and has loaded its data."""
    try:
        with socket.create_connection((ports.LOOPBACK, port), timeout=2) as connection:
            connection.sendall(b"PING\r\n")
            return connection.recv(64).startswith(b"+PONG")
    except OSError:
        return False


@contextmanager
def serve(
    data_dir: Path, log_dir: Path, port: int = 0, record: Path | None = None
) -> Iterator[Server]:
    """Run the server for the length of a `with` block, on `port` or a free one."""
    for folder in (data_dir, log_dir):
        folder.mkdir(parents=True, exist_ok=True)
    port = port or ports.free_port()
    start = command(data_dir, port)
    log = log_dir / "valkey.log"
    with running(
        "Valkey", start, log, uri=uri(data_dir, port), port=port, ready=is_ready, record=record
    ) as server:
        yield server

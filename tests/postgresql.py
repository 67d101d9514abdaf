"""A real PostgreSQL of this machine, on loopback and on data of its own.

It is not among the Python packages: where no PostgreSQL is installed, what needs it is skipped.
"""

import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from lectern.cli.embedded import ports
from lectern.cli.embedded.process import spawn, wait_until

OLDEST = 15
USER, PASSWORD = "lectern", "only for tests"
ABSENT = f"needs PostgreSQL {OLDEST} or newer: on Debian and Ubuntu, apt-get install postgresql"


def programs() -> Path | None:
    """The folder with the programs of the newest server that is installed."""
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/postgres")]
    if on_path := shutil.which("postgres"):
        found.append(Path(on_path).parent)
    known = {_version(folder): folder for folder in found}
    return known[max(known)] if known and max(known) >= OLDEST else None


def address(port: int, database: str) -> str:
    """Where a database of this server is, as `DATABASE_URL` says it."""
    return f"postgres://{USER}:{PASSWORD.replace(' ', '%20')}@{ports.LOOPBACK}:{port}/{database}"


def create(port: int, database: str) -> str:
    """Make an empty database; where it is."""
    with psycopg.connect(address(port, "postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(database)))
    return address(port, database)


@contextmanager
def serve(port: int) -> Iterator[None]:
    """Run a server for the length of a `with` block. Root starts it as nobody: it insists."""
    folder = programs()
    assert folder is not None, ABSENT
    root = Path(tempfile.mkdtemp(prefix="lectern-postgresql-"))
    data, word = root / "data", root / "password"
    word.write_text(PASSWORD)
    if os.geteuid() == 0:
        for path in (root, word):
            shutil.chown(path, "nobody")
    try:
        subprocess.run(
            [
                *(*_as_nobody(), str(folder / "initdb"), "--pgdata", str(data), "--no-sync"),
                *("--username", USER, "--pwfile", str(word), "--auth", "scram-sha-256"),
                *("--encoding", "UTF8", "--locale", "C.UTF-8"),
            ],
            check=True,
            capture_output=True,
        )
        command = [*_as_nobody(), str(folder / "postgres"), "-D", str(data), "-p", str(port)]
        settings = {"fsync": "off", "max_connections": "200", "unix_socket_directories": ""}
        for name, value in {"listen_addresses": ports.LOOPBACK, **settings}.items():
            command += ["-c", f"{name}={value}"]
        process = spawn(command, root / "log")
        try:
            assert wait_until(lambda: _answers(port), process, 30), process.last_words()
            yield
        finally:
            process.popen.send_signal(signal.SIGINT)  # at SIGTERM it waits for its clients
            process.stop()
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _answers(port: int) -> bool:
    try:
        psycopg.connect(address(port, "postgres")).close()
    except psycopg.OperationalError:
        return False
    return True


def _as_nobody() -> list[str]:
    if os.geteuid() != 0:
        return []
    return [
        *("setpriv", "--reuid", "nobody", "--regid", "nogroup", "--clear-groups"),
        *("--pdeathsig", "INT"),  # changing the user forgets what `spawn` has arranged
    ]


def _version(folder: Path) -> int:
    said = subprocess.run([folder / "postgres", "-V"], capture_output=True, text=True, check=True)
    found = re.search(r"\d+", said.stdout)
    return int(found[0]) if found else 0

"""A real mongod and a real Valkey for the run, started once, whatever the number of workers.

Loaded before Django reads its settings. Each worker gets databases of its own. The mongod refuses
to scan a collection, so a query without an index fails the test that made it.

With `LECTERN_TEST_SQL=postgresql` identity is in a real PostgreSQL instead of SQLite.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests import postgresql

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
ROOT = "LECTERN_TEST_ROOT"
DATABASE = f"lectern_{WORKER or 'main'}"
ON_POSTGRESQL = os.environ.get("LECTERN_TEST_SQL") == "postgresql"


def _prepare() -> None:
    """Say in the environment where the stores will be."""
    from lectern.cli.embedded import ports

    if ROOT not in os.environ:
        os.environ[ROOT] = tempfile.mkdtemp(prefix="lectern-test-")
        os.environ["LECTERN_TEST_MONGO_PORT"] = str(ports.free_port())
        os.environ["LECTERN_TEST_REDIS_PORT"] = str(ports.free_port())
        os.environ["LECTERN_TEST_POSTGRESQL_PORT"] = str(ports.free_port())
    number = int(WORKER.removeprefix("gw") or 0)
    data = Path(os.environ[ROOT]) / (WORKER or "main")
    data.mkdir(parents=True, exist_ok=True)
    mongo, redis = os.environ["LECTERN_TEST_MONGO_PORT"], os.environ["LECTERN_TEST_REDIS_PORT"]
    os.environ |= {
        "LECTERN_ENV": "test",
        "LECTERN_DATA_DIR": str(data),
        "LECTERN_SECRET_KEY": "a key that only these tests know, long enough for HS256",
        "LECTERN_HOSTS": "testserver,127.0.0.1,localhost",
        "MONGODB_URI": f"mongodb://127.0.0.1:{mongo}/{DATABASE}?replicaSet=lectern",
        "REDIS_URL": f"redis://127.0.0.1:{redis}/{number}",
        # Tests ask faster than people; those of the limits set lower ones.
        "LECTERN_RATES": ",".join(
            f"{scope}=1000000/s"
            for scope in ("auth", "account", "mail", "write", "search", "anonymous")
        ),
    }
    for name in ("DATABASE_URL", "EMAIL_URL", "LECTERN_DEMO_PASSWORD"):
        os.environ.pop(name, None)
    if ON_POSTGRESQL:
        os.environ["DATABASE_URL"] = postgresql.address(_postgresql_port(), DATABASE)


def _postgresql_port() -> int:
    return int(os.environ["LECTERN_TEST_POSTGRESQL_PORT"])


_prepare()


class Servers:
    """Runs the servers in the process that hands out the work."""

    def __init__(self) -> None:
        self.stack = ExitStack()

    def pytest_sessionstart(self) -> None:
        """Start both."""
        from lectern.cli.embedded import mongo, valkey

        root = Path(os.environ[ROOT])
        logs = root / "log"
        mongo_port = int(os.environ["LECTERN_TEST_MONGO_PORT"])
        redis_port = int(os.environ["LECTERN_TEST_REDIS_PORT"])
        self.stack.enter_context(mongo.serve(root / "mongo", logs, mongo_port))
        self.stack.enter_context(valkey.serve(root / "valkey", logs, redis_port))
        if ON_POSTGRESQL:
            if postgresql.programs() is None:
                raise pytest.UsageError(postgresql.ABSENT)
            self.stack.enter_context(postgresql.serve(_postgresql_port()))
            postgresql.create(_postgresql_port(), DATABASE)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_unconfigure(self) -> Iterator[None]:
        """Stop both, and leave none of their hundreds of megabytes behind."""
        try:
            return (yield)
        finally:
            self.stack.close()
            shutil.rmtree(os.environ[ROOT], ignore_errors=True)


def pytest_configure(config: pytest.Config) -> None:
    """Only the first process starts servers; workers find them in their environment."""
    if not WORKER:
        config.pluginmanager.register(Servers(), "lectern-servers")
    elif ON_POSTGRESQL:
        postgresql.create(_postgresql_port(), DATABASE)

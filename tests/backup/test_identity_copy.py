"""Accounts move from SQLite to PostgreSQL, and nobody notices."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ConnectionHandler

from lectern.backup import copying
from lectern.backup.copying import Copied
from lectern.backup.errors import BackupError
from lectern.cli.embedded import ports
from tests import postgresql, world
from tests.accounts.test_second_factor import guard
from tests.accounts.test_sessions import Device
from tests.backup.stores import quiet, rows
from tests.cli.conftest import COMMAND

pytestmark = pytest.mark.skipif(not postgresql.programs(), reason=postgresql.ABSENT)
names = (f"copy{number}" for number in count())


@pytest.fixture(scope="module")
def server() -> Iterator[int]:
    """A PostgreSQL of this module; its port."""
    port = ports.free_port()
    with postgresql.serve(port):
        yield port


@pytest.fixture
def target(server: int) -> str:
    """An empty database."""
    return postgresql.create(server, next(names))


@pytest.fixture(scope="module")
def migrated(stores: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite file of this version."""
    folder = tmp_path_factory.mktemp("sqlite")
    with identity_in(lite(folder)):
        call_command("migrate", verbosity=0, skip_checks=True)
    return folder / "identity.sqlite3"


@pytest.fixture
def source(clean: None, migrated: Path, tmp_path: Path) -> Path:
    """The SQLite file of a data folder."""
    return Path(shutil.copy(migrated, tmp_path))


@contextmanager
def identity_in(options: dict[str, Any]) -> Iterator[None]:
    """Let accounts be in another database for the length of a `with` block."""
    handler = ConnectionHandler({"default": {"CONN_MAX_AGE": 60, **options}})
    usual: BaseDatabaseWrapper = connections["default"]
    connections["default"] = handler["default"]
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"] = usual


def lite(folder: Path) -> dict[str, Any]:
    engine = {"ENGINE": "django.db.backends.sqlite3", "NAME": folder / "identity.sqlite3"}
    return {**engine, "OPTIONS": settings.SQLITE_OPTIONS}


def great(url: str) -> dict[str, Any]:
    from environ import Env

    return dict(Env.db_url_config(url))


def copy(source: Path) -> Copied:
    return copying.copy(source=source, advance=quiet)


def test_accounts_are_where_the_run_says() -> None:
    assert connection.vendor == os.environ.get("LECTERN_TEST_SQL", "sqlite")


def test_nobody_notices(source: Path, target: str) -> None:
    with identity_in(lite(source.parent)):
        ada = guard(world.person("ada"))
        desk = Device(world.person("grace", email_verified=False), "Desk/1", "2001:db8::7")
        assert desk.refresh() == 200
        spent, before = desk.pair["refresh"], rows()
    with identity_in(great(target)):
        copied = copy(source)
        assert not copied.before
        assert copied.rows == sum(map(len, before.values()))
        call_command("migrate", verbosity=0, skip_checks=True)
        assert {name: len(table) for name, table in rows().items()} == {
            name: len(table) for name, table in before.items()
        }
        for model in (name for name in before if name != "mfa.Authenticator"):
            assert rows()[model] == before[model]
        assert desk.is_signed_in()
        assert ada.me.get("/api/auth/user/").json()["mfa"] is True
        assert ada.answer(ada.code()).status_code == 200
        assert desk.refresh() == 200
        assert desk.pair["refresh"] != spent
        assert world.sign_in(world.person("somebody-new")).get("/api/auth/user/").status_code == 200


def test_a_second_time_changes_nothing(source: Path, target: str) -> None:
    with identity_in(lite(source.parent)):
        world.person()
    with identity_in(great(target)):
        first = copy(source)
        call_command("migrate", verbosity=0, skip_checks=True)
        now_there = rows()
        assert copy(source) == Copied(first.rows, before=True)
        assert rows() == now_there


def test_tables_that_are_there_and_empty_are_filled(source: Path, target: str) -> None:
    with identity_in(lite(source.parent)):
        world.person("ada")
    with identity_in(great(target)):
        call_command("migrate", verbosity=0, skip_checks=True)
        assert not copy(source).before
        assert apps.get_model("accounts", "Account").objects.get().username == "ada"


def test_a_target_with_other_accounts_is_refused(source: Path, target: str) -> None:
    with identity_in(great(target)):
        call_command("migrate", verbosity=0, skip_checks=True)
        world.person()
        before = rows()
        with pytest.raises(BackupError, match="already"):
            copy(source)
        assert rows() == before


def test_what_does_not_fit_leaves_the_target_empty(source: Path, target: str) -> None:
    with identity_in(lite(source.parent)):
        world.person()
        accounts = apps.get_model("accounts", "Account").objects
        accounts.update(username="x" * 151)  # SQLite takes what is too long
    with identity_in(great(target)):
        with pytest.raises(BackupError, match=r"accounts\.Account does not fit"):
            copy(source)
        assert not accounts.exists()
    with identity_in(lite(source.parent)):
        accounts.update(username="x" * 150)
    with identity_in(great(target)):
        assert not copy(source).before


def test_a_file_of_an_older_version_is_sent_to_migrate_first(source: Path, target: str) -> None:
    with identity_in(lite(source.parent)):
        call_command("migrate", "accounts", "0002", verbosity=0, skip_checks=True)
    with identity_in(great(target)), pytest.raises(BackupError, match="lectern migrate"):
        copy(source)
    with identity_in(great(target)), pytest.raises(BackupError, match="nothing to copy"):
        copy(source.with_name("absent"))


def test_the_command_copies_and_the_doctor_points_at_it(source: Path, target: str) -> None:
    def lectern(*words: str, **more: str) -> subprocess.CompletedProcess[str]:
        words = (*words, "--data-dir", str(source.parent))
        environment = {**os.environ, **more}
        return subprocess.run(
            [*COMMAND, *words], env=environment, capture_output=True, text=True, check=False
        )

    with identity_in(lite(source.parent)):
        world.person()
    there = {"DATABASE_URL": target}
    here = lectern("identity", "copy", DATABASE_URL=f"sqlite:///{source}")
    assert (here.returncode, "Set it to" in here.stderr) == (1, True)
    ill = lectern("doctor", **there)
    assert "lectern identity copy" in ill.stdout
    assert ill.returncode == 1
    done = lectern("identity", "copy", **there)
    assert done.returncode == 0, done.stderr
    assert "rows copied to PostgreSQL and compared" in done.stdout
    again = lectern("identity", "copy", **there)
    assert (again.returncode, "copied before" in again.stdout) == (0, True)
    well = lectern("doctor", **there)
    assert (well.returncode, well.stderr) == (0, "")

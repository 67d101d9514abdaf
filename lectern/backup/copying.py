"""Identity from a SQLite file into the SQL database of this installation: all of it or nothing.

Ids stay, so profiles and tokens go on fitting; nobody is signed out. The file is only read.
"""

import hashlib
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.db.utils import ConnectionHandler

from lectern.backup import sql
from lectern.backup.errors import BackupError
from lectern.shared.progress import Advance


@dataclass(frozen=True, slots=True)
class Copied:
    """How many rows there are, and whether all of them were there before."""

    rows: int
    before: bool


def copy(*, source: Path, advance: Advance) -> Copied:
    """Bring every row over and compare what has arrived; `BackupError` when it may not be.

    Nobody writes to the source meanwhile. A target with the same rows is left as it is.
    """
    if not source.is_file():
        raise BackupError(f"{source} is not there: there is nothing to copy.")
    with closing(sql.Snapshot(_opened(source))) as rows:
        migrations = [list(migration) for migration in rows.migrations]
        if sql.unknown(migrations) or sql.lacking(rows.migrations):
            raise BackupError(
                f"{source} is not in the form of this version. Run 'lectern migrate' without "
                "DATABASE_URL first."
            )
        expected = {name: _digest(rows.parts(name)) for name in rows.tables()}
        if not sql.is_empty():
            if sql.contents(rows.migrations, _digest) != expected:
                raise BackupError(
                    "There are accounts in the target already, and they are others. Name an empty "
                    "database in DATABASE_URL."
                )
            return Copied(sum(count for count, _ in expected.values()), before=True)
        sql.clear()
        return Copied(_load(rows, migrations, expected, advance), before=False)


Digest = tuple[int, str]


def _load(
    rows: sql.Snapshot, migrations: list[list[str]], expected: dict[str, Digest], advance: Advance
) -> int:
    done, total = 0, sum(count for count, _ in expected.values())
    with sql.Loading(migrations, rows.tables()) as target:
        for name in expected:
            try:
                for part, _ in rows.parts(name):
                    done += target.put(name, part)
                    advance("Rows", done, total)
            except (DatabaseError, ValueError) as error:
                raise BackupError(f"{name} does not fit the target: {error}") from error
        arrived = sql.contents(rows.migrations, _digest)
        if differing := sorted(name for name in expected if arrived[name] != expected[name]):
            raise BackupError(f"What has arrived differs, so nothing was kept: {differing}.")
    return done


def _digest(parts: Iterable[tuple[bytes, int]]) -> Digest:
    """How many rows there are and what is in them."""
    count, content = 0, hashlib.sha256()
    for part, rows in parts:
        count += rows
        content.update(part)
    return count, content.hexdigest()


def _opened(source: Path) -> DatabaseWrapper:
    """A connection that lets nobody else write to the file while it reads."""
    options = {"ENGINE": "django.db.backends.sqlite3", "NAME": source}
    made = ConnectionHandler({"default": {**options, "OPTIONS": settings.SQLITE_OPTIONS}})
    return DatabaseWrapper(made.settings["default"], sql.ALIAS)

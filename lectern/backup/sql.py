"""The rows of SQL at one moment, in the form of no database in particular.

They are read and written by the models as the migrations that have run describe them. So an older
version's rows come back into the tables of that version, which then migrate, and those of SQLite
can be restored into PostgreSQL.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import orjson
from django.contrib.auth import get_user_model
from django.core.management.color import no_style
from django.db import connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model

from lectern.backup.errors import BackupError, BadArchive
from lectern.backup.manifest import Table

ALIAS = "backup"
ROWS = 1_000
FORM = orjson.OPT_APPEND_NEWLINE | orjson.OPT_SORT_KEYS  # PostgreSQL sorts keys in its own way
# Made with each installation; they say nothing about anybody.
FURNITURE = frozenset({"contenttypes", "auth"})

Migration = tuple[str, str]
Parts = Iterable[tuple[bytes, int]]
D = TypeVar("D")


@contextmanager
def standstill() -> Iterator[None]:
    """Nobody writes an account for the length of this block, which must be short.

    Whoever writes both databases holds such a write while doing so: within, the two agree.
    """
    with transaction.atomic():  # SQLite: there is one writer, and now it is us
        if connection.vendor == "postgresql":
            table = connection.ops.quote_name(get_user_model()._meta.db_table)
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '10s'")
                cursor.execute(f"LOCK TABLE {table} IN SHARE MODE")
        yield


class Snapshot:
    """SQL at one moment: a transaction of its own on a connection of its own.

    It is of the database of this installation, unless another one is given.
    """

    def __init__(self, other: BaseDatabaseWrapper | None = None) -> None:
        self._connection = other or _another_connection()
        connections[ALIAS] = self._connection
        self._transaction = transaction.atomic(using=ALIAS)
        self._transaction.__enter__()
        self.migrations = sorted(MigrationRecorder(self._connection).applied_migrations())
        if not self.migrations:
            self.close()
            raise BackupError("The databases are empty: there is nothing to back up.")
        self.version = _version(self._connection)
        self._models = _models(self.migrations, self._connection)

    def close(self) -> None:
        """Let go of the moment."""
        self._transaction.__exit__(None, None, None)
        self._connection.close()
        del connections[ALIAS]

    def tables(self) -> dict[str, Table]:
        """Every table with its columns; the rows are not counted yet."""
        return {
            name: Table([field.attname for field in model._meta.concrete_fields])
            for name, model in self._models.items()
        }

    def parts(self, name: str) -> Iterator[tuple[bytes, int]]:
        """The rows of a table as lines of JSON, a thousand at a time, and how many these are."""
        return _parts(self._models[name], ALIAS)


def _parts(model: type[Model], alias: str) -> Iterator[tuple[bytes, int]]:
    columns = [field.attname for field in model._meta.concrete_fields]
    rows = model._base_manager.using(alias).order_by("pk").values_list(*columns)
    lines: list[bytes] = []
    for row in rows.iterator(chunk_size=ROWS):
        lines.append(orjson.dumps(row, default=str, option=FORM))
        if len(lines) == ROWS:
            yield b"".join(lines), ROWS
            lines = []
    if lines:
        yield b"".join(lines), len(lines)


def unknown(migrations: list[list[str]]) -> list[str]:
    """Those of the migrations that this version does not have."""
    known = MigrationLoader(connection).disk_migrations
    return [f"{app}.{name}" for app, name in migrations if (app, name) not in known]


def lacking(applied: list[Migration]) -> list[Migration]:
    """The migrations of this version that are not among these."""
    return sorted(MigrationLoader(connection).disk_migrations.keys() - set(applied))


def contents(applied: list[Migration], digest: Callable[[Parts], D]) -> dict[str, D]:
    """What this makes of the rows of each table, as these migrations leave them."""
    return {
        name: digest(_parts(model, connection.alias))
        for name, model in _models(applied, connection).items()
    }


def is_empty() -> bool:
    """Whether no table has a row that somebody has brought."""
    loader = MigrationLoader(connection)
    applied = sorted(loader.applied_migrations)
    return not applied or not any(
        model._base_manager.exists()
        for model in _models(applied, connection).values()
        if model._meta.app_label not in FURNITURE
    )


def clear() -> None:
    """Drop every table."""
    existing = set(connection.introspection.table_names())
    applied = sorted(MigrationLoader(connection).applied_migrations)
    models = _models(applied, connection).values()
    ours = {model._meta.db_table for model in models} | {MigrationRecorder.Migration._meta.db_table}
    with connection.schema_editor() as editor:
        for table in sorted(existing & ours):
            editor.execute(editor.sql_delete_table % {"table": editor.quote_name(table)})


class Loading:
    """Rows on their way into empty tables; nobody sees them before `finish`."""

    def __init__(self, migrations: list[list[str]], tables: dict[str, Table]) -> None:
        applied: list[Migration] = [(app, name) for app, name in migrations]
        executor = MigrationExecutor(connection)
        executor.migrate(_leaves(executor.loader, applied))
        self._models = _models(applied, connection)
        self._tables = tables
        if self._models.keys() != tables.keys():
            raise BadArchive("The tables of the archive are not those of its migrations.")
        self._transaction = transaction.atomic()

    def __enter__(self) -> "Loading":
        self._transaction.__enter__()
        for model in self._models.values():
            model._base_manager.all()._raw_delete(connection.alias)  # what migrations have put in
        return self

    def put(self, name: str, part: bytes) -> int:
        """Store the rows of a part; how many."""
        model = self._models[name]
        by_column = {field.attname: field for field in model._meta.concrete_fields}
        fields = [by_column[column] for column in self._tables[name].columns]
        made = [
            model(
                **{
                    field.attname: field.to_python(value)
                    for field, value in zip(fields, orjson.loads(line), strict=True)
                }
            )
            for line in part.splitlines()
        ]
        model._base_manager.bulk_create(made, batch_size=ROWS)
        return len(made)

    def __exit__(self, *failure: Any) -> None:
        if failure[0] is None:
            models = list(self._models.values())
            with connection.cursor() as cursor:
                for statement in connection.ops.sequence_reset_sql(no_style(), models):
                    cursor.execute(statement)
        self._transaction.__exit__(*failure)


def _another_connection() -> BaseDatabaseWrapper:
    """To the same database, with transactions that see one moment."""
    other = connection.copy(alias=ALIAS)
    options = dict(other.settings_dict.get("OPTIONS") or {})
    if other.vendor == "postgresql":
        from django.db.backends.postgresql.psycopg_any import IsolationLevel

        options["isolation_level"] = IsolationLevel.REPEATABLE_READ
    else:
        options["transaction_mode"] = "DEFERRED"
    other.settings_dict["OPTIONS"] = options
    return other


def _models(applied: list[Migration], database: BaseDatabaseWrapper) -> dict[str, type[Model]]:
    """Every model with a table of its own, as these migrations leave it."""
    loader = MigrationLoader(database)
    state = loader.project_state(_leaves(loader, applied))
    found = state.apps.get_models(include_auto_created=True)
    models = {model._meta.label: model for model in found if model._meta.managed}
    for model in models.values():
        for field in model._meta.concrete_fields:
            for stamp in {"auto_now", "auto_now_add"} & vars(field).keys():
                setattr(field, stamp, False)  # what comes from an archive keeps its times
    return dict(sorted(models.items()))


def _leaves(loader: MigrationLoader, applied: list[Migration]) -> list[Migration]:
    """The last of the applied migrations of each app: the others are below them."""
    ran = {migration for migration in applied if migration in loader.graph.nodes}
    return sorted(
        migration
        for migration in ran
        if not any(
            child.key in ran and child.key[0] == migration[0]
            for child in loader.graph.node_map[migration].children
        )
    )


def _version(database: BaseDatabaseWrapper) -> str:
    numbers = ".".join(map(str, database.get_database_version()))
    return f"{database.display_name} {numbers}"

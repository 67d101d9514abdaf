"""Both databases in the form that this version needs. The application must have been set up."""

import time
from typing import TYPE_CHECKING

from lectern.cli.errors import OperatorError

if TYPE_CHECKING:
    from lectern.shared.progress import Advance

MIGRATING = 0x6C65637465726E  # by which PostgreSQL tells this lock from others


def wait_for_mongodb(seconds: float) -> None:
    """Return when MongoDB takes writes, or when the time is over: then using it says why not."""
    from pymongo.errors import PyMongoError

    from lectern.shared import mongo

    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if mongo.client().admin.command("hello").get("isWritablePrimary"):
                return
        except PyMongoError:
            pass
        time.sleep(0.05)


def quiet(_what: str, _done: int, _total: int | None) -> None:
    """Progress that nobody looks at."""


def update(advance: "Advance" = quiet, *, restoring: bool = False) -> None:
    """Tables in SQL, indexes in MongoDB, and what older versions have stored in the form of this
    one; changes nothing when all is there. Lectern may run meanwhile, and so may this elsewhere.
    Half of an installation is refused, unless `restoring` is what happens.
    """
    from lectern import upgrades
    from lectern.accounts import services as accounts
    from lectern.shared import forms, indexes, upgrading
    from lectern.shared.restoring import HalfRestored, refuse_half

    try:
        if not restoring:
            refuse_half()
        _update_tables()
        indexes.ensure()
    except (HalfRestored, indexes.NotUnique) as error:
        raise OperatorError(str(error)) from error
    accounts.reseal()
    forms.fill_defaults(advance)
    upgrading.run(upgrades.ALL, advance=advance)


def _update_tables() -> None:
    from django.core.management import call_command
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # one after the other, on however many machines
            cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATING])
        try:
            # The checks load every view of the application; the tests run them.
            call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
        finally:
            if connection.vendor == "postgresql":
                cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATING])


def missing_migrations() -> list[str]:
    """The SQL migrations that have not run."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def missing_indexes() -> list[str]:
    """The MongoDB indexes that have not been made as they are wanted."""
    from lectern.shared import indexes

    return indexes.missing()


def outdated_documents() -> list[str]:
    """The collections with documents of older versions, as a version that still ran may write."""
    from lectern import upgrades
    from lectern.shared import upgrading

    return [f"{count} of {name}" for name, count in upgrading.outdated(upgrades.ALL).items()]


def upgrade_again() -> None:
    """Bring along what was written in an older form after its collection had been upgraded."""
    from lectern import upgrades
    from lectern.shared import upgrading

    upgrading.run(upgrades.ALL, advance=quiet, again=True)

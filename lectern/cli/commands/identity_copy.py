"""`lectern identity copy`: from the SQLite file of one machine to PostgreSQL."""

from pathlib import Path

from lectern.backup.errors import BackupError
from lectern.cli import databases, django_project, standing
from lectern.cli.bars import Bars
from lectern.cli.errors import OperatorError
from lectern.cli.screen import Screen


def run(*, data_dir: Path) -> None:
    """Copy, compare, and bring the target to the form of this version."""
    with django_project.ready(data_dir, "identity copy") as data:
        from django.db import connection

        if connection.vendor == "sqlite":
            raise OperatorError(
                "Accounts are kept in SQLite as long as DATABASE_URL names nothing else. Set it to "
                "the PostgreSQL database that they are to be copied to."
            )
        standing.refuse_while_running(data, "copy")
        from lectern.backup import copying

        try:
            with Bars() as bars:
                copied = copying.copy(source=data.identity, advance=bars.advance)
        except BackupError as error:
            raise OperatorError(str(error)) from error
        databases.update()
        screen = Screen()
        if copied.before:
            screen.done(f"All {copied.rows:,} rows have been copied before; nothing was changed")
            return
        screen.done(f"{copied.rows:,} rows copied to {connection.display_name} and compared")
        screen.say(f"  {data.identity} is as it was. Remove it when people have signed in.")

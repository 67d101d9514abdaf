"""`lectern restore`: everything back from one archive."""

import os
import time
from pathlib import Path

import typer

from lectern.backup.archive import is_sealed
from lectern.backup.errors import BackupError
from lectern.backup.manifest import Manifest
from lectern.cli import databases, django_project, standing
from lectern.cli.bars import Bars
from lectern.cli.commands.backup import contents
from lectern.cli.errors import OperatorError
from lectern.cli.screen import Screen


def run(*, archive: Path, passphrase: str, replace: bool, yes: bool, data_dir: Path) -> None:
    """Verify, restore, migrate, end all sessions, forget all warm copies."""
    began, screen = time.monotonic(), Screen()
    try:
        with (
            archive.open("rb") as source,
            django_project.ready(data_dir, "restore") as data,
            Bars() as bars,
        ):
            standing.refuse_while_running(data, "restore")
            from lectern.accounts import services as accounts
            from lectern.backup import making, restoring
            from lectern.shared import cache
            from lectern.shared import restoring as mark

            cache.connection().ping()  # what is warm must be forgotten, so it must answer

            def may_replace(manifest: Manifest) -> bool:
                return replace and (yes or _ask(bars, manifest))

            restored = restoring.restore(
                source=source,
                passphrase=passphrase,
                may_replace=may_replace,
                advance=bars.advance,
            )
            databases.update(bars.advance, restoring=True)
            accounts.end_everybody()
            cache.connection().flushdb()
            mark.end()
            same_key = restored.key == making.fingerprint()
    except BackupError as error:
        raise OperatorError(str(error)) from error
    except OSError as error:
        raise OperatorError(f"{archive} could not be restored: {error}") from error
    screen.done(f"Restored as of {restored.created_at}: {contents(restored)}")
    screen.say(f"  in {time.monotonic() - began:.1f} s. Everybody signs in anew.")
    if not same_key:
        screen.warn(
            "The archive was made under another LECTERN_SECRET_KEY, so second factors cannot be "
            "read here. Give this installation the key of the other one (the file secret_key of "
            "its data folder, or the variable) before people sign in."
        )


def ask_for_passphrase(archive: Path, given: str) -> str:
    """The pass phrase of an archive that needs one; asked for when it was not given."""
    try:
        with archive.open("rb") as source:
            sealed = is_sealed(source)
    except OSError as error:
        raise OperatorError(f"{archive} cannot be read: {error.strerror}.") from error
    if not sealed or given:
        return given
    if not os.isatty(0):
        raise OperatorError(
            f"{archive} is encrypted. Put its pass phrase into LECTERN_BACKUP_PASSPHRASE."
        )
    return str(typer.prompt("Pass phrase", hide_input=True))


def _ask(bars: Bars, manifest: Manifest) -> bool:
    bars.pause()
    sure = typer.confirm(
        f"Everything in this installation will be lost and replaced by the archive of "
        f"{manifest.created_at} ({contents(manifest)}). Go on?"
    )
    bars.resume()
    return sure

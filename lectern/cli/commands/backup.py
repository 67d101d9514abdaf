"""`lectern backup`: everything in one archive, or whether an archive is what it was."""

import time
from pathlib import Path

from lectern.backup import checking
from lectern.backup.errors import BackupError
from lectern.backup.manifest import Manifest
from lectern.backup.passphrases import refuse_weak
from lectern.cli import django_project
from lectern.cli.bars import Bars
from lectern.cli.errors import OperatorError
from lectern.cli.screen import Screen

MEBIBYTE = 1024 * 1024


def run(*, archive: Path | None, passphrase: str, data_dir: Path) -> None:
    """Write the archive; it has its name only when it is complete."""
    began = time.monotonic()
    path = archive or Path(time.strftime("lectern-%Y-%m-%d-%H%M%S.backup"))
    try:
        if passphrase:
            refuse_weak(passphrase)
        with django_project.ready(data_dir, "backup"), Bars() as bars:
            from lectern.backup import making

            made = making.make(path=path, passphrase=passphrase, advance=bars.advance)
    except BackupError as error:
        raise OperatorError(str(error)) from error
    size = path.stat().st_size / MEBIBYTE
    sealed = "encrypted" if passphrase else "not encrypted: whoever has it can read everything"
    screen = Screen()
    screen.done(f"{path}: {contents(made)}")
    screen.say(f"  {size:.1f} MiB in {time.monotonic() - began:.1f} s, {sealed}")


def verify(*, archive: Path, passphrase: str) -> None:
    """Read the archive to its end; nothing else is needed for that, and nothing is changed."""
    try:
        with archive.open("rb") as source, Bars() as bars:
            found = checking.check(source=source, passphrase=passphrase, advance=bars.advance)
    except OSError as error:
        raise OperatorError(f"{archive} cannot be read: {error.strerror}.") from error
    except BackupError as error:
        raise OperatorError(f"{error} It was not used for anything.") from error
    screen = Screen()
    screen.done(f"{archive} is complete and unaltered: {contents(found)}")
    screen.say(f"  made {found.created_at} by Lectern {found.lectern} on MongoDB {found.mongodb}")


def contents(manifest: Manifest) -> str:
    """How much there is in an archive."""
    return (
        f"{manifest.documents:,} documents, {manifest.rows:,} rows of identity, "
        f"{manifest.files:,} files"
    )

"""Bringing an archive back. The archive is read to its end before anything is changed."""

from collections.abc import Callable
from typing import BinaryIO

from packaging.version import Version

from lectern import __version__
from lectern.backup import media, mongo, sql
from lectern.backup.archive import Reader
from lectern.backup.checking import check, store_of
from lectern.backup.errors import BackupError
from lectern.backup.manifest import Manifest
from lectern.shared import restoring as mark
from lectern.shared.progress import Advance


def is_empty() -> bool:
    """Whether nobody has brought anything into any store."""
    return sql.is_empty() and mongo.is_empty() and media.is_empty()


def restore(
    *, source: BinaryIO, passphrase: str, may_replace: Callable[[Manifest], bool], advance: Advance
) -> Manifest:
    """Put everything back as it was; the caller migrates, ends the sessions and says it is whole.

    `may_replace` is asked when there is something already that is not half of a restoring. SQL
    comes last and in one transaction. Until the caller removes the mark, no server starts here.
    """
    manifest = check(source=source, passphrase=passphrase, advance=advance)
    _refuse_newer(manifest)
    if not (_is_half() or is_empty() or may_replace(manifest)):
        raise BackupError(
            "This installation is not empty. Restore into an empty one, or say --replace to lose "
            "everything that is in it."
        )
    mark.begin(manifest.created_at)
    sql.clear()
    mongo.clear()
    media.clear()
    done = 0
    with sql.Loading(manifest.migrations, manifest.tables) as rows:
        for part in Reader(source, passphrase).parts():
            store, name = store_of(part)
            if store == "media":
                media.put(name, part.pieces())
            elif store == "mongo":
                done += mongo.put(name, part.unpacked())
                advance("Documents", done, manifest.documents)
            else:
                rows.put(name, part.unpacked())
    return manifest


def _is_half() -> bool:
    try:
        mark.refuse_half()
    except mark.HalfRestored:
        return True
    return False


def _refuse_newer(manifest: Manifest) -> None:
    newer = Version(manifest.lectern) > Version(__version__)
    if newer or sql.unknown(manifest.migrations):
        raise BackupError(
            f"The archive was made by Lectern {manifest.lectern}, and this is {__version__}. "
            "Restore it with that version or a later one."
        )

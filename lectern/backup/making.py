"""Making an archive: the stores as they were at one moment, written to one file.

Files come first, and those that were new at that moment right after it: whatever the databases
refer to was kept before they did. MongoDB and SQL are read as of one moment in which nobody was
between writing the one and the other.
"""

import errno
import fcntl
import os
import re
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO, BinaryIO
from uuid import uuid4

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from lectern import __version__
from lectern.backup import media, mongo, sql
from lectern.backup.archive import Writer
from lectern.backup.errors import BackupError
from lectern.backup.manifest import Manifest
from lectern.shared.clock import now
from lectern.shared.progress import Advance
from lectern.shared.restoring import HalfRestored, refuse_half

JUST_MADE = 5.0
_PARTIAL = re.compile(r"\..+\.[0-9a-f]{8}\.part")


def make(*, path: Path, passphrase: str, advance: Advance) -> Manifest:
    """Write an archive, encrypted when there is a pass phrase; all of it or nothing."""
    try:
        refuse_half()
    except HalfRestored as error:
        raise BackupError(str(error)) from error
    with _whole_or_not_at_all(path) as target:
        return _write(Writer(target, passphrase), advance)


def fingerprint() -> str:
    """By which the key of this site is known again."""
    derived = HKDF(algorithm=SHA256(), length=16, salt=None, info=b"lectern backup fingerprint")
    return derived.derive(settings.SECRET_KEY.encode()).hex()


def _write(archive: Writer, advance: Advance) -> Manifest:
    counted = {"files": 0, "file_bytes": 0}
    with closing(media.Seen()) as seen:
        _add_files(archive, seen, counted, advance)
        with sql.standstill():
            rows = sql.Snapshot()
            try:
                documents = mongo.Snapshot()
            except BaseException:
                rows.close()
                raise
        with closing(rows), closing(documents):
            manifest = Manifest(
                lectern=__version__,
                created_at=now().isoformat(),
                mongodb=documents.version,
                sql=rows.version,
                key=fingerprint(),
                migrations=[list(migration) for migration in rows.migrations],
                tables=rows.tables(),
            )
            _add_files(archive, seen, counted, advance)
            manifest.files, manifest.file_bytes = counted["files"], counted["file_bytes"]
            _add_documents(archive, documents, manifest, advance)
            _add_rows(archive, rows, manifest, advance)
    archive.finish(manifest.dump())
    return manifest


def _add_files(
    archive: Writer, seen: media.Seen, counted: dict[str, int], advance: Advance
) -> None:
    for name, size, pieces in media.files(seen):
        archive.add(f"media/{name}", size, pieces)
        counted["files"] += 1
        counted["file_bytes"] += size
        advance("Files", counted["files"], None)


def _add_documents(
    archive: Writer, documents: mongo.Snapshot, manifest: Manifest, advance: Advance
) -> None:
    done, expected = 0, documents.about()
    for name in documents.names:
        manifest.collections[name] = 0
        for number, (part, count) in enumerate(documents.parts(name)):
            archive.add_packed(f"mongo/{name}/{number:06}.bson", part)
            manifest.collections[name] += count
            done += count
            advance("Documents", done, max(done, expected))


def _add_rows(archive: Writer, rows: sql.Snapshot, manifest: Manifest, advance: Advance) -> None:
    for name, table in manifest.tables.items():
        for number, (part, count) in enumerate(rows.parts(name)):
            archive.add_packed(f"sql/{name}/{number:06}.jsonl", part)
            table.rows += count
            advance("Accounts and sessions", manifest.rows, None)


@contextmanager
def _whole_or_not_at_all(path: Path) -> Iterator[BinaryIO]:
    """A file that gets its name when it is complete and on disk; only its owner may read it."""
    if path.exists():
        raise BackupError(f"{path} is there already. Name a new file.")
    _forget_killed(path.parent)
    partial = path.with_name(f".{path.name}.{uuid4().hex[:8]}.part")
    try:
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            fcntl.flock(file, fcntl.LOCK_SH)  # by which others see that somebody writes it
            yield file
            file.flush()
            os.fsync(file.fileno())
        partial.rename(path)
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        why = "there is no room left" if full else error.strerror or str(error)
        raise BackupError(f"{path} could not be written: {why}. Nothing was left there.") from error
    finally:
        partial.unlink(missing_ok=True)


def _forget_killed(folder: Path) -> None:
    """Remove what killed backups have left here; the kernel knows which are still written."""
    for left in folder.glob(".*.part"):
        try:
            with left.open("rb") as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if _PARTIAL.fullmatch(left.name) and _is_old(file):
                    left.unlink()
        except OSError:  # it is written, or not ours
            continue


def _is_old(file: IO[bytes]) -> bool:
    """Whether it is not just between being made and being locked."""
    return time.time() - os.fstat(file.fileno()).st_mtime > JUST_MADE

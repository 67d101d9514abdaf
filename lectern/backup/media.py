"""Every kept file, and back. Their names follow from what is in them, so none ever changes."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from django.core.exceptions import SuspiciousOperation
from django.core.files.base import File

from lectern.backup.errors import BadArchive
from lectern.shared.storages import store

IN_MEMORY = 8 * 1024 * 1024


@dataclass
class Seen:
    """Names that have been met; on disk when there are many."""

    table: sqlite3.Connection = field(default_factory=lambda: sqlite3.connect(""))

    def __post_init__(self) -> None:
        self.table.execute("CREATE TABLE seen (name TEXT PRIMARY KEY) WITHOUT ROWID")

    def is_new(self, name: str) -> bool:
        """Whether it is met for the first time."""
        done = self.table.execute("INSERT OR IGNORE INTO seen VALUES (?)", (name,))
        return done.rowcount == 1

    def close(self) -> None:
        """Forget them."""
        self.table.close()


def files(seen: Seen) -> Iterator[tuple[str, int, Iterator[bytes]]]:
    """Each file that has not been seen: its name, its size, its pieces.

    What is removed in the meantime is passed over.
    """
    for name in store().names():
        if not seen.is_new(name):
            continue
        try:
            size = store().size(name)
            pieces = store().read(name, 0, size)
        except FileNotFoundError:
            continue
        yield name, size, pieces


def is_empty() -> bool:
    """Whether no file is kept."""
    return next(iter(store().names()), None) is None


def clear() -> None:
    """Remove every file."""
    with closing(Seen()) as found:
        for name in store().names():
            found.is_new(name)
        for (name,) in found.table.execute("SELECT name FROM seen"):
            store().delete(name)


def put(name: str, pieces: Iterator[bytes]) -> None:
    """Keep a file; it waits until it is whole, on disk when it is large."""
    with SpooledTemporaryFile(IN_MEMORY) as waiting:
        for piece in pieces:
            waiting.write(piece)
        waiting.seek(0)
        try:
            store().save(name, File(cast(BinaryIO, waiting), name))
        except SuspiciousOperation as error:
            raise BadArchive(f"The archive holds a file {name!r}, which has no place.") from error

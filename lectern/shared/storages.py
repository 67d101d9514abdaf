"""Where files are kept. Names follow from what is kept, so saving under a taken name replaces."""

import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import cast
from uuid import uuid4

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, default_storage

CHUNK = 64 * 1024
# Files under this prefix are for one person; they never have a URL below `/media/`.
PRIVATE = "private/"


class Folder(FileSystemStorage):
    """A folder on disk. A file is there whole or not at all: answers are cached for a year."""

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """The name as it is."""
        return name

    def _save(self, name: str, content: "File[bytes]") -> str:
        path = Path(self.path(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_name(f".{uuid4().hex}.part")
        try:
            with partial.open("wb") as target:
                for chunk in content.chunks(CHUNK):
                    target.write(chunk)
                target.flush()
                os.fsync(target.fileno())
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)
        return name

    def size(self, name: str) -> int:
        """Its length; `FileNotFoundError` when there is no such ordinary file."""
        try:
            status = Path(self.path(name)).stat()
        except (OSError, ValueError) as error:  # a name with NUL is a ValueError
            raise FileNotFoundError(name) from error
        if not stat.S_ISREG(status.st_mode):
            raise FileNotFoundError(name)
        return status.st_size

    def read(self, name: str, first: int, count: int) -> Iterator[bytes]:
        """So many bytes of a file from the first that is wanted, in pieces."""
        with Path(self.path(name)).open("rb") as file:
            file.seek(first)
            while count > 0 and (piece := file.read(min(CHUNK, count))):
                count -= len(piece)
                yield piece

    def link(self, _name: str, _headers: Mapping[str, str]) -> str | None:
        """Files of a folder are read through the application."""
        return None


def store() -> Folder:
    """Where this installation keeps its files."""
    return cast(Folder, default_storage)

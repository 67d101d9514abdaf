"""Where files are kept. Names follow from what is kept, so saving under a taken name replaces."""

import errno
import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, Protocol, cast
from uuid import uuid4

import structlog
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, default_storage

from lectern.shared.errors import Unavailable

log = structlog.get_logger(__name__)

# The disk has no room, or takes nothing any more.
_IN_TROUBLE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO})

CHUNK = 64 * 1024
# Files under this prefix are for one person; they never have a URL below `/media/`.
PRIVATE = "private/"
# As what files are shown; everything else is offered as a download.
SHOWN = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webm": "video/webm",
    ".webp": "image/webp",
}


class Folder(FileSystemStorage):
    """A folder on disk. A file is there whole or not at all: answers are cached for a year."""

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """The name as it is."""
        return name

    def _save(self, name: str, content: "File[bytes]") -> str:
        path = Path(self.path(name))
        partial = path.with_name(f".{uuid4().hex}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with partial.open("wb") as target:
                for chunk in content.chunks(CHUNK):
                    target.write(chunk)
                target.flush()
                os.fsync(target.fileno())
            partial.replace(path)
        except OSError as error:
            if error.errno not in _IN_TROUBLE:
                raise
            log.warning("file_not_kept", error=str(error))
            raise Unavailable("The file store does not take files at the moment.") from error
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
        file = Path(self.path(name)).open("rb")  # noqa: SIM115  # open before the answer begins
        file.seek(first)
        return _pieces(file, count)

    def names(self) -> Iterator[str]:
        """Every file."""
        root = Path(self.location)
        for folder, _folders, files in os.walk(root):
            for file in files:
                if not file.endswith(".part"):
                    yield Path(folder, file).relative_to(root).as_posix()

    def link(self, name: str, headers: Mapping[str, str]) -> str | None:
        """Files of a folder are read through the application."""
        return None


def _pieces(file: BinaryIO, count: int) -> Iterator[bytes]:
    with file:
        while count > 0 and (piece := file.read(min(CHUNK, count))):
            count -= len(piece)
            yield piece


class Store(Protocol):
    """What both kinds of storages can do."""

    def exists(self, name: str) -> bool:
        """Whether it is there."""

    def size(self, name: str) -> int:
        """Its length; `FileNotFoundError` when there is no such file."""

    def save(self, name: str, content: "File[bytes]") -> str:
        """Keep it, whole or not at all."""

    def delete(self, name: str) -> None:
        """Remove it."""

    def read(self, name: str, first: int, count: int) -> Iterator[bytes]:
        """A part of it, in pieces."""

    def names(self) -> Iterator[str]:
        """Every file, in no order."""

    def link(self, name: str, headers: Mapping[str, str]) -> str | None:
        """Where a browser reads it without us, if it may."""


def store() -> Store:
    """Where this installation keeps its files."""
    return cast(Store, default_storage)

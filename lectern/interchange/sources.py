"""Where the files of a course come from. Both kinds give out only files inside the course."""

import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from lectern.interchange import limits
from lectern.interchange.report import Findings

COURSE_FILE = "course.yaml"


class UnreadableError(Exception):
    """A file cannot be given out."""

    def __init__(self, code: str, message: str, **values: str | int) -> None:
        super().__init__(message)
        self.code, self.message, self.values = code, message, values


class Source(Protocol):
    """Named files. Names are relative, with forward slashes, and never leave the course."""

    @property
    def names(self) -> frozenset[str]: ...

    def read(self, name: str, most: int) -> bytes:
        """The content of a named file; `UnreadableError` when it has more than `most` bytes."""


def too_large(most: int) -> UnreadableError:
    size = size_of(most)
    message = f"The file is larger than {size}."
    return UnreadableError("too-large", message, what="file", size=size)


def size_of(most: int) -> str:
    return f"{most // limits.MIB} MiB" if most >= limits.MIB else f"{most // limits.KIB} KiB"


class MemorySource:
    """Files that are not on any disk yet."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self._files)

    def read(self, name: str, most: int) -> bytes:
        if len(self._files[name]) > most:
            raise too_large(most)
        return self._files[name]


class FolderSource:
    """The files of a folder on disk. Hidden ones are passed over, links are refused."""

    def __init__(self, root: Path, findings: Findings) -> None:
        self._root = root
        self._paths: Mapping[str, Path] = dict(self._walk(findings))

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self._paths)

    def read(self, name: str, most: int) -> bytes:
        try:
            # The entry may have been replaced by a link or a pipe since the folder was listed.
            flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
            with open(os.open(self._paths[name], flags), "rb") as file:  # noqa: PTH123
                if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                    raise UnreadableError("not-a-file", "This is not an ordinary file.")
                data = file.read(most + 1)
        except OSError as error:
            raise UnreadableError("unreadable", f"Cannot be read: {error.strerror}.") from None
        if len(data) > most:
            raise too_large(most)
        return data

    def _walk(self, findings: Findings) -> list[tuple[str, Path]]:
        found: list[tuple[str, Path]] = []
        folders = [self._root]
        while folders:
            folder = folders.pop()
            try:
                entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
            except OSError as error:
                name = self._name(folder)
                findings.error(name, 0, "unreadable", f"Cannot be read: {error.strerror}.")
                continue
            for entry in entries:
                path = Path(entry.path)
                if entry.name.startswith("."):
                    continue
                if entry.is_symlink():
                    message = "A link is not followed: it may lead out of the course."
                    findings.error(self._name(path), 0, "symlink", message)
                elif entry.is_dir(follow_symlinks=False):
                    folders.append(path)
                elif entry.is_file(follow_symlinks=False):
                    found.append((self._name(path), path))
                else:
                    message = "This is neither a file nor a folder."
                    findings.error(self._name(path), 0, "not-a-file", message)
            if len(found) + len(folders) > limits.FILES:
                message = f"The folder holds more than {limits.FILES} files."
                findings.error(self._name(self._root), 0, "too-many-files", message)
                return []
        return found

    def _name(self, path: Path) -> str:
        name = path.relative_to(self._root).as_posix()
        return os.fsencode(name).decode(errors="replace")

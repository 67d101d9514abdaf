"""One Lectern a data folder: a lock that the kernel drops when its holder dies."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from lectern.cli.errors import OperatorError


@dataclass(frozen=True)
class Holder:
    """Who holds the lock; `url` when it serves."""

    pid: int
    command: str
    url: str = ""

    def __str__(self) -> str:
        served = f", {self.url}" if self.url else ""
        return f"'lectern {self.command}', process {self.pid}{served}"


class DataFolderInUse(OperatorError):
    """Another process works on this data folder."""

    def __init__(self, path: Path, holder: Holder | None) -> None:
        self.holder = holder
        who = str(holder) if holder else "another process"
        stop = f" or with 'kill {holder.pid}'" if holder else ""
        super().__init__(
            f"The data folder {path.parent} is in use by {who}. Stop that one with Ctrl-C in its "
            f"terminal{stop}, or choose another folder with --data-dir."
        )


@contextmanager
def hold(path: Path, command: str, url: str = "") -> Iterator[None]:
    """Hold the lock for the length of a `with` block, or refuse at once."""
    with path.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise DataFolderInUse(path, read(path)) from None
        file.truncate(0)
        json.dump(asdict(Holder(pid=os.getpid(), command=command, url=url)), file)
        file.flush()
        yield
        file.truncate(0)


def read(path: Path) -> Holder | None:
    """Who wrote itself into the lock file last."""
    try:
        return Holder(**json.loads(path.read_text()))
    except (OSError, ValueError, TypeError):
        return None

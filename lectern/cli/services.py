"""What a running `lectern up` tells other commands, and remembers for its next start."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit

from lectern.cli.datadir import DataDir


@dataclass(frozen=True)
class Services:
    """Where the stores of a data folder are, and which process says so."""

    mongodb_uri: str = ""
    redis_url: str = ""
    pid: int = 0

    def write(self, data: DataDir) -> None:
        path = _path(data)
        path.touch(mode=0o600)
        path.write_text(json.dumps(asdict(self)))


def read(data: DataDir) -> Services:
    """What was written last; nothing is known when it is absent or broken."""
    try:
        return Services(**json.loads(_path(data).read_text()))
    except (OSError, ValueError, TypeError):
        return Services()


def port_of(url: str) -> int:
    """The port in a URL, or 0 when there is none."""
    try:
        return urlsplit(url).port or 0
    except ValueError:  # several hosts
        return 0


def _path(data: DataDir) -> Path:
    return data.run / "services.json"

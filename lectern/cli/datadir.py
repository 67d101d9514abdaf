"""The data folder: where everything is kept, and whether it can be used at all."""

import os
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path

from lectern.cli.errors import OperatorError

MEBIBYTE = 1024 * 1024
NEW_DATABASE = 512 * MEBIBYTE  # mongod reserves 300 MiB of journal for a new database
HEADROOM = 64 * MEBIBYTE
OLD_KEYS = 3


@dataclass(frozen=True)
class DataDir:
    """The folder given by `--data-dir`, absolute."""

    root: Path

    @property
    def log(self) -> Path:
        return self.root / "log"

    @property
    def run(self) -> Path:
        """What is true only while Lectern runs: process ids, ports."""
        return self.root / "run"

    def record(self, key: str) -> Path:
        """Where the process id of that program is noted while it runs."""
        return self.run / f"{key}.pid"

    @property
    def metrics(self) -> Path:
        """Where the processes of one `lectern up` count together."""
        return self.run / "metrics"

    @property
    def mongo(self) -> Path:
        return self.root / "mongo"

    @property
    def valkey(self) -> Path:
        return self.root / "valkey"

    @property
    def identity(self) -> Path:
        """The accounts, as long as nobody names another SQL database."""
        return self.root / "identity.sqlite3"

    @property
    def lock(self) -> Path:
        return self.root / "lectern.lock"

    def prepare(self, *, embedded_mongo: bool) -> None:
        """Create the folders, and see that they take the data to come."""
        try:
            for folder in (self.log, self.run, self.mongo, self.valkey):
                folder.mkdir(parents=True, exist_ok=True)
            self._write_a_mebibyte()
        except OSError as error:
            raise OperatorError(
                f"The data folder {self.root} cannot be written: {error.strerror}. Make room, give "
                "yourself the right to write there, or choose another folder with --data-dir."
            ) from error
        new = embedded_mongo and not any(self.mongo.iterdir())
        if shortage := self.shortage(NEW_DATABASE if new else HEADROOM):
            raise OperatorError(f"{shortage} Make room, or choose another folder with --data-dir.")

    def count_anew(self) -> None:
        """Forget what the processes of the last `lectern up` have counted."""
        shutil.rmtree(self.metrics, ignore_errors=True)
        self.metrics.mkdir()

    def shortage(self, needed: int = HEADROOM) -> str | None:
        """A sentence when the disk has less room than that."""
        free = shutil.disk_usage(self.root).free
        if free >= needed:
            return None
        return (
            f"The disk of {self.root} is full: {free // MEBIBYTE} MiB are free and "
            f"{needed // MEBIBYTE} MiB are needed."
        )

    def secret_key(self) -> str:
        """The key that signs tokens: generated once, readable by its owner only."""
        path = self.root / "secret_key"
        if not path.exists():
            _write_secret(path, secrets.token_urlsafe(48))
        return path.read_text().strip()

    def old_secret_keys(self) -> list[str]:
        """The keys of before, latest first."""
        path = self.root / "old_secret_keys"
        return path.read_text().split() if path.exists() else []

    def rotate_secret_key(self) -> None:
        """Make a new key; the one before is remembered first, so that none is ever lost."""
        old = [self.secret_key(), *self.old_secret_keys()][:OLD_KEYS]
        _write_secret(self.root / "old_secret_keys", "\n".join(old))
        _write_secret(self.root / "secret_key", secrets.token_urlsafe(48))

    def demo_password(self) -> str:
        """The common password of the demo logins; empty until the demo has been loaded."""
        path = self.root / "demo_password"
        return path.read_text().strip() if path.exists() else ""

    def keep_demo_password(self, password: str) -> None:
        _write_secret(self.root / "demo_password", password)

    def _write_a_mebibyte(self) -> None:
        probe = self.root / f".probe-{os.getpid()}"
        try:
            with probe.open("wb") as file:
                file.write(b"\0" * MEBIBYTE)
                file.flush()
                os.fsync(file.fileno())
        finally:
            probe.unlink(missing_ok=True)


def _write_secret(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text + "\n")

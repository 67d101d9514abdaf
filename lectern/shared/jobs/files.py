"""The files of jobs: private, each job's under a name that nobody can guess."""

from pathlib import PurePosixPath
from typing import IO, Any

import structlog
from django.core.files.base import File
from django.core.files.storage import default_storage

from lectern.shared.storages import PRIVATE

log = structlog.get_logger(__name__)


def keep(secret: str, name: str, content: IO[bytes]) -> str:
    """Store a file of a job, in place of the one of this name; where it is."""
    path = f"{PRIVATE}jobs/{secret}/{PurePosixPath(name).name}"
    default_storage.delete(path)
    return str(default_storage.save(path, File(content)))


def opened(path: str) -> Any:
    """A stored file, open for reading."""
    return default_storage.open(path, "rb")


def drop(*paths: str | None) -> None:
    """Remove files; those that are gone already are no error."""
    for path in filter(None, paths):
        try:
            default_storage.delete(path)
        except OSError as error:
            log.warning("job_file_not_removed", error=str(error))

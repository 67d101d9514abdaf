"""The application inside a command: Django, set up once the stores are known."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lectern.cli import stores
from lectern.cli.datadir import DataDir
from lectern.cli.errors import OperatorError


@contextmanager
def ready(data_dir: Path, command: str) -> Iterator[DataDir]:
    """The application with its stores, for the length of a `with` block.

    A rule that says no is shown as the sentence that it is.
    """
    data = DataDir(data_dir.resolve())
    with stores.available(data, command):
        load()
        from lectern.shared.errors import DomainError

        try:
            yield data
        except DomainError as error:
            details = [one.detail for one in error.errors] or [str(error)]
            raise OperatorError(" ".join(details)) from error


def load() -> None:
    """Set Django up. Until here nothing of the application may have been imported."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lectern.config.settings")
    import django

    django.setup()

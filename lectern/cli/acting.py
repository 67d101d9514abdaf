"""Recording what a command writes as the work of whoever runs it."""

import getpass
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def acting(command: str) -> Iterator[None]:
    """Let what is written within be recorded; the application must have been set up."""
    from lectern.shared import audit

    with audit.acting(f"cli.{command}", username=f"{_operator()}@console"):
        yield


def _operator() -> str:
    try:
        return getpass.getuser()[:100]
    except (KeyError, OSError):  # in a container, users need not have names
        return "nobody"

"""Whether this process has been asked to end: what takes long stops at its next safe place."""

import threading
from typing import Any

from celery import signals

_asked = threading.Event()


def install() -> None:
    """Listen to the worker of this process; called once, when Celery starts."""
    signals.worker_shutting_down.connect(_ask)


def is_asked() -> bool:
    """Whether to stop soon."""
    return _asked.is_set()


def _ask(**_: Any) -> None:
    _asked.set()

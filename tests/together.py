"""Many who act in the same moment, as students do when a bell rings."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any, TypeVar

from django.db import connections

Answer = TypeVar("Answer")


def at_once(act: Callable[..., Answer], *arguments: Iterable[Any]) -> list[Answer]:
    """What each of the simultaneous acts was answered; called with the arguments as `map` does.

    Nobody acts before everybody is ready, and each closes the databases that it opened.
    """
    calls = list(zip(*arguments, strict=False))
    ready = Barrier(len(calls))

    def one(call: tuple[Any, ...]) -> Answer:
        ready.wait()
        try:
            return act(*call)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(one, calls))

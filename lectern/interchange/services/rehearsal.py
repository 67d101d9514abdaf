"""How a dry run ends."""

from typing import Any


class Rehearsed(Exception):
    """Thrown at the end of a dry run's transaction, so that nothing of it is kept."""

    def __init__(self, done: Any) -> None:
        super().__init__()
        self.done = done

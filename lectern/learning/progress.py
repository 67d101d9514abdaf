"""The arithmetic of progress: pure, whole numbers, right at every boundary."""

from collections.abc import Iterable

from lectern.learning.documents import MILESTONES


def percent(completed: int, total: int) -> int:
    """Completed lessons of all lessons, rounded down, so that 100 means all of them."""
    return 0 if total <= 0 else min(completed, total) * 100 // total


def milestones_reached(completed: int, total: int, already: Iterable[int]) -> list[int]:
    """The milestones that are reached now and were not before."""
    if total <= 0:
        return []
    known = set(already)
    return [mark for mark in MILESTONES if mark not in known and completed * 100 >= mark * total]

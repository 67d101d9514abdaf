"""Which function does the jobs of which kind."""

from collections.abc import Callable, Mapping

from lectern.shared.jobs.handle import Job
from lectern.shared.policies import Row

Runner = Callable[[Job], Row]

_runners: dict[str, Runner] = {}


def install(table: Mapping[str, Runner]) -> None:
    """Install the whole table; called once, when the application starts."""
    _runners.clear()
    _runners.update(table)


def runner_of(kind: str) -> Runner:
    """What does jobs of this kind; `KeyError` when this version does not know it."""
    return _runners[kind]

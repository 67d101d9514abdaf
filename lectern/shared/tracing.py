"""Traces: what followed from what and how long each step took, where somebody collects them.

Nothing is followed until a tracer is installed, as `lectern.config.traces` does where a collector
is named. Steps say what was done, never to whom: no id, name, address, path or value is told.
"""

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import Literal, Protocol

# Whether a step happens inside, asks another program, leaves work behind, or does such work.
Kind = Literal["internal", "client", "producer", "consumer"]
Facts = Mapping[str, str | int]
Step = AbstractContextManager[None]


class Tracer(Protocol):
    """Who follows."""

    def step(self, name: str, kind: Kind, facts: Facts) -> Step: ...

    def follow(self, name: str, mark: str | None) -> Step: ...

    def mark(self) -> str | None: ...

    def name_request(
        self, *, method: str | None, route: str, status: int, request_id: str | None
    ) -> None: ...


_tracer: Tracer | None = None
_NOTHING = nullcontext()
_NO_FACTS: Facts = {}


def install(tracer: Tracer) -> None:
    """Follow from now on; called once, when the application starts."""
    global _tracer
    _tracer = tracer


def step(name: str, kind: Kind = "internal", facts: Facts = _NO_FACTS) -> Step:
    """What is done within is a step of the trace that this belongs to, if it belongs to one."""
    return _NOTHING if _tracer is None else _tracer.step(name, kind, facts)


def follow(name: str, mark: str | None) -> Step:
    """What is done within belongs to the trace that left this mark beside the work."""
    return _NOTHING if _tracer is None else _tracer.follow(name, mark)


def mark() -> str | None:
    """What has to be stored beside work that is left for later."""
    return None if _tracer is None else _tracer.mark()


def name_request(
    *, method: str | None, route: str, status: int, request_id: str | None = None
) -> None:
    """Say how the request went that is being answered; its name is known where the log knows it."""
    if _tracer is not None:
        _tracer.name_request(method=method, route=route, status=status, request_id=request_id)

"""A collector that takes traces by OTLP over HTTP, and keeps them.

`python -m tests.shared.collector 4318` draws what it gets, for whoever has no other at hand.
"""

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from tests.faults.keeper import wait_for
from tests.listening import Listener, listening


@dataclass(frozen=True)
class Span:
    """One step as it was told."""

    name: str
    kind: int
    trace: str
    id: str
    parent: str
    milliseconds: float
    began: int
    facts: dict[str, Any]
    program: dict[str, Any]  # facts about who tells it


@dataclass
class Collector:
    """Where it listens, and what came."""

    url: str
    bodies: list[bytes] = field(default_factory=list)

    @property
    def spans(self) -> list[Span]:
        """Every step so far."""
        return [
            Span(
                name=span.name,
                kind=span.kind,
                trace=span.trace_id.hex(),
                id=span.span_id.hex(),
                parent=span.parent_span_id.hex(),
                milliseconds=(span.end_time_unix_nano - span.start_time_unix_nano) / 1e6,
                began=span.start_time_unix_nano,
                facts=_facts(span.attributes),
                program=_facts(resource.resource.attributes),
            )
            for body in list(self.bodies)
            for resource in ExportTraceServiceRequest.FromString(body).resource_spans
            for scope in resource.scope_spans
            for span in scope.spans
        ]

    def wait_for(self, wanted: Callable[[Span], Any]) -> Span:
        """The first step that is as wanted, once it came."""
        wait_for("a step that is told", lambda: any(map(wanted, self.spans)), 20)
        return next(filter(wanted, self.spans))

    def trace(self, name: str) -> dict[str, Span]:
        """The steps of one trace by their ids."""
        return {span.id: span for span in self.spans if span.trace == name}


def _facts(told: Iterable[Any]) -> dict[str, Any]:
    return {fact.key: _value(fact.value) for fact in told}


def _value(told: Any) -> Any:
    return getattr(told, str(told.WhichOneof("value")))


def way_up(span: Span, trace: Mapping[str, Span]) -> list[str]:
    """The names of what led to a step, from the first on."""
    above = trace.get(span.parent)
    return [*(way_up(above, trace) if above else []), span.name]


def drawn(trace: Mapping[str, Span], below: str = "", depth: int = 0) -> Iterator[str]:
    """The steps of a trace, each below the one that it belongs to."""
    steps = (it for it in trace.values() if (it.parent if it.parent in trace else "") == below)
    for step in sorted(steps, key=lambda it: it.began):
        yield f"{step.milliseconds:8.1f} ms  {'  ' * depth}{step.name}"
        yield from drawn(trace, step.id, depth + 1)


@contextmanager
def collector(port: int = 0) -> Iterator[Collector]:
    """One that listens for as long as it is needed."""
    bodies: list[bytes] = []

    class Handler(Listener):
        def answer(self) -> None:
            bodies.append(self.body())
            self.send_response(200 if self.path == "/v1/traces" else 404)
            self.send_header("Content-Length", "0")
            self.end_headers()

    with listening(Handler, port) as address:
        yield Collector(address, bodies)


QUIET_SECONDS = 2.0  # after which nothing more of a trace is expected


def draw() -> None:
    """Draw each trace once nothing has come for a while."""
    with collector(int(sys.argv[1])) as listens:
        while True:
            seen = len(listens.bodies)
            time.sleep(QUIET_SECONDS)
            if not seen or seen != len(listens.bodies):
                continue
            for name in dict.fromkeys(span.trace for span in listens.spans):
                sys.stdout.write("\n".join(["", name, *drawn(listens.trace(name)), ""]))
            sys.stdout.flush()
            listens.bodies.clear()


if __name__ == "__main__":
    draw()

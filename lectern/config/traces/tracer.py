"""The tracer of this process: what a step is in OpenTelemetry."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.trace import Span, SpanKind, Status, StatusCode
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from lectern import __version__
from lectern.config.traces.sending import provider
from lectern.shared import correlation
from lectern.shared.tracing import Facts, Kind

KINDS = {
    "internal": SpanKind.INTERNAL,
    "client": SpanKind.CLIENT,
    "producer": SpanKind.PRODUCER,
    "consumer": SpanKind.CONSUMER,
}
_marks = TraceContextTextMapPropagator()


@cache
def spans() -> trace.Tracer:
    """Where spans begin. Made with the first of them, so never in a process that forks others."""
    return provider().get_tracer("lectern", __version__)


def is_followed() -> bool:
    """Whether what happens now is part of a trace that is told."""
    return trace.get_current_span().is_recording()


class Tracer:
    """Makes spans of steps. Only requests begin traces: what nobody asked for is told to nobody."""

    @contextmanager
    def step(self, name: str, kind: Kind, facts: Facts) -> Iterator[None]:
        """A span below the current one."""
        if not is_followed():
            yield
            return
        with span(name, KINDS[kind], facts=facts):
            yield

    @contextmanager
    def follow(self, name: str, mark: str | None) -> Iterator[None]:
        """A span below the one that left the mark, or below ours if that is of the same trace."""
        if mark is None:
            yield
            return
        left = _marks.extract({"traceparent": mark}, context=Context())
        ours, theirs = (_trace_of(context) for context in (None, left))
        with span(name, SpanKind.CONSUMER, context=None if ours == theirs else left):
            yield

    def mark(self) -> str | None:
        """The current span, as W3C writes it."""
        carrier: dict[str, str] = {}
        _marks.inject(carrier)
        return carrier.get("traceparent")

    def name_request(
        self, *, method: str | None, route: str, status: int, request_id: str | None
    ) -> None:
        """Tell the span of the request what only its end knows."""
        current = trace.get_current_span()
        if not current.is_recording():
            return
        current.update_name(f"{method} {route}")
        current.set_attributes(
            {
                "http.route": route,
                "http.response.status_code": status,
                "lectern.request_id": request_id or correlation.request_id() or "",
            }
        )
        if status >= 500:
            current.set_status(Status(StatusCode.ERROR))


@contextmanager
def span(
    name: str, kind: SpanKind, *, context: Context | None = None, facts: Facts | None = None
) -> Iterator[Span]:
    """One span. Of an error only its kind is told: databases quote values in what it says."""
    with spans().start_as_current_span(
        name,
        context,
        kind,
        facts,
        record_exception=False,
        set_status_on_exception=False,
    ) as current:
        try:
            yield current
        except Exception as error:
            current.set_attribute("error.type", type(error).__qualname__)
            current.set_status(Status(StatusCode.ERROR))
            raise


def _trace_of(context: Context | None) -> int:
    return trace.get_current_span(context).get_span_context().trace_id

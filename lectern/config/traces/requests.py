"""A WSGI application before the door: each request of the API is a span, in the trace it names."""

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from opentelemetry.context import Context
from opentelemetry.propagators.aws import AwsXRayPropagator
from opentelemetry.propagators.textmap import TextMapPropagator
from opentelemetry.trace import SpanKind
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from lectern.config.traces import xray
from lectern.config.traces.tracer import span
from lectern.shared.door import Application, Environ
from lectern.shared.watching import METHODS

API = "/api/"
# What `OTEL_PROPAGATORS` may name and says of a trace.
PROPAGATORS: dict[str, Callable[[], TextMapPropagator]] = {
    "tracecontext": TraceContextTextMapPropagator,
    "xray": AwsXRayPropagator,
}


class Traced:
    """Files, pages and what probes ask are not followed: they are many and each is one step."""

    def __init__(self, application: Application) -> None:
        self.application = application
        names = settings.TRACE_PROPAGATORS
        self.propagators = [PROPAGATORS[name]() for name in names if name in PROPAGATORS]
        self.is_on_aws = "xray" in names

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """The answer of the application."""
        if not environ["PATH_INFO"].startswith(API):
            return self.application(environ, start_response)
        method = environ["REQUEST_METHOD"]
        facts = {"http.request.method": method if method in METHODS else "_OTHER"}
        root = _header(environ, xray.HEADER) if self.is_on_aws else ""
        with (
            xray.named_by(root),
            span(
                facts["http.request.method"],
                SpanKind.SERVER,
                context=self._named(environ),
                facts=facts,
            ),
        ):
            return self.application(environ, start_response)

    def _named(self, environ: Environ) -> Context:
        """The trace that the request belongs to, if it says so."""
        context = Context()
        for propagator in self.propagators:
            told = {name: _header(environ, name) for name in propagator.fields}
            context = propagator.extract({k: v for k, v in told.items() if v}, context=context)
        return context


def _header(environ: Environ, name: str) -> str:
    value: str = environ.get(f"HTTP_{name.upper().replace('-', '_')}", "")
    return value

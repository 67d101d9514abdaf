"""The lines of the log name the trace and the span that they were written in."""

from opentelemetry import trace
from structlog.typing import EventDict, WrappedLogger


def name_trace(_logger: WrappedLogger, _method: str, line: EventDict) -> EventDict:
    """Add both names, as collectors write them."""
    current = trace.get_current_span().get_span_context()
    if current.is_valid:
        line["trace_id"] = trace.format_trace_id(current.trace_id)
        line["span_id"] = trace.format_span_id(current.span_id)
    return line

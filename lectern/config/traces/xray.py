"""Traces as X-Ray names them."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from opentelemetry.propagators.aws.aws_xray_propagator import TRACE_HEADER_KEY
from opentelemetry.sdk.extension.aws.trace import AwsXRayIdGenerator

HEADER = TRACE_HEADER_KEY
_ROOT = re.compile(r"\bRoot=1-([0-9a-f]{8})-([0-9a-f]{24})\b")

_named: ContextVar[int | None] = ContextVar("named", default=None)


class Ids(AwsXRayIdGenerator):
    """Ids that begin with the time. A trace that has been named already keeps its name."""

    def generate_trace_id(self) -> int:
        """The name of a new trace."""
        return _named.get() or super().generate_trace_id()


@contextmanager
def named_by(header: str) -> Iterator[None]:
    """Let a trace that begins within bear the name that a load balancer gave to its request.

    It sends no spans itself, so it names no parent, and propagators believe no trace without one.
    """
    root = _ROOT.search(header)
    token = _named.set(int(root[1] + root[2], 16) if root else None)
    try:
        yield
    finally:
        _named.reset(token)

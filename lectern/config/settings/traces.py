"""Traces: whether what follows from a request is told to a collector."""

import sys

from lectern.config import env

TRACES = env.TRACES
TRACE_PROPAGATORS = env.TRACE_PROPAGATORS

if not TRACES and "redis" not in sys.modules:
    # redis-py loads the metrics of OpenTelemetry wherever it finds them: megabytes in each process,
    # for nothing. So it does not find them.
    sys.modules["opentelemetry"] = None  # type: ignore[assignment]
    import redis  # noqa: F401

    del sys.modules["opentelemetry"]

"""How spans leave the process: in batches, by a thread, and never in anybody's way.

What the collector does not take waits in a queue that drops the oldest when it is full. Of its
absence one line is logged, and of its return another.
"""

import threading
from collections.abc import Callable, Sequence
from multiprocessing.util import Finalize

import structlog
from django.conf import settings
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import OTELResourceDetector, Resource
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter, SpanExportResult

from lectern.config.traces.xray import Ids

log = structlog.get_logger(__name__)

# For so long the end of the process waits for what has not been sent.
END_SECONDS = 1.5


class Exporter(SpanExporter):
    """OTLP over HTTP, with a word about a collector that has gone or come back."""

    def __init__(self) -> None:
        self._otlp = OTLPSpanExporter()
        self._is_away = False

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        """Send one batch."""
        result = self._otlp.export(spans)
        is_away = result is not SpanExportResult.SUCCESS
        if is_away and not self._is_away:
            log.warning("trace_collector_unavailable")
        elif self._is_away and not is_away:
            log.info("trace_collector_is_back")
        self._is_away = is_away
        return result

    def shutdown(self) -> None:
        """Send nothing more."""
        self._otlp.shutdown()  # type: ignore[no-untyped-call]


def provider() -> TracerProvider:
    """What makes the spans of this process, and sends them until it ends."""
    ours = Resource({"service.name": "lectern", "service.version": settings.VERSION})
    told = OTELResourceDetector().detect()  # OTEL_SERVICE_NAME, OTEL_RESOURCE_ATTRIBUTES
    made = TracerProvider(
        resource=ours.merge(told),
        id_generator=Ids() if "xray" in settings.TRACE_PROPAGATORS else None,
        shutdown_on_exit=False,
    )
    made.add_span_processor(BatchSpanProcessor(Exporter()))
    _at_the_end(made.shutdown)
    return made


def _at_the_end(send_the_rest: Callable[[], None]) -> None:
    """Have it done by a thread that is there already: a process that ends gets no new ones."""
    is_over = threading.Event()

    def wait_for_the_end() -> None:
        is_over.wait()
        send_the_rest()

    sender = threading.Thread(target=wait_for_the_end, name="traces", daemon=True)
    sender.start()

    def end() -> None:
        is_over.set()
        sender.join(END_SECONDS)

    # Unlike `atexit` this is also called in the processes that Granian makes.
    Finalize(None, end, exitpriority=0)

"""Beginning to follow."""

from lectern.config.traces import stores, tasks
from lectern.config.traces.tracer import Tracer
from lectern.shared import tracing


def install() -> None:
    """Follow requests, tasks and stores; called once, before any of them is connected."""
    tracing.install(Tracer())
    stores.install()
    tasks.install()

"""Counts what the workers do, and tells it where no web server does."""

import time
from typing import Any

from celery import signals
from django.conf import settings
from prometheus_client import start_http_server

from lectern.shared.metrics.instruments import TASK_SECONDS, TASKS

_began: dict[str, float] = {}


def install() -> None:
    """Listen to the workers of this process; called once, when Celery starts."""
    signals.task_prerun.connect(_begins)
    signals.task_postrun.connect(_ends)
    signals.worker_ready.connect(_tells)


def _begins(task_id: str, **_: Any) -> None:
    _began[task_id] = time.perf_counter()


def _ends(task_id: str, task: Any, state: str | None, **_: Any) -> None:
    TASKS.labels(task.name, (state or "unknown").lower()).inc()
    began = _began.pop(task_id, None)
    if began is not None:
        TASK_SECONDS.labels(task.name).observe(time.perf_counter() - began)


def _tells(**_: Any) -> None:
    if settings.WORKER_METRICS_PORT:
        start_http_server(settings.WORKER_METRICS_PORT, addr=settings.WORKER_METRICS_HOST)

"""Tasks belong to the trace of what asked for them. What the schedule asks for belongs to none."""

from typing import Any

from celery import signals, states
from opentelemetry import trace
from opentelemetry.trace import Status, StatusCode

from lectern.shared import tracing

HEADER = "lectern_trace"

_begun: dict[str, tracing.Step] = {}


def install() -> None:
    """Listen to those who ask and to the workers of this process."""
    signals.before_task_publish.connect(_mark)
    signals.task_prerun.connect(_begins)
    signals.task_postrun.connect(_ends)


def _mark(headers: dict[str, Any], **_: Any) -> None:
    if (mark := tracing.mark()) is not None:
        headers[HEADER] = mark


def _begins(task_id: str, task: Any, **_: Any) -> None:
    mark = getattr(task.request, HEADER, None)
    if mark is not None:
        _begun[task_id] = tracing.follow(task.name, mark)
        _begun[task_id].__enter__()


def _ends(task_id: str, state: str | None, **_: Any) -> None:
    if (begun := _begun.pop(task_id, None)) is not None:
        if state == states.FAILURE:
            trace.get_current_span().set_status(Status(StatusCode.ERROR))
        begun.__exit__(None, None, None)

"""Handing work to the workers; what could not be handed over is found by a sweep."""

from functools import cache as memoised
from typing import Any

import structlog
from celery import current_app
from kombu import pools
from kombu.exceptions import OperationalError
from redis import RedisError

from lectern.shared import cache, tracing

log = structlog.get_logger(__name__)

UNACKED = "unacked"  # where kombu keeps what a worker has taken and has not acknowledged


@memoised
def _producers() -> Any:
    """Who tells does not wait as long as workers do who listen."""
    patience = {
        "socket_timeout": cache.TIMEOUT_SECONDS,
        "socket_connect_timeout": cache.TIMEOUT_SECONDS,
    }
    return pools.producers[current_app.connection_for_write(transport_options=patience)]


def queued() -> dict[str, int] | None:
    """How many tasks wait, and how many a worker has taken; None when Redis cannot be asked."""
    client = cache.connection()
    waiting = cache.ask(lambda: client.llen(current_app.conf.task_default_queue))
    taken = cache.ask(lambda: client.hlen(UNACKED))
    return None if waiting is None or taken is None else {"waiting": waiting, "taken": taken}


def tell(task: Any, **kwargs: str) -> None:
    """Tell the workers of something to do; nothing happens when the broker is down."""
    if not cache.is_up():
        return
    try:
        with (
            tracing.step(task.name, "producer"),
            _producers().acquire(block=True, timeout=cache.TIMEOUT_SECONDS) as producer,
        ):
            task.apply_async(kwargs=kwargs, retry=False, producer=producer)
    except (OperationalError, RedisError, OSError) as error:
        log.warning("broker_unreachable", error=str(error))

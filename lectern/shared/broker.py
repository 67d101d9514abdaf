"""Handing work to the workers; what could not be handed over is found by a sweep."""

from typing import Any

import structlog
from kombu.exceptions import OperationalError
from redis import RedisError

from lectern.shared import cache

log = structlog.get_logger(__name__)


def tell(task: Any, **kwargs: str) -> None:
    """Tell the workers of something to do; nothing happens when the broker is down."""
    if not cache.is_up():
        return
    try:
        task.apply_async(kwargs=kwargs, retry=False)
    except (OperationalError, RedisError, OSError) as error:
        log.warning("broker_unreachable", error=str(error))

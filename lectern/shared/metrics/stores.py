"""What only the stores know, asked when Prometheus asks: what waits, and what was given up."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import structlog
from django.db import Error as SqlError
from prometheus_client.core import GaugeMetricFamily, Metric
from pymongo.errors import PyMongoError
from redis import RedisError

from lectern.shared import broker, cache, jobs, outbox

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Count:
    """What a domain counts, by the values of one label; none of them says who somebody is."""

    text: str
    label: str
    ask: Callable[[], Mapping[str, int]]


_counts: dict[str, Count] = {}


def install(table: Mapping[str, Count]) -> None:
    """Install the whole table; called once, when the application starts."""
    _counts.clear()
    _counts.update(table)


class Stores:
    """Collects for one reading; a store that is away is missing from it, not zero."""

    def collect(self) -> Iterator[Metric]:
        """The metrics of this moment."""
        for name, text, values in (
            ("lectern_outbox_events", "Events that wait in the outbox.", _waiting),
            ("lectern_outbox_age_seconds", "For how long the oldest event is overdue.", _overdue),
            ("lectern_dead_letters", "Events that were given up.", _dead_letters),
            ("lectern_redis_up", "Whether Redis answers.", _redis),
            ("lectern_worker_up", "Whether a worker has run its schedule lately.", _worker),
        ):
            yield from _gauge(name, text, values)
        yield from _gauge("lectern_jobs", "Long work by state.", _jobs, label="state")
        yield from _gauge("lectern_queue_tasks", "Tasks in the queue.", _queue, label="state")
        for name, count in _counts.items():
            yield from _gauge(name, count.text, _asking(count), label=count.label)


Values = Iterable[tuple[str, float]]


def _gauge(
    name: str, text: str, ask: Callable[[], Values], label: str | None = None
) -> Iterator[Metric]:
    try:
        values = list(ask())
    except (PyMongoError, RedisError, SqlError, OSError) as error:
        log.warning("metric_unknown", metric=name, error=str(error))
        return
    family = GaugeMetricFamily(name, text, labels=[label] if label else [])
    for key, value in values:
        family.add_metric([key] if label else [], value)
    yield family


def _asking(count: Count) -> Callable[[], Values]:
    return lambda: count.ask().items()


def _waiting() -> Values:
    yield "", outbox.waiting_count()


def _overdue() -> Values:
    yield "", outbox.overdue_seconds()


def _dead_letters() -> Values:
    yield "", outbox.dead_letter_count()


def _redis() -> Values:
    yield "", cache.is_up()


def _worker() -> Values:
    yield "", cache.worker_is_here()


def _queue() -> Values:
    return (broker.queued() or {}).items()


def _jobs() -> Values:
    return jobs.count_by_status().items()

"""The commands of the programs that Lectern consists of, stores apart."""

import sys
from pathlib import Path

from lectern.config import places

WORKER_THREADS = 4
_CELERY = (sys.executable, "-m", "celery", "-A", "lectern.config.celery")


def web(*, host: str, port: int, workers: int, threads: int = places.AT_ONCE) -> list[str]:
    """Granian, which answers requests; LECTERN_WEB_THREADS says the same to the application."""
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"),
        *("--host", host, "--port", str(port)),
        *("--workers", str(workers), "--blocking-threads", str(places.threads(threads))),
        *("--respawn-failed-workers", "--workers-kill-timeout", "10"),
        *("--log-level", "warning", "lectern.config.wsgi:application"),
    ]


def worker(*, threads: int = WORKER_THREADS) -> list[str]:
    """Celery; threads, because its jobs wait for stores and mail servers."""
    return [
        *(*_CELERY, "worker", "--pool", "threads", "--concurrency", str(threads)),
        *("--loglevel", "INFO", "--without-mingle", "--without-gossip"),
    ]


def worker_with_beat(schedule: Path) -> list[str]:
    """A worker that keeps the schedule as well: for one machine."""
    return [*worker(), "--beat", "--schedule", str(schedule)]


def beat(schedule: Path) -> list[str]:
    """The schedule, which gives work to the workers at its times."""
    return [*_CELERY, "beat", "--schedule", str(schedule), "--loglevel", "INFO"]

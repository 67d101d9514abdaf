"""Logs: one line an event, JSON in production, with the request it belongs to."""

import logging

import structlog
from structlog.typing import Processor

from lectern.config import env
from lectern.config.lines import Lines, Plain

_shared: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]
if env.SENTRY_DSN:
    from lectern.config import crashes

    crashes.start(dsn=env.SENTRY_DSN, environment=env.ENVIRONMENT, release=env.VERSION)
    _shared.append(crashes.report)
if env.TRACES:
    from lectern.config.traces.lines import name_trace

    _shared.append(name_trace)

_ours: list[Processor] = (
    [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    if env.LOG_FORMAT == "json"
    else [Plain()]
)

# Lines name neither the code nor the thread that wrote them, so nobody needs to find that out.
logging._srcfile = None
logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"()": Lines, "foreign_pre_chain": _shared, "ours": _ours},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "pymongo": {"level": "WARNING"},
        "axes": {"level": "WARNING"},
        # Its lines hold the addresses that are asked, with the first characters of hashes.
        "httpx": {"level": "WARNING"},
        "pwned_passwords_django": {"level": "CRITICAL"},  # the validator says it in one line
        # That a collector is away is told in one line when it goes, not with every batch.
        "opentelemetry": {"level": "CRITICAL"},
        "celery.beat": {"level": "WARNING"},
        # Two lines for each task, and a sweep every second; the metrics count them.
        "celery.app.trace": {"level": "WARNING"},
        "celery.worker.strategy": {"level": "WARNING"},
    },
}

structlog.configure(
    processors=[*_shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)

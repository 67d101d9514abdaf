"""Logs: one line an event, JSON in production, with the request it belongs to."""

import structlog
from structlog.typing import Processor

from lectern import __version__
from lectern.config import env

_shared: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]
if env.SENTRY_DSN:
    from lectern.config import crashes

    crashes.start(dsn=env.SENTRY_DSN, environment=env.ENVIRONMENT, release=__version__)
    _shared.append(crashes.report)
if env.TRACES:
    from lectern.config.traces.lines import name_trace

    _shared.append(name_trace)

_renderer = (
    structlog.processors.JSONRenderer()
    if env.LOG_FORMAT == "json"
    # Plain traces: the local variables of a failing sign-in are nobody's business.
    else structlog.dev.ConsoleRenderer(
        colors=False, exception_formatter=structlog.dev.plain_traceback
    )
)
_exceptions = [structlog.processors.format_exc_info] if env.LOG_FORMAT == "json" else []

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": structlog.stdlib.ProcessorFormatter,
            "foreign_pre_chain": _shared,
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                *_exceptions,
                _renderer,
            ],
        }
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

"""The name of the request that causes what happens now, in logs, events, jobs and records."""

import structlog


def request_id() -> str | None:
    """Its name; None where no request is the cause, such as in a command."""
    name: str | None = structlog.contextvars.get_contextvars().get("request_id")
    return name

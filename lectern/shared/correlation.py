"""The name of the request that causes what happens now, in logs, events, jobs and records."""

import re
import uuid

import structlog

_ACCEPTABLE = re.compile(r"^[A-Za-z0-9._-]{8,64}$")


def name_of(given: str) -> str:
    """The name that a client has given to its request, or a new one if it could harm the logs."""
    return given if _ACCEPTABLE.match(given) else uuid.uuid4().hex


def request_id() -> str | None:
    """Its name; None where no request is the cause, such as in a command."""
    name: str | None = structlog.contextvars.get_contextvars().get("request_id")
    return name

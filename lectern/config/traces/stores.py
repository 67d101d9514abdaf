"""What is asked of the stores: the names of commands and collections, no values."""

from collections.abc import Callable
from typing import Any

import redis
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from opentelemetry.trace import Span, SpanKind, Status, StatusCode
from pymongo import monitoring

from lectern.config.traces.tracer import is_followed, spans
from lectern.shared import cache, tracing

_VERBS = frozenset({"SELECT", "INSERT", "UPDATE", "DELETE"})


def install() -> None:
    """Listen to all clients that are made from now on."""
    monitoring.register(Commands())
    cache.use(Redis)
    connection_created.connect(_follow_sql)


class Commands(monitoring.CommandListener):
    """A span for each command of MongoDB that is part of a trace."""

    def __init__(self) -> None:
        self._begun: dict[tuple[Any, int], Span] = {}

    def started(self, event: monitoring.CommandStartedEvent) -> None:
        """It is on its way."""
        if not is_followed():
            return
        name = event.command_name
        facts = {"db.system.name": "mongodb", "db.operation.name": name}
        of = event.command.get("collection" if name == "getMore" else name)
        if isinstance(of, str):
            facts["db.collection.name"] = of
            name = f"{name} {of}"
        self._begun[_key(event)] = spans().start_span(name, kind=SpanKind.CLIENT, attributes=facts)

    def succeeded(self, event: monitoring.CommandSucceededEvent) -> None:
        """The server has answered."""
        if (begun := self._begun.pop(_key(event), None)) is not None:
            begun.end()

    def failed(self, event: monitoring.CommandFailedEvent) -> None:
        """The server has refused, or did not answer."""
        if (begun := self._begun.pop(_key(event), None)) is not None:
            begun.set_status(Status(StatusCode.ERROR))
            begun.end()


class Redis(redis.Redis):
    """A client whose commands are spans, by name."""

    def execute_command(self, *args: Any, **options: Any) -> Any:
        """Ask the server."""
        name = str(args[0])
        facts = {"db.system.name": "redis", "db.operation.name": name}
        with tracing.step(name, "client", facts):
            return super().execute_command(*args, **options)  # type: ignore[no-untyped-call]


def _follow_sql(connection: BaseDatabaseWrapper, **_: Any) -> None:
    if _sql not in connection.execute_wrappers:
        connection.execute_wrappers.append(_sql)


def _sql(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    verb = sql.split(None, 1)[0].upper()
    if verb not in _VERBS:
        return execute(sql, params, many, context)
    facts = {"db.system.name": context["connection"].vendor, "db.operation.name": verb}
    with tracing.step(verb, "client", facts):
        return execute(sql, params, many, context)


def _key(event: Any) -> tuple[Any, int]:
    return event.connection_id, event.request_id

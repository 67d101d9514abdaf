"""What failed is told to Sentry, where a DSN names one: the trace and the request's name, no more.

Only what the log tells with a trace is told. No addresses, paths, bodies or local variables go out:
they may say who somebody is.
"""

import sys
from typing import Any

import sentry_sdk
from structlog.typing import EventDict, WrappedLogger

# What of a line may go out beside its trace; `event` only when it is a name and no sentence.
TAGS = ("logger", "request_id", "kind", "task")


def start(*, dsn: str, environment: str, release: str) -> None:
    """Tell that Sentry from now on; nothing is caught but what `report` is given."""
    sentry_sdk.init(
        dsn,
        environment=environment,
        release=release,
        default_integrations=False,
        auto_enabling_integrations=False,
        include_local_variables=False,
        include_source_context=False,
        send_default_pii=False,
        server_name="",
        max_breadcrumbs=0,
        before_send=_without_words,
    )


def report(_logger: WrappedLogger, _method: str, line: EventDict) -> EventDict:
    """Passes lines on as they are, and tells of those that bear a trace."""
    failure = _exception(line.get("exc_info"))
    if failure is not None:
        with sentry_sdk.new_scope() as scope:
            if str(line["event"]).isidentifier():
                scope.set_tag("event", str(line["event"]))
            for name in TAGS:
                if line.get(name) is not None:
                    scope.set_tag(name, str(line[name]))
            sentry_sdk.capture_exception(failure)
    return line


def _exception(given: Any) -> BaseException | None:
    if isinstance(given, BaseException):
        return given
    if isinstance(given, tuple):
        failure: BaseException | None = given[1]
        return failure
    return sys.exc_info()[1] if given else None


def _without_words(event: Any, _hint: dict[str, Any]) -> Any:
    """An event without what the exceptions say: databases quote values in it."""
    for failure in event.get("exception", {}).get("values", []):
        failure["value"] = ""
    return event

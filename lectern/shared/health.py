"""Whether this process lives, and whether what it depends on answers."""

import time
from collections.abc import Callable
from typing import Any

import orjson
from django.conf import settings
from django.db import connection as sql
from django.http import HttpRequest, HttpResponse

from lectern.shared import cache, mongo, restoring


def alive(_request: HttpRequest) -> HttpResponse:
    """`GET /healthz`: this process answers, and which version it is; it asks nobody else."""
    state = {"status": "alive", "version": settings.VERSION}
    return HttpResponse(orjson.dumps(state), content_type="application/json")


def ready(_request: HttpRequest) -> HttpResponse:
    """`GET /readyz`: 200 when people can be served, 503 when not; names every dependency.

    The databases are needed. Without Redis and the worker the product goes on, slower and with its
    e-mails late, so they make it `degraded`, not unready.
    """
    state = summary()
    return HttpResponse(
        orjson.dumps(state),
        status=503 if state["status"] == "unready" else 200,
        content_type="application/json",
        headers={"Cache-Control": "no-store"},
    )


def summary() -> dict[str, Any]:
    """Whether each dependency answers, and what that makes of the whole."""
    dependencies = {
        "mongodb": _timed(_ask_mongo),
        "sql": _timed(_ask_sql),
        "redis": _timed(_ask_redis),
        "worker": _timed(_ask_worker),
    }
    down = {name for name, state in dependencies.items() if state["status"] == "down"}
    needed = down & {"mongodb", "sql"}
    status = "unready" if needed else "degraded" if down else "ready"
    return {"status": status, "dependencies": dependencies}


def _timed(ask: Callable[[], None]) -> dict[str, Any]:
    started = time.perf_counter()
    try:
        ask()
    except Exception as error:
        return {"status": "down", "error": type(error).__name__}
    return {"status": "up", "milliseconds": round((time.perf_counter() - started) * 1000, 1)}


def _ask_mongo() -> None:
    restoring.refuse_half()
    hello = mongo.client().admin.command("hello")
    if not hello.get("isWritablePrimary") and hello.get("msg") != "isdbgrid":
        raise ConnectionError("no primary")


def _ask_sql() -> None:
    with sql.cursor() as cursor:
        cursor.execute("SELECT 1")


def _ask_redis() -> None:
    cache.connection().ping()


def _ask_worker() -> None:
    if not cache.worker_is_here():
        raise TimeoutError("no worker has been seen lately")

"""What failed is told to Sentry: by a program of its own, to a server that takes what it takes."""

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import brotli  # type: ignore[import-untyped]

from tests.listening import Listener, listening

SECRET = "ada@example.org"
FAILS = f"""
import logging
import django
django.setup()
import sentry_sdk, structlog
structlog.contextvars.bind_contextvars(request_id="r-1")
log = structlog.get_logger("lectern.somewhere")
secret = {SECRET!r}
log.info("all_is_well", path=secret)
try:
    raise ValueError(secret)
except ValueError:
    log.exception("went_wrong", path=secret)
    logging.getLogger("celery.app.trace").exception("Task %s raised", secret)
sentry_sdk.flush(10)
"""


@contextmanager
def sentry() -> Iterator[tuple[str, list[str]]]:
    """Its address, and the envelopes that came."""
    came: list[str] = []

    class Handler(Listener):
        def answer(self) -> None:
            body = self.body()
            packed = self.headers.get("Content-Encoding")
            body = {"gzip": gzip.decompress, "br": brotli.decompress}.get(packed, bytes)(body)
            came.append(body.decode())
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"{}")

    with listening(Handler) as address:
        yield f"{address.replace('//', '//key@')}/1", came


def run(dsn: str) -> None:
    """A program in which something fails."""
    subprocess.run(
        [sys.executable, "-c", FAILS],
        env=os.environ | {"SENTRY_DSN": dsn, "LECTERN_VERSION": "1.2.3"},
        check=True,
        capture_output=True,
        timeout=60,
    )


def test_each_failure_is_told_once_and_says_nothing_of_people() -> None:
    with sentry() as (dsn, came):
        run(dsn)
    events = [
        json.loads(line)
        for envelope in came
        for line in envelope.splitlines()
        if '"exception"' in line
    ]
    assert [one["tags"]["logger"] for one in events] == [
        "lectern.somewhere",
        "celery.app.trace",
    ]
    assert events[0]["tags"] == {
        "event": "went_wrong",
        "logger": "lectern.somewhere",
        "request_id": "r-1",
    }
    assert events[0]["release"] == "1.2.3"
    (failure,) = events[0]["exception"]["values"]
    assert failure["type"] == "ValueError"
    assert failure["stacktrace"]["frames"]
    assert SECRET not in "".join(came)


def test_nobody_is_told_without_a_dsn() -> None:
    with sentry() as (_, came):
        run("")
    assert came == []

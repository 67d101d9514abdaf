"""Somebody who asks over HTTP, and asks again until they are answered, as good clients do."""

import threading
import time
from typing import Any
from uuid import uuid4

import httpx

from tests.faults.ledger import WRITE, Ledger

TIMEOUT = 10.0
PAUSE = 0.2  # before asking again: sooner than `Retry-After` says, so that gaps are seen
PATIENCE = 45.0  # after the end, for what has been begun
AGAIN = frozenset({"idempotency-key-in-use"})


class Over(Exception):
    """The scenario is over."""


class Refused(Exception):
    """An answer that says no for good."""

    def __init__(self, answer: httpx.Response) -> None:
        super().__init__(f"{answer.request.method} {answer.request.url.path}: {answer.text[:300]}")
        self.status = answer.status_code
        self.text = answer.text


class Client:
    """One person's program."""

    def __init__(self, url: str, ledger: Ledger, stop: threading.Event) -> None:
        self._http = httpx.Client(base_url=f"{url}/api", timeout=TIMEOUT)
        self._ledger, self._stop = ledger, stop
        self._over_at = float("inf")
        self.in_doubt = False  # whether a try of the last request may have succeeded unheard

    def close(self) -> None:
        """Hang up."""
        self._http.close()

    def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        token: str = "",
        kind: str = WRITE,
        once: bool = False,
        files: Any = None,
    ) -> Any:
        """The answer; what makes something bears a key, so that asking again makes it once."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        if method == "POST" and not path.startswith("/auth/"):
            headers["Idempotency-Key"] = uuid4().hex
        self.in_doubt = False
        while True:
            answer = self._try(method, path, body, headers, files)
            if answer is not None and answer.is_success:
                self._ledger.note_success(kind)
                return answer.json() if answer.content else None
            if answer is not None and answer.status_code < 500 and not _may_pass(answer):
                raise Refused(answer)
            self._ledger.note_error(
                f"{answer.status_code} {_code(answer)}" if answer is not None else "no answer"
            )
            self.in_doubt = True
            if once:
                return None
            self._wait()

    def _try(
        self, method: str, path: str, body: Any, headers: dict[str, str], files: Any
    ) -> httpx.Response | None:
        try:
            if files is not None:
                return self._http.request(method, path, data=body, files=files, headers=headers)
            return self._http.request(method, path, json=body, headers=headers)
        except httpx.HTTPError:
            return None

    def _wait(self) -> None:
        if self._stop.is_set():
            self._over_at = min(self._over_at, time.monotonic() + PATIENCE)
            if time.monotonic() > self._over_at:
                raise Over
        time.sleep(PAUSE)


def _may_pass(answer: httpx.Response) -> bool:
    return answer.status_code == 429 or _code(answer) in AGAIN


def _code(answer: httpx.Response) -> str:
    try:
        return str(answer.json()["code"])
    except (ValueError, KeyError, TypeError):
        return "without a problem"

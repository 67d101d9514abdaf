"""Somebody who is signed in to an installation that runs, and what they find there."""

import time
from collections.abc import Callable
from typing import Any

import httpx

from bench.data import PASSWORD
from bench.load import Ask

LONGEST = 600.0  # that a job may take
PAUSE = 0.1
SIGNED_IN = 600.0  # seconds after which one signs in again; a token lives for 900


class Client:
    """One person at one server; a visitor without a name."""

    def __init__(
        self, url: str, username: str = "", processes: tuple[int, ...] = (), token: str = ""
    ) -> None:
        self.url, self.username, self.processes = url, username, processes
        self.http = httpx.Client(base_url=url, timeout=120)
        self._until = 0.0
        if token:
            self.http.headers["Authorization"] = f"Bearer {token}"

    @property
    def headers(self) -> dict[str, str]:
        """Those that say who one is."""
        if self.username and time.monotonic() > self._until:
            body = {"username": self.username, "password": PASSWORD}
            answer = _good(self.http.post("/api/auth/token/", json=body))
            self.http.headers["Authorization"] = f"Bearer {answer.json()['access']}"
            self._until = time.monotonic() + SIGNED_IN
        said = self.http.headers.get("Authorization")
        return {"Authorization": said} if said else {}

    def send(self, method: str, path: str, body: Any = None) -> Any:
        """One request, which must succeed."""
        answer = _good(self.http.request(method, path, json=body, headers=self.headers))
        return answer.json() if answer.content else None

    def get(self, path: str) -> Any:
        """What a GET shows."""
        return self.send("GET", path)

    def ask(self, path: str) -> Ask:
        """A GET for `wrk`."""
        return Ask(self.url + path, self.headers, self.processes)

    def course(self, title: str) -> str:
        """The id of one of the courses that are the same in every size."""
        found = self.get(f"/api/courses/?search={title}&page_size=100")["results"]
        return next(str(row["id"]) for row in found if row["title"] == title)

    def finish(self, job: str, meanwhile: Callable[[], object] = lambda: None) -> Any:
        """A job, when it is done."""
        deadline = time.monotonic() + LONGEST
        while (found := self.get(f"/api/jobs/{job}/"))["status"] != "done":
            if found["status"] == "failed":
                raise RuntimeError(f"The job {job} has failed.")
            if time.monotonic() > deadline:
                raise TimeoutError(f"The job {job} is not done after {LONGEST:.0f} s.")
            meanwhile()
            time.sleep(PAUSE)
        return found


def _good(answer: httpx.Response) -> httpx.Response:
    if answer.is_error:
        asked = f"{answer.request.method} {answer.request.url}"
        raise RuntimeError(f"{asked}: {answer.status_code} {answer.text[:300]}")
    return answer

"""Somebody who is signed in to an installation that runs, and what they find there."""

from typing import Any

import httpx

from bench.data import PASSWORD
from bench.load import Ask


class Client:
    """One person at one server; a visitor without a name."""

    def __init__(self, url: str, username: str = "", process: int | None = None) -> None:
        self.url, self.process = url, process
        self.headers: dict[str, str] = {}
        self.http = httpx.Client(base_url=url, timeout=120)
        if username:
            body = {"username": username, "password": PASSWORD}
            token = self.send("POST", "/api/auth/token/", body)["access"]
            self.headers = {"Authorization": f"Bearer {token}"}
            self.http.headers.update(self.headers)

    def send(self, method: str, path: str, body: Any = None) -> Any:
        """One request, which must succeed."""
        answer = self.http.request(method, path, json=body)
        if answer.is_error:
            raise RuntimeError(f"{method} {path}: {answer.status_code} {answer.text[:300]}")
        return answer.json() if answer.content else None

    def get(self, path: str) -> Any:
        """What a GET shows."""
        return self.send("GET", path)

    def ask(self, path: str) -> Ask:
        """A GET for `wrk`."""
        return Ask(self.url + path, self.headers, self.process)

    def course(self, title: str) -> str:
        """The id of one of the courses that are the same in every size."""
        found = self.get(f"/api/courses/?search={title}&page_size=100")["results"]
        return next(str(row["id"]) for row in found if row["title"] == title)

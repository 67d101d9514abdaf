"""One running installation for all races, talked to as clients do: over HTTP."""

import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import count
from typing import Any

import httpx
import pytest

from tests.cli.conftest import COMMAND, Up, environment, lectern
from tests.together import at_once

PASSWORD = "correct horse battery staple"
CLICKS = 20
ADMIN = "root"
# Everybody here sits at one address, which no school does.
NO_LIMITS = {"LECTERN_RATES": "auth=9999/min,account=9999/min,write=9999/min,anonymous=9999/min"}

_numbers = count(1)


@dataclass
class Site:
    """A running installation, and its admin."""

    url: str
    up: Up

    def client(self, token: str = "") -> httpx.Client:
        """A client with connections of its own."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return httpx.Client(base_url=f"{self.url}/api", headers=headers, timeout=60)

    def sign_in(self, username: str) -> str:
        """A token of this person."""
        with self.client() as visitor:
            body = {"username": username, "password": PASSWORD}
            return str(visitor.post("/auth/login/", json=body).raise_for_status().json()["token"])

    def join(self) -> str:
        """A token of a new student."""
        username = f"student{next(_numbers)}"
        with self.client() as visitor:
            answer = visitor.post("/auth/registration/", json=registration(username))
        return str(answer.raise_for_status().json()["token"])

    def at_once(self, token: str, method: str, path: str, **request: Any) -> list[httpx.Response]:
        """What each of twenty simultaneous requests is answered."""
        with ExitStack() as stack:
            clients = [stack.enter_context(self.client(token)) for _ in range(CLICKS)]
            for client in clients:
                client.get("/categories/")  # connected before the start
            return at_once(lambda client: insist(client, method, path, **request), clients)


def insist(client: httpx.Client, method: str, path: str, **request: Any) -> httpx.Response:
    """The answer; whom a server with too much to do tells to come again does so, for a minute."""
    patience = time.monotonic() + 60
    while True:
        answer = client.request(method, path, **request)
        if answer.status_code != 503 or time.monotonic() > patience:
            return answer
        time.sleep(float(answer.headers["Retry-After"]))


def registration(username: str, email: str = "") -> dict[str, str]:
    """The body with which somebody joins."""
    email = email or f"{username}@example.org"
    return {
        "username": username,
        "email": email,
        "password1": PASSWORD,
        "password2": PASSWORD,
    }


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The product as `lectern up` starts it, with two processes that answer."""
    data = tmp_path_factory.mktemp("races") / "var"
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = int(probe.getsockname()[1])
    process = subprocess.Popen(
        [
            *(*COMMAND, "up", "--no-demo", "--workers", "2"),
            *("--port", str(port), "--data-dir", str(data)),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**environment(), **NO_LIMITS},
    )
    up = Up(data, process, port)
    try:
        up.wait_until_ready()
        words = ("--username", ADMIN, "--email", "root@example.org", "--password", PASSWORD)
        done = lectern("create-admin", *words, "--data-dir", data)
        assert done.returncode == 0, done.stdout + done.stderr
        up.forbid_scans()
        yield Site(f"http://127.0.0.1:{port}", up)
    finally:
        if process.poll() is None:
            up.end()


@dataclass
class Classroom:
    """A published course of two lessons, the second with a quiz of one question."""

    admin: httpx.Client
    course: str
    lessons: list[str]
    quiz: str
    question: str


@pytest.fixture
def classroom(site: Site) -> Iterator[Callable[..., Classroom]]:
    """Makes courses over HTTP."""
    with site.client(site.sign_in(ADMIN)) as admin:

        def make(**rules: Any) -> Classroom:
            def post(path: str, **body: Any) -> str:
                return str(admin.post(path, json=body).raise_for_status().json()["id"])

            course = post("/courses/", title="Knots")
            lessons = [post("/lessons/", course=course, title=f"Part {n}") for n in (1, 2)]
            quiz = post("/quizzes/", lesson=lessons[1], title="A quiz", **rules)
            question = {"kind": "true_false", "text": "Is it so?", "answer": "true"}
            question_id = post("/questions/", quiz=quiz, **question)
            admin.post(f"/courses/{course}/publish/").raise_for_status()
            return Classroom(admin, course, lessons, quiz, question_id)

        yield make

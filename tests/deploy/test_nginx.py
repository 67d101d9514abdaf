"""The proxy: what it lets through, what it keeps, and that a server may die behind it."""

import json
import os
import signal
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from http.client import HTTPSConnection
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.deploy import proxy as nginx
from tests.deploy.proxy import Proxy
from tests.world import course, person, teacher

pytestmark = pytest.mark.skipif(not nginx.is_new_enough(), reason=nginx.WITHOUT)


@pytest.fixture(scope="module")
def running(emptied: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    """Two servers and the proxy."""
    with nginx.proxy(tmp_path_factory.mktemp("nginx")) as one:
        yield one


@pytest.fixture
def web(running: Proxy) -> Iterator[httpx.Client]:
    """A client of the proxy."""
    with running.client() as client:
        yield client


@pytest.mark.parametrize("site", ["conf.d", "tls.d"])
@pytest.mark.parametrize("main", ["nginx.conf", "frontend.conf"])
def test_the_configuration_is_one(tmp_path: Path, main: str, site: str) -> None:
    nginx.write(tmp_path, [8001, 8002], 8080, 8443, site)
    said = subprocess.run(
        [nginx.NGINX, "-t", "-p", f"{tmp_path}/", "-c", str(tmp_path / main)],
        capture_output=True,
        text=True,
    )
    assert said.returncode == 0, said.stderr
    assert "warn" not in said.stderr


def test_browsers_speak_http_2(running: Proxy) -> None:
    command = ["curl", "--insecure", "--silent", "--http2", "--output", os.devnull]
    said = subprocess.run(
        [*command, "--write-out", "%{http_version} %{http_code}", f"{running.https}/healthz"],
        capture_output=True,
        text=True,
    )
    assert said.stdout == "2 200"


def test_http_leads_to_https(running: Proxy) -> None:
    answer = httpx.get(f"{running.http}/courses?a=1")
    assert answer.status_code == 308
    assert answer.headers["Location"] == "https://127.0.0.1/courses?a=1"


def test_the_headers_of_the_application_come_through_once(web: httpx.Client) -> None:
    answer = web.get("/api/courses/", headers={"X-Request-ID": "through-nginx"})
    assert answer.status_code == 200
    for name in ("Content-Security-Policy", "X-Frame-Options", "X-Content-Type-Options"):
        assert len(answer.headers.get_list(name)) == 1, name
    assert answer.headers.get_list("X-Request-ID") == ["through-nginx"]
    assert "/" not in answer.headers["Server"]


def test_who_came_safely_comes_safely_from_then_on(web: httpx.Client) -> None:
    for path in ("/api/courses/", "/healthz", "/"):
        assert web.get(path).headers.get_list("Strict-Transport-Security") == [
            "max-age=31536000; includeSubDomains"
        ]


@pytest.mark.parametrize("packed", ["br", "gzip"])
def test_answers_are_packed(web: httpx.Client, packed: str) -> None:
    answer = web.get("/api/schema/?format=json", headers={"Accept-Encoding": packed})
    assert answer.status_code == 200
    assert answer.headers["Content-Encoding"] == packed
    assert "openapi" in answer.text


def test_metrics_are_for_within(web: httpx.Client) -> None:
    assert web.get("/metrics").status_code == 404
    assert web.get("/metrics", headers={"Authorization": "Bearer x"}).status_code == 404


def test_visitors_share_the_catalogue_and_people_do_not(web: httpx.Client) -> None:
    ada = teacher("ada")
    course(ada, title="First", lessons=1)
    url = "/api/courses/?page_size=7"
    before = web.get(url).json()["results"]
    course(ada, title="Second", lessons=1)
    again = web.get(url, headers={"X-Request-ID": "another-one"})
    assert again.json()["results"] == before
    assert again.headers["X-Request-ID"] == "another-one"
    assert web.get(url, headers={"If-None-Match": again.headers["ETag"]}).status_code == 304
    fresh = web.get(url, headers={"Authorization": f"Bearer {token()}"})
    assert len(fresh.json()["results"]) == len(before) + 1
    time.sleep(5.5)
    deadline = time.monotonic() + 10
    while len(web.get(url).json()["results"]) == len(before):
        assert time.monotonic() < deadline
        time.sleep(0.2)


def token() -> str:
    """The access token of somebody new."""
    from lectern.accounts import services
    from lectern.accounts.models import Account

    somebody = person()
    account = Account.objects.get(username=somebody.username)
    return str(services.open_session(account=account).access)


def test_a_body_beyond_the_limit_is_refused_in_our_own_words(web: httpx.Client) -> None:
    answer = web.post("/api/courses/", content=b"x" * (3 * 1024 * 1024))
    assert answer.status_code == 413
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "too-large"


def test_guessing_is_slowed_down_at_the_door(running: Proxy, web: httpx.Client) -> None:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    host = running.https.removeprefix("https://")
    # All connected before the first one asks, so that they come at once on a slow machine too.
    guesses = [HTTPSConnection(host, context=context, timeout=60) for _ in range(90)]
    for guess in guesses:
        guess.connect()
    for guess in guesses:
        guess.request("GET", "/api/auth/user/", headers={"Host": "localhost"})
    answers = [guess.getresponse() for guess in guesses]
    refused = [answer for answer in answers if answer.status == 429]
    assert 0 < len(refused) <= 40
    assert {json.load(answer)["code"] for answer in refused} == {"too-many-requests"}
    assert int(refused[0].headers["Retry-After"]) > 0
    for guess in guesses:
        guess.close()
    assert web.get("/api/courses/").status_code == 200


def test_a_server_may_die_and_no_reader_sees_it(running: Proxy, web: httpx.Client) -> None:
    answers: list[Any] = []
    stop = threading.Event()

    def read() -> None:
        with running.client() as client:
            while not stop.is_set():
                answers.append(client.get("/api/search/?q=first").status_code)

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    time.sleep(1)
    os.killpg(running.servers[0].pid, signal.SIGKILL)
    running.servers[0].wait(10)
    before = len(answers)
    time.sleep(3)
    stop.set()
    for reader in readers:
        reader.join()
    assert len(answers) > before > 0
    assert set(answers) == {200}
    os.killpg(running.servers[1].pid, signal.SIGKILL)
    running.servers[1].wait(10)
    nobody = web.get("/api/search/?q=first")
    assert (nobody.status_code, nobody.json()["code"]) == (503, "unavailable")
    assert web.get("/api/courses/").status_code == 200  # from the cache

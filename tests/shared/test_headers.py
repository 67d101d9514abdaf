"""What every answer carries, whoever gives it."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from rest_framework.test import APIClient

ANYWHERE = ["/api/courses/", "/api/nothing/", "/healthz", "/swagger/", "/redoc/", "/missing.js"]


@pytest.mark.parametrize("url", ANYWHERE)
def test_every_answer_is_guarded(client: APIClient, url: str) -> None:
    check_guarded(client.get(url).headers)


def test_who_is_refused_at_the_gate_is_guarded(clean: None, settings: Any) -> None:
    settings.WEB_AT_ONCE, settings.WEB_WAITING = 0, 0
    answer = APIClient().get("/api/courses/")
    assert (answer.status_code, answer.json()["code"]) == (503, "overloaded")
    check_guarded(answer.headers)


def test_a_body_that_is_too_large_is_refused_guarded(client: APIClient) -> None:
    answer = client.generic("POST", "/api/courses/", CONTENT_LENGTH=str(2**40))
    assert (answer.status_code, answer.json()["code"]) == (413, "too-large")
    check_guarded(answer.headers)


def check_guarded(headers: Mapping[str, str]) -> None:
    policy = headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy
    assert "object-src 'none'" in policy
    assert "unsafe-eval" not in policy
    scripts = re.search(r"script-src ([^;]+)", policy)
    assert scripts is not None
    assert scripts.group(1).strip() == "'self'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "Server" not in headers
    assert "X-Powered-By" not in headers


def test_answers_of_the_api_are_nobodys_to_keep(client: APIClient) -> None:
    assert client.get("/api/courses/").headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("given", ["request-1", "a" * 64, "A.b_c-d9"])
def test_the_name_of_a_request_is_repeated(client: APIClient, given: str) -> None:
    assert client.get("/api/nothing/", HTTP_X_REQUEST_ID=given).headers["X-Request-ID"] == given


@pytest.mark.parametrize(
    "given", ["", "short", "a" * 65, "has spaces in it", "line\nbreak-xx", "é" * 9]
)
def test_a_name_that_could_harm_the_logs_is_replaced(client: APIClient, given: str) -> None:
    answered = client.get("/api/courses/", HTTP_X_REQUEST_ID=given).headers["X-Request-ID"]
    assert re.fullmatch(r"[0-9a-f]{32}", answered)


@pytest.mark.parametrize(
    ("method", "url"),
    [("put", "/api/courses/"), ("post", "/api/nothing/"), ("post", "/api/courses/")],
)
def test_a_body_that_nobody_wanted_does_not_stay_in_the_connection(
    client: APIClient, method: str, url: str
) -> None:
    answer = getattr(client, method)(url, {"title": "x" * 200_000}, format="json")
    assert answer.status_code in (401, 404, 405)
    assert answer.wsgi_request.read() == b""


@pytest.fixture
def built(settings: Any, tmp_path: Path) -> Path:
    """A web application that has been built."""
    (tmp_path / "index.html").write_text("<!doctype html><title>Lectern</title>")
    settings.WEB_ROOT = tmp_path
    return tmp_path


@pytest.mark.parametrize("url", ["/", "/courses", "/courses/1/edit", "/learn/x?tab=2", "/apiary"])
def test_every_page_is_the_web_application_and_never_kept(
    client: APIClient, built: Path, url: str
) -> None:
    response = client.get(url)
    assert response.status_code == 200
    assert response.content == (built / "index.html").read_bytes()
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert response.headers["Cache-Control"] == "no-cache"
    assert client.head(url).status_code == 200


def test_pages_make_no_markup_from_strings(client: APIClient, built: Path) -> None:
    policy = client.get("/").headers["Content-Security-Policy"]
    assert "require-trusted-types-for 'script'" in policy
    assert "worker-src 'self'" in policy
    policies = re.search(r"trusted-types ([^;]+)", policy)
    assert policies is not None
    assert not {"'allow-duplicates'", "*", "default"} & set(policies.group(1).split())


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("/worker.js", "no-cache"),
        ("/ngsw-worker.js", "no-cache"),
        ("/ngsw.json", "no-cache"),
        ("/main-AB12CD34.js", "public, max-age=31536000, immutable"),
        ("/favicon.ico", "max-age=60, public"),
    ],
)
def test_a_file_is_kept_for_as_long_as_its_name_means_the_same(
    built: Path, settings: Any, url: str, kept: str
) -> None:
    (built / url[1:]).write_text("x")
    settings.WHITENOISE_ROOT = built
    response = Client().get(url)
    assert response.headers["Cache-Control"] == kept
    response.close()


@pytest.mark.parametrize("url", ["/main-ABC123.js", "/assets/logo.svg", "/.env", "/index.php"])
def test_a_file_that_is_not_there_is_no_page(client: APIClient, built: Path, url: str) -> None:
    response = client.get(url)
    assert response.status_code == 404
    assert response.json()["code"] == "not-found"


def test_without_a_build_it_says_what_to_do(
    client: APIClient, settings: Any, tmp_path: Path
) -> None:
    settings.WEB_ROOT = tmp_path / "nothing"
    response = client.get("/")
    assert response.status_code == 404
    assert "make up" in response.json()["title"]

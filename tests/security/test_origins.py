"""Other sites: what their pages may ask, and what a browser does for them."""

import os
import subprocess
import sys
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from rest_framework.test import APIClient

from tests.world import PASSWORD, Person, person

FRIEND, STRANGER = "https://friend.example", "https://stranger.example"
REFRESH = "/api/auth/token/refresh/"


@pytest.fixture
def listed(clean: None, settings: Any) -> Client:
    """A client of an installation that lists one origin."""
    settings.CORS_ALLOWED_ORIGINS = [FRIEND]
    cors = "corsheaders.middleware.CorsMiddleware"
    settings.MIDDLEWARE = [*settings.MIDDLEWARE[:3], cors, *settings.MIDDLEWARE[3:]]
    return Client()


def signed_in(somebody: Person) -> APIClient:
    """A browser with the refresh cookie."""
    browser = APIClient(raise_request_exception=False)
    credentials = {"username": somebody.username, "password": PASSWORD}
    assert browser.post("/api/auth/login/", credentials).status_code == 200
    return browser


@pytest.mark.parametrize("origin", [FRIEND, STRANGER, "null"])
def test_nobody_is_let_in_where_nobody_is_listed(client: APIClient, origin: str) -> None:
    answer = client.get("/api/courses/", HTTP_ORIGIN=origin)
    assert not [name for name in answer.headers if name.startswith("Access-Control")]


def test_who_is_listed_may_ask_without_the_cookie(listed: Client) -> None:
    asked = {"HTTP_ORIGIN": FRIEND, "HTTP_ACCESS_CONTROL_REQUEST_METHOD": "PATCH"}
    allowed = listed.options("/api/courses/", **asked).headers
    assert allowed["Access-Control-Allow-Origin"] == FRIEND
    assert "if-match" in allowed["Access-Control-Allow-Headers"]
    answer = listed.get("/api/courses/", HTTP_ORIGIN=FRIEND).headers
    assert answer["Access-Control-Allow-Origin"] == FRIEND
    assert "Access-Control-Allow-Credentials" not in answer
    assert "ETag" in answer["Access-Control-Expose-Headers"]


@pytest.mark.parametrize(
    "origin", [STRANGER, "null", f"{FRIEND}.evil.example", "http://friend.example"]
)
def test_who_is_not_listed_may_not(listed: Client, origin: str) -> None:
    assert "Access-Control-Allow-Origin" not in listed.get("/api/courses/", HTTP_ORIGIN=origin)


def test_who_is_listed_may_read_that_there_is_too_much_to_do(listed: Client, settings: Any) -> None:
    settings.WEB_AT_ONCE, settings.WEB_WAITING = 0, 0
    answer = listed.get("/api/courses/", HTTP_ORIGIN=FRIEND)
    assert answer.status_code == 503
    assert answer.headers["Access-Control-Allow-Origin"] == FRIEND


def test_pages_are_not_for_others(listed: Client) -> None:
    assert "Access-Control-Allow-Origin" not in listed.get("/healthz", HTTP_ORIGIN=FRIEND)


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_site_cannot_use_the_refresh_cookie(client: APIClient, site: str) -> None:
    browser = signed_in(person())
    assert browser.cookies[settings.REFRESH_COOKIE]["samesite"] == "Strict"
    assert browser.post(REFRESH, HTTP_SEC_FETCH_SITE=site).status_code == 401
    assert browser.post(REFRESH, HTTP_SEC_FETCH_SITE="same-origin").status_code == 200


def test_the_refresh_cookie_alone_writes_and_reads_nothing(client: APIClient) -> None:
    browser = signed_in(person())
    assert browser.get("/api/auth/user/").status_code == 401
    assert browser.post("/api/categories/", {"name": "Owls"}).status_code == 401
    form = browser.post(REFRESH, "refresh=", content_type="application/x-www-form-urlencoded")
    assert form.status_code == 415


def test_a_planted_cookie_does_not_survive_signing_in(client: APIClient) -> None:
    attacker, victim = signed_in(person()), person()
    planted = attacker.cookies[settings.REFRESH_COOKIE].value
    browser = APIClient(raise_request_exception=False)
    browser.cookies[settings.REFRESH_COOKIE] = planted
    credentials = {"username": victim.username, "password": PASSWORD}
    answer = browser.post("/api/auth/login/", credentials)
    own = browser.cookies[settings.REFRESH_COOKIE].value
    assert own != planted
    refreshed = browser.post(REFRESH).json()["access"]
    browser.credentials(HTTP_AUTHORIZATION=f"Bearer {refreshed}")
    assert browser.get("/api/auth/user/").json()["username"] == victim.username
    assert attacker.post(REFRESH).status_code == 200  # theirs is another sign-in, and no more
    attacker.credentials(HTTP_AUTHORIZATION=f"Bearer {attacker.post(REFRESH).json()['access']}")
    assert attacker.get("/api/auth/user/").json()["username"] != victim.username
    assert answer.status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example", "testserver@evil"])
def test_a_host_that_is_not_ours_is_refused(client: APIClient, host: str) -> None:
    for path in ("/api/courses/", "/", "/media/nothing"):
        assert client.get(path, HTTP_HOST=host).status_code == 400


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example/",
        "/\\evil.example",
        "/?next=https://evil.example/",
        "/api/auth/login/?next=//evil.example",
        "/api/courses?next=//evil.example",
        "/login?returnTo=https://evil.example",
        "/media//evil.example/x",
    ],
)
def test_nothing_leads_elsewhere(client: APIClient, path: str) -> None:
    for answer in (client.get(path), client.post(path)):
        assert answer.status_code not in range(300, 400)
        assert "Location" not in answer.headers


def test_an_installation_behind_tls_says_so() -> None:
    script = (
        "import django; django.setup()\n"
        "from django.conf import settings as s\n"
        "print(s.SECURE_HSTS_SECONDS, s.REST_AUTH['JWT_AUTH_SECURE'], s.SECURE_PROXY_SSL_HEADER[1])"
    )
    environment = {
        **os.environ,
        "LECTERN_SITE_URL": "https://lms.example.org",
        "DJANGO_SETTINGS_MODULE": "lectern.config.settings",
    }
    told = subprocess.run(
        [sys.executable, "-c", script],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.split() == ["31536000", "True", "https"]

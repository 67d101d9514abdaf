"""Passwords from breaches are refused; a service that cannot be asked refuses nobody."""

import hashlib
import logging
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.password_validation import get_default_password_validators
from rest_framework.test import APIClient

from tests.listening import Listener, listening
from tests.world import PASSWORD, person, sign_in

BREACHED = "a long sentence that was stolen"
BREACHED_HASH = hashlib.sha1(BREACHED.encode(), usedforsecurity=False).hexdigest().upper()
REGISTER = "/api/auth/registration/"


@dataclass
class Service:
    """A service that speaks the range protocol, and remembers what it was asked."""

    url: str = ""
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    status: int = 200
    body: str = ""
    delay: float = 0


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    state = Service(body=f"{'0' * 35}:0\r\n{BREACHED_HASH[5:]}:1,234\r\n{'F' * 35}:2")

    class Range(Listener):
        def answer(self) -> None:
            state.asked.append((self.path, self.headers.get("Add-Padding")))
            time.sleep(state.delay)
            known = self.path == f"/range/{BREACHED_HASH[:5]}"
            body = (state.body if known or state.status != 200 else f"{'0' * 35}:0").encode()
            self.send_response(state.status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    with listening(Range) as address:
        state.url = f"{address}/range/"
        ask(monkeypatch, state.url)
        yield state
        get_default_password_validators.cache_clear()


def ask(monkeypatch: pytest.MonkeyPatch, url: str, timeout: float = 0.3) -> None:
    """Let new passwords be asked about there, as the setting does."""
    name = "lectern.accounts.services.breached.BreachedPasswordValidator"
    validator = {"NAME": name, "OPTIONS": {"url": url, "timeout": timeout}}
    monkeypatch.setattr(
        settings, "AUTH_PASSWORD_VALIDATORS", [*settings.AUTH_PASSWORD_VALIDATORS[:4], validator]
    )
    get_default_password_validators.cache_clear()


def join(client: APIClient, password: str) -> Any:
    person_ = {"username": "ada", "email": "ada@example.org"}
    return client.post(REGISTER, {**person_, "password1": password, "password2": password})


def codes(answer: Any) -> set[tuple[str, str]]:
    return {(error["pointer"], error["code"]) for error in answer.json()["errors"]}


def test_a_breached_password_is_refused(client: APIClient, service: Service) -> None:
    answer = join(client, BREACHED)
    assert answer.status_code == 400
    assert codes(answer) == {("/password1", "password-breached")}


def test_five_characters_of_a_hash_are_all_that_leaves(client: APIClient, service: Service) -> None:
    assert join(client, PASSWORD).status_code == 201
    prefix = hashlib.sha1(PASSWORD.encode(), usedforsecurity=False).hexdigest().upper()[:5]
    assert service.asked == [(f"/range/{prefix}", "true")]


def test_padding_is_no_breach(client: APIClient, service: Service) -> None:
    service.body = f"{BREACHED_HASH[5:]}:0"
    assert join(client, BREACHED).status_code == 201


def test_every_door_for_new_passwords_asks(client: APIClient, service: Service) -> None:
    me = sign_in(person())
    new = {"new_password1": BREACHED, "new_password2": BREACHED}
    answer = me.post("/api/auth/password/change/", {"old_password": PASSWORD, **new})
    assert ("/new_password2", "password-breached") in codes(answer)


def test_signing_in_asks_nobody(client: APIClient, service: Service) -> None:
    ada = person()
    credentials = {"username": ada.username, "password": BREACHED}
    assert client.post("/api/auth/login/", credentials).status_code == 401
    assert service.asked == []


@pytest.mark.parametrize(
    "trouble",
    [{"status": 500}, {"status": 429}, {"status": 404}, {"body": "<html>"}, {"delay": 1.0}],
    ids=str,
)
def test_a_service_in_trouble_refuses_nobody_and_is_noted(
    client: APIClient, service: Service, trouble: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    for name, value in trouble.items():
        setattr(service, name, value)
    began = time.monotonic()
    assert join(client, BREACHED).status_code == 201
    assert time.monotonic() - began < 0.9
    assert "breached_passwords_not_asked" in caplog.text
    assert BREACHED not in caplog.text
    assert BREACHED_HASH[:5] not in caplog.text


def test_nobody_there_refuses_nobody_but_common_passwords(
    client: APIClient, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        ask(monkeypatch, f"http://127.0.0.1:{free.getsockname()[1]}/range/")
        assert codes(join(client, "password123")) == {("/password1", "password-too-common")}
        assert join(client, BREACHED).status_code == 201


def test_the_log_keeps_no_beginnings_of_hashes(client: APIClient, service: Service) -> None:
    assert logging.getLogger("httpx").getEffectiveLevel() >= logging.WARNING

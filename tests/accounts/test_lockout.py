"""Guessing passwords: each guess costs the same, and after some there are no more."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from rest_framework.test import APIClient

from tests.together import at_once
from tests.world import PASSWORD, Person, person, sign_in

LIMIT = 10
WAIT = 15 * 60
LOGIN = "/api/auth/login/"
TOKEN = "/api/auth/token/"


def attempt(path: str = LOGIN, address: str = "192.0.2.1", **body: str) -> Any:
    client = APIClient(raise_request_exception=False, REMOTE_ADDR=address)
    return client.post(path, {"password": "not this one", **body})


def fail(times: int, **how: str) -> list[int]:
    return [attempt(**how).status_code for _ in range(times)]


def age(by: timedelta) -> None:
    """Let time pass since the failures so far."""
    from axes.models import AccessAttempt

    for failure in AccessAttempt.objects.all():
        AccessAttempt.objects.filter(pk=failure.pk).update(attempt_time=failure.attempt_time - by)


def test_repeated_failures_lock_the_name_also_for_the_right_password(client: APIClient) -> None:
    person("grace")
    assert fail(LIMIT, username="grace") == [401] * (LIMIT - 1) + [429]
    locked = attempt(username="grace", password=PASSWORD)
    assert locked.status_code == 429
    assert locked["Content-Type"] == "application/problem+json"
    assert locked.json()["code"] == "too-many-requests"
    assert WAIT - 60 < int(locked["Retry-After"]) <= WAIT + 1


def test_the_wait_is_over_when_it_was_said_to_be(client: APIClient) -> None:
    person("grace")
    fail(LIMIT, username="grace")
    age(timedelta(seconds=WAIT - 100))
    locked = attempt(username="grace", password=PASSWORD)
    assert locked.status_code == 429
    assert int(locked["Retry-After"]) <= 101
    age(timedelta(seconds=100))
    assert attempt(username="grace", password=PASSWORD).status_code == 200


def test_other_names_and_other_addresses_are_not_locked(client: APIClient) -> None:
    person("grace")
    person("ada")
    fail(LIMIT, username="grace")
    assert attempt(username="ada", password=PASSWORD).status_code == 200
    assert attempt(address="192.0.2.2", username="grace", password=PASSWORD).status_code == 200
    assert attempt(username="grace", password=PASSWORD).status_code == 429


def test_a_name_that_nobody_has_is_answered_and_locked_alike(client: APIClient) -> None:
    person("grace")
    known, unknown = ([attempt(username=name) for _ in range(LIMIT)] for name in ("grace", "no"))
    assert [answer.status_code for answer in known] == [answer.status_code for answer in unknown]
    assert known[0].json() == unknown[0].json()
    assert set(known[-1].json()) == set(unknown[-1].json())


@pytest.mark.parametrize(
    "how",
    [{"username": "GRACE"}, {"username": " grace "}, {"username": "grace", "path": TOKEN}],
    ids=str,
)
def test_spelling_and_door_make_no_difference(client: APIClient, how: dict[str, str]) -> None:
    person("grace")
    fail(LIMIT, username="grace")
    assert attempt(**{"password": PASSWORD, **how}).status_code == 429


def test_an_address_is_locked_in_either_field(client: APIClient) -> None:
    person("grace")
    fail(LIMIT, email="Grace@example.org")
    for field in ("username", "email"):
        assert attempt(**{field: "grace@example.org", "password": PASSWORD}).status_code == 429


def test_guessing_many_at_once_does_not_help(client: APIClient) -> None:
    person("grace")
    answers = at_once(lambda _: fail(5, username="grace"), range(8))
    assert {status for five in answers for status in five} == {401, 429}
    assert sum(status == 401 for five in answers for status in five) < LIMIT
    assert attempt(username="grace", password=PASSWORD).status_code == 429


def test_changing_the_program_does_not_help(client: APIClient) -> None:
    person("grace")
    for number in range(LIMIT):
        client.post(
            LOGIN, {"username": "grace", "password": "x"}, headers={"user-agent": f"Agent/{number}"}
        )
    assert client.post(LOGIN, {"username": "grace", "password": PASSWORD}).status_code == 429


@pytest.mark.parametrize("name", [{"username": "grace"}, {"email": "grace@example.org"}])
def test_a_success_begins_anew(client: APIClient, name: dict[str, str]) -> None:
    person("grace")
    assert fail(LIMIT - 1, **name) == [401] * (LIMIT - 1)
    assert attempt(username="grace", password=PASSWORD).status_code == 200
    assert fail(LIMIT - 1, **name) == [401] * (LIMIT - 1)
    assert attempt(**name, password=PASSWORD).status_code == 200


def test_a_success_elsewhere_does_not_help_who_guesses(client: APIClient) -> None:
    person("grace")
    fail(LIMIT - 1, username="grace")
    assert attempt(address="192.0.2.2", username="grace", password=PASSWORD).status_code == 200
    assert attempt(username="grace").status_code == 429


def test_a_password_set_by_the_mail_begins_anew(client: APIClient) -> None:
    from lectern.accounts import services
    from lectern.accounts.models import Account

    person("grace")
    fail(LIMIT, username="grace")
    new = "an entirely different sentence"
    services.reset_password(account=Account.objects.get(username="grace"), new=new)
    assert attempt(username="grace", password=new).status_code == 200


def test_a_stolen_token_is_no_door_for_guessing(client: APIClient) -> None:
    me = sign_in(person("grace"))
    new = "an entirely different sentence"
    body = {"new_password1": new, "new_password2": new}
    change = "/api/auth/password/change/"
    guesses = [me.post(change, {**body, "old_password": "x"}).status_code for _ in range(LIMIT)]
    assert guesses == [400] * (LIMIT - 1) + [429]
    locked = me.post(change, {**body, "old_password": PASSWORD})
    assert locked.status_code == 429
    assert int(locked["Retry-After"]) > 0
    age(timedelta(seconds=WAIT))
    assert me.post(change, {**body, "old_password": PASSWORD}).status_code == 200
    assert fail(LIMIT - 1, username="grace", address="127.0.0.1") == [401] * (LIMIT - 1)


def test_no_password_is_kept_of_a_failure(client: APIClient) -> None:
    from axes.models import AccessAttempt

    attempt(username="grace", password="a secret of mine")
    (kept,) = AccessAttempt.objects.values()
    assert kept["username"] == "grace"
    assert "secret" not in repr(kept)


@pytest.mark.parametrize(
    "name", ["x" * 5_000, "\U0001f4a5", "ＧＲＡＣＥ", "'; --", "x@" + "y" * 300]
)
def test_odd_names_are_counted_like_others(client: APIClient, name: str) -> None:
    assert attempt(username=name).status_code == 401


def test_only_signing_in_asks_who_is_locked_out(client: APIClient) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    me = sign_in(person())
    with CaptureQueriesContext(connection) as asked:
        assert me.get("/api/enrollments/").status_code == 200
    assert len(asked) == 0
    assert not [name for name in settings.MIDDLEWARE if name.startswith("axes")]


def nobody() -> None:
    """No account at all."""


def active() -> None:
    person("grace")


def inactive() -> None:
    from lectern.accounts import services

    services.change_roles(user=person("grace").id, values={"is_active": False})


def without_password() -> None:
    from lectern.accounts import services

    services.register(username="grace", email="grace@example.org", password=None)


@pytest.mark.parametrize("field", ["username", "email"])
@pytest.mark.parametrize("account", [nobody, active, inactive, without_password])
def test_every_failure_costs_one_hash(
    client: APIClient, hashes: list[str], account: Callable[[], Person | None], field: str
) -> None:
    account()
    name = "grace@example.org" if field == "email" else "grace"
    hashes.clear()
    assert attempt(**{field: name}).status_code == 401
    assert len(hashes) == 1


def test_the_right_password_costs_one_hash_and_a_locked_name_none(
    client: APIClient, hashes: list[str]
) -> None:
    person("grace")
    hashes.clear()
    assert attempt(username="grace", password=PASSWORD).status_code == 200
    assert len(hashes) == 1
    fail(LIMIT, username="grace")
    hashes.clear()
    assert attempt(username="grace", password=PASSWORD).status_code == 429
    assert hashes == []

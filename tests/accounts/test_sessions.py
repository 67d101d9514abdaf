"""Where somebody is signed in, and ending that from elsewhere."""

from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from django.conf import settings
from rest_framework.test import APIClient

from tests.world import PASSWORD, Person, person

SESSIONS = "/api/auth/sessions/"


class Device:
    """A program that signs in and keeps its tokens."""

    def __init__(self, somebody: Person, agent: str, address: str = "127.0.0.1") -> None:
        self.client = APIClient(
            raise_request_exception=False, HTTP_USER_AGENT=agent, REMOTE_ADDR=address
        )
        credentials = {"username": somebody.username, "password": PASSWORD}
        self._take(self.client.post("/api/auth/token/", credentials).json())

    def refresh(self) -> int:
        """Exchange the tokens; the status of the answer."""
        self.client.credentials()
        answer = self.client.post("/api/auth/token/refresh/", {"refresh": self.pair["refresh"]})
        if answer.status_code == 200:
            self._take(answer.json())
        return int(answer.status_code)

    def sessions(self) -> list[dict[str, Any]]:
        answer = self.client.get(SESSIONS)
        assert answer.status_code == 200, answer.content
        body = answer.json()
        assert body["count"] == len(body["results"])
        return list(body["results"])

    def is_signed_in(self) -> bool:
        return bool(self.client.get("/api/auth/user/").status_code == 200)

    def _take(self, pair: dict[str, str]) -> None:
        self.pair = pair
        self.client.credentials(HTTP_AUTHORIZATION=f"Bearer {pair['access']}")


def test_every_sign_in_is_one_row_however_often_it_was_refreshed(client: APIClient) -> None:
    ada = person()
    desk, phone = Device(ada, "Desk/1", "192.0.2.1"), Device(ada, "Phone/2", "2001:db8::7")
    Device(person(), "Stranger/3")
    began = {row["agent"]: row["created_at"] for row in desk.sessions()}
    for _ in range(2):
        assert desk.refresh() == 200
    rows = desk.sessions()
    assert [(row["agent"], row["address"], row["current"]) for row in rows] == [
        ("Desk/1", "192.0.2.1", True),
        ("Phone/2", "2001:db8::7", False),
    ]
    assert {row["agent"]: row["created_at"] for row in rows} == began
    assert rows[0]["last_seen_at"] > rows[0]["created_at"]
    assert [row["current"] for row in phone.sessions()] == [False, True]


def test_a_sign_in_is_ended_at_once_and_for_good(client: APIClient) -> None:
    ada = person()
    desk, phone = Device(ada, "Desk/1"), Device(ada, "Phone/2")
    assert phone.refresh() == 200
    (other,) = (row for row in desk.sessions() if not row["current"])
    assert desk.client.delete(f"{SESSIONS}{other['id']}/").status_code == 204
    assert not phone.is_signed_in()
    assert phone.refresh() == 401
    assert [row["agent"] for row in desk.sessions()] == ["Desk/1"]
    assert desk.client.delete(f"{SESSIONS}{other['id']}/").status_code == 404


def test_ending_ones_own_sign_in_is_signing_out(client: APIClient) -> None:
    desk = Device(person(), "Desk/1")
    (own,) = desk.sessions()
    assert desk.client.delete(f"{SESSIONS}{own['id']}/").status_code == 204
    assert not desk.is_signed_in()


def test_all_others_are_ended_at_once(client: APIClient) -> None:
    ada = person()
    desk, phone, tablet = (Device(ada, agent) for agent in ("Desk/1", "Phone/2", "Tablet/3"))
    stranger = Device(person(), "Stranger/4")
    assert phone.client.delete(SESSIONS).status_code == 204
    assert [device.is_signed_in() for device in (desk, phone, tablet)] == [False, True, False]
    assert [device.refresh() for device in (desk, phone, tablet)] == [401, 200, 401]
    assert stranger.is_signed_in()
    assert [row["agent"] for row in phone.sessions()] == ["Phone/2"]


def test_nobody_ends_the_sign_in_of_another(client: APIClient) -> None:
    ada, eve = Device(person(), "Ada/1"), Device(person(), "Eve/2")
    (hers,) = ada.sessions()
    assert eve.client.delete(f"{SESSIONS}{hers['id']}/").status_code == 404
    assert ada.is_signed_in()


@pytest.mark.parametrize("name", ["0" * 24, "0" * 32, "x", "%00", "%F0%9F%92%A5", "a" * 5_000])
def test_a_sign_in_that_is_none_is_404(client: APIClient, name: str) -> None:
    assert Device(person(), "Desk/1").client.delete(f"{SESSIONS}{name}/").status_code == 404


def test_the_list_of_sign_ins_has_no_parameters(client: APIClient) -> None:
    answer = Device(person(), "Desk/1").client.get(f"{SESSIONS}?page_size=1&account=1")
    assert answer.status_code == 400
    refused = {(error["pointer"], error["code"]) for error in answer.json()["errors"]}
    assert refused == {("?page_size", "unknown-parameter"), ("?account", "unknown-parameter")}


def test_visitors_have_no_sign_ins(client: APIClient) -> None:
    assert client.get(SESSIONS).status_code == 401
    assert client.delete(SESSIONS).status_code == 401
    assert client.delete(f"{SESSIONS}{'0' * 32}/").status_code == 401


def test_a_sign_in_that_cannot_be_refreshed_any_more_is_not_listed(client: APIClient) -> None:
    from lectern.accounts.models import Session

    ada = person()
    desk = Device(ada, "Desk/1")
    Device(ada, "Phone/2")
    life = settings.SIMPLE_JWT["REFRESH_TOKEN_LIFETIME"]
    phone = Session.objects.get(agent="Phone/2")
    phone.created_at -= life + timedelta(seconds=1)
    phone.save()
    assert [row["agent"] for row in desk.sessions()] == ["Desk/1"]


def test_the_list_costs_the_same_for_one_sign_in_and_for_many(client: APIClient) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    ada = person()
    desk = Device(ada, "Desk/1")
    costs = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            desk.sessions()
        costs.append(len(asked))
        for number in range(8):
            Device(ada, f"Phone/{number}")
    assert costs[0] == costs[1] == 3


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], Any]], None]:
    """Lets something happen once, after a sign-in or refresh was allowed and before it is done."""
    from lectern.accounts.services import sessions

    heal = sessions.heal_profile

    def let(happen: Callable[[], Any]) -> None:
        def healed(**account: Any) -> Any:
            monkeypatch.setattr(sessions, "heal_profile", heal)
            happen()
            return heal(**account)

        monkeypatch.setattr(sessions, "heal_profile", healed)

    return let


def test_what_is_ended_while_it_is_refreshed_stays_ended(
    client: APIClient, meanwhile: Callable[..., None]
) -> None:
    ada = person()
    desk, phone = Device(ada, "Desk/1"), Device(ada, "Phone/2")
    meanwhile(lambda: desk.client.delete(SESSIONS))
    assert phone.refresh() == 401
    assert [row["agent"] for row in desk.sessions()] == ["Desk/1"]


def test_a_password_that_is_changed_during_the_sign_in_opens_nothing(
    client: APIClient, meanwhile: Callable[..., None]
) -> None:
    ada = person()
    desk = Device(ada, "Desk/1")
    new = "an entirely different sentence"
    body = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    meanwhile(lambda: desk.client.post("/api/auth/password/change/", body))
    credentials = {"username": ada.username, "password": PASSWORD}
    answer = client.post("/api/auth/login/", credentials)
    assert (answer.status_code, answer.json()["code"]) == (401, "bad-credentials")
    assert [row["agent"] for row in desk.sessions()] == ["Desk/1"]


def test_sign_ins_of_before_begin_with_their_first_session(client: APIClient) -> None:
    from django.apps import apps

    from lectern.accounts.models import Session

    desk = Device(person(), "Desk/1")
    assert desk.refresh() == 200
    first, second = Session.objects.order_by("pk")
    Session.objects.update(started_at=second.created_at)
    migration = import_module("lectern.accounts.migrations.0002_session_started_at")
    migration.begin_with_first_token(apps, None)
    assert [row.started_at for row in Session.objects.all()] == [first.created_at] * 2

"""Changing a password, and setting one anew by a link."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from rest_framework.test import APIClient

from tests.accounts.letters import mails, part
from tests.together import at_once
from tests.world import PASSWORD, Person, person, sign_in

NEW = "an entirely different sentence"
RESET = "/api/auth/password/reset/"
CONFIRM = "/api/auth/password/reset/confirm/"
CHANGE = "/api/auth/password/change/"


@pytest.fixture
def link(client: APIClient, folder: Path, deliver: Callable[[], None]) -> Callable[..., Any]:
    """Asks for a link and takes it out of the e-mail."""

    def ask(somebody: Person) -> dict[str, str]:
        for path in folder.iterdir():
            path.unlink()
        assert client.post(RESET, {"email": somebody.email}).status_code == 200
        deliver()
        (mail,) = mails(folder)
        found = re.search(r"/password-reset/([^/\s]+)/([^/\s]+)", part(mail, "plain"))
        assert found is not None
        return {"uid": found[1], "token": found[2]}

    return ask


def new(password: str = NEW) -> dict[str, str]:
    return {"new_password1": password, "new_password2": password}


def may_sign_in(somebody: Person, password: str) -> bool:
    credentials = {"username": somebody.username, "password": password}
    return bool(APIClient().post("/api/auth/login/", credentials).status_code == 200)


def is_signed_in(client: APIClient) -> bool:
    return bool(client.get("/api/auth/user/").status_code == 200)


def test_a_change_ends_every_other_session_at_once(client: APIClient) -> None:
    ada, other = person(), person()
    here, elsewhere, somebody_else = sign_in(ada), sign_in(ada), sign_in(other)
    answer = here.post(CHANGE, {"old_password": PASSWORD, **new()})
    assert answer.status_code == 200, answer.content
    assert is_signed_in(here)
    assert not is_signed_in(elsewhere)
    assert is_signed_in(somebody_else)
    assert may_sign_in(ada, NEW)
    assert not may_sign_in(ada, PASSWORD)


def test_after_a_change_only_this_sign_in_can_be_refreshed(client: APIClient) -> None:
    ada = person()
    credentials = {"username": ada.username, "password": PASSWORD}
    here, there = (client.post("/api/auth/token/", credentials).json() for _ in range(2))
    me = APIClient()
    me.credentials(HTTP_AUTHORIZATION=f"Bearer {here['access']}")
    assert me.post(CHANGE, {"old_password": PASSWORD, **new()}).status_code == 200
    refresh = "/api/auth/token/refresh/"
    assert client.post(refresh, {"refresh": here["refresh"]}).status_code == 200
    assert client.post(refresh, {"refresh": there["refresh"]}).status_code == 401


@pytest.mark.parametrize(
    ("change", "pointer", "code"),
    [
        ({"old_password": "not it"}, "/old_password", "wrong-password"),
        ({"new_password2": "something else again"}, "/new_password2", "password-mismatch"),
        (new("12345678901"), "/new_password2", "password-entirely-numeric"),
        (new("short"), "/new_password2", "password-too-short"),
        (new("augusta@example.org"), "/new_password2", "password-too-similar"),
        ({"old_password": None}, "/old_password", "null"),
        ({"new_password1": {"$gt": ""}}, "/new_password1", "invalid"),
        ({"username": "eve"}, "/username", "unknown-field"),
    ],
)
def test_a_change_that_is_refused_changes_nothing(
    client: APIClient, change: dict[str, Any], pointer: str, code: str
) -> None:
    ada = person("augusta")
    here, elsewhere = sign_in(ada), sign_in(ada)
    answer = here.post(CHANGE, {"old_password": PASSWORD, **new(), **change})
    assert answer.status_code == 400
    assert (pointer, code) in [(e["pointer"], e["code"]) for e in answer.json()["errors"]]
    assert is_signed_in(elsewhere)
    assert may_sign_in(ada, PASSWORD)


def test_visitors_have_no_password_to_change(client: APIClient) -> None:
    assert client.post(CHANGE, {"old_password": PASSWORD, **new()}).status_code == 401


def test_a_password_kept_as_another_hash_can_be_changed_and_signs_in(client: APIClient) -> None:
    from lectern.accounts.models import Account

    for somebody, act in ((person(), "change"), (person(), "sign in")):
        account = Account.objects.get(username=somebody.username)
        account.password = make_password(PASSWORD, hasher="pbkdf2_sha256")
        account.save()
        if act == "change":
            body = {"old_password": PASSWORD, **new()}
            assert sign_in(somebody).post(CHANGE, body).status_code == 200
        assert may_sign_in(somebody, NEW if act == "change" else PASSWORD)
        account.refresh_from_db()
        assert account.password.startswith("argon2")


def test_a_password_is_taken_to_its_last_space(client: APIClient) -> None:
    ada = person()
    spaced = f"  {NEW} "
    answer = sign_in(ada).post(CHANGE, {"old_password": PASSWORD, **new(spaced)})
    assert answer.status_code == 200
    assert may_sign_in(ada, spaced)
    assert not may_sign_in(ada, NEW)


def test_the_mail_brings_a_link_that_sets_a_password(
    folder: Path, link: Callable[..., Any], client: APIClient
) -> None:
    ada = person()
    session = sign_in(ada)
    where = link(ada)
    (mail,) = mails(folder)
    url = f"{settings.SITE_URL}/password-reset/{where['uid']}/{where['token']}"
    assert mail["To"] == ada.email
    assert mail["Subject"] == "Set a new password"
    assert url in part(mail, "plain")
    assert f'href="{url}"' in part(mail, "html")
    assert is_signed_in(session)
    answer = client.post(CONFIRM, {**where, **new()})
    assert answer.status_code == 200, answer.content
    assert not is_signed_in(session)
    assert may_sign_in(ada, NEW)
    assert not may_sign_in(ada, PASSWORD)


def test_a_link_works_once(link: Callable[..., Any], client: APIClient) -> None:
    ada = person()
    where = link(ada)
    assert client.post(CONFIRM, {**where, **new()}).status_code == 200
    again = client.post(CONFIRM, {**where, **new("yet another long sentence")})
    assert again.status_code == 400
    assert again.json()["code"] == "link-invalid"
    assert may_sign_in(ada, NEW)


def test_of_many_uses_of_a_link_at_once_one_wins(
    link: Callable[..., Any], client: APIClient
) -> None:
    where = link(person())

    def use(number: int) -> int:
        body = {**where, **new(f"the long password number {number}")}
        return int(APIClient(raise_request_exception=False).post(CONFIRM, body).status_code)

    answers = sorted(at_once(use, range(8)))
    assert answers == [200] + [400] * 7


def test_a_refused_password_leaves_the_link_good(
    link: Callable[..., Any], client: APIClient
) -> None:
    where = link(person())
    assert client.post(CONFIRM, {**where, **new("12345")}).status_code == 400
    assert client.post(CONFIRM, {**where, **new()}).status_code == 200


def test_a_link_ends_with_the_password_it_was_asked_for(
    link: Callable[..., Any], client: APIClient
) -> None:
    ada = person()
    where = link(ada)
    changed = sign_in(ada).post(CHANGE, {"old_password": PASSWORD, **new()})
    assert changed.status_code == 200
    late = client.post(CONFIRM, {**where, **new("yet another long sentence")})
    assert late.json()["code"] == "link-invalid"


def test_a_link_expires(
    link: Callable[..., Any], client: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = link(person())
    clock = PasswordResetTokenGenerator()._now
    late = timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT + 1)
    monkeypatch.setattr(PasswordResetTokenGenerator, "_now", lambda _self: clock() + late)
    assert client.post(CONFIRM, {**where, **new()}).json()["code"] == "link-invalid"


@pytest.mark.parametrize(
    "uid", ["", "!!", "MQ", "OTk5OTk5", "LTE", "w6k", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5"]
)
@pytest.mark.parametrize("token", ["x", "c1zqrn-00000000000000000000000000000000"])
def test_a_link_that_is_none_is_400(client: APIClient, uid: str, token: str) -> None:
    answer = client.post(CONFIRM, {"uid": uid, "token": token, **new()})
    assert answer.status_code == 400
    assert answer.json()["code"] == ("link-invalid" if uid else "invalid")


def test_the_link_of_one_person_does_not_open_another(
    link: Callable[..., Any], client: APIClient
) -> None:
    ada, eve = person(), person()
    token, uid = link(eve)["token"], link(ada)["uid"]
    answer = client.post(CONFIRM, {"uid": uid, "token": token, **new()})
    assert answer.json()["code"] == "link-invalid"
    assert may_sign_in(ada, PASSWORD)


def test_known_and_unknown_addresses_get_the_same_answer_and_the_same_work(
    client: APIClient, folder: Path, deliver: Callable[[], None], hashes: list[str]
) -> None:
    from lectern.shared.mongo import OUTBOX, collection

    ada = person()
    hashes.clear()
    known = client.post(RESET, {"email": ada.email.upper()})
    unknown = client.post(RESET, {"email": "nobody@example.org"})
    assert (known.status_code, known.json()) == (unknown.status_code, unknown.json())
    assert known.status_code == 200
    assert collection(OUTBOX).count_documents({}) == 2
    assert hashes == []
    deliver()
    assert [mail["To"] for mail in mails(folder)] == [ada.email]
    assert collection(OUTBOX).count_documents({}) == 0


def test_who_was_deactivated_gets_no_link(
    client: APIClient, folder: Path, deliver: Callable[[], None]
) -> None:
    from lectern.accounts import services

    ada = person()
    services.change_roles(user=ada.id, values={"is_active": False})
    assert client.post(RESET, {"email": ada.email}).status_code == 200
    deliver()
    assert mails(folder) == []


@pytest.mark.parametrize("body", [{}, {"email": "no address"}, {"email": {"$gt": ""}}, []])
def test_a_reset_without_an_address_is_400(client: APIClient, body: Any) -> None:
    assert client.post(RESET, body).status_code == 400

"""Signing in, staying signed in, being signed out."""

from datetime import timedelta
from typing import Any

import pytest
from bson import ObjectId
from rest_framework.test import APIClient

from tests.world import PASSWORD, person, sign_in

REGISTRATION = {
    "username": "ada",
    "email": "Ada@Example.org",
    "password1": PASSWORD,
    "password2": PASSWORD,
}


def login(client: APIClient, **credentials: str) -> Any:
    return client.post("/api/auth/login/", {"password": PASSWORD, **credentials})


def bearer(token: str) -> APIClient:
    client = APIClient(raise_request_exception=False)
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {token}")
    return client


def test_registration_signs_in_and_writes_both_stores(client: APIClient) -> None:
    from lectern.accounts.documents import User
    from lectern.accounts.models import Account

    response = client.post("/api/auth/registration/", REGISTRATION)
    assert response.status_code == 201, response.content
    body = response.json()
    assert set(body) == {"token", "user"}
    assert body["user"]["username"] == "ada"
    assert body["user"]["email"] == "ada@example.org"
    assert body["user"]["is_student"] is True
    account = Account.objects.get(username="ada")
    profile = User.collection().find_one({"auth_id": account.pk})
    assert profile["_id"] == ObjectId(body["user"]["id"])
    assert account.password.startswith("argon2")
    assert bearer(body["token"]).get("/api/auth/user/").json() == body["user"]


def test_the_refresh_token_travels_in_a_cookie_that_scripts_cannot_read(client: APIClient) -> None:
    cookie = client.post("/api/auth/registration/", REGISTRATION).cookies["lectern_refresh"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert cookie["path"] == "/api/auth/"


@pytest.mark.parametrize(
    ("change", "pointer", "code"),
    [
        ({"username": "ADA"}, "/username", "username-taken"),
        ({"username": "grace"}, "/email", "email-taken"),
    ],
)
def test_names_and_addresses_are_taken_once_in_any_case(
    client: APIClient, change: dict[str, str], pointer: str, code: str
) -> None:
    assert client.post("/api/auth/registration/", REGISTRATION).status_code == 201
    again = client.post("/api/auth/registration/", {**REGISTRATION, **change})
    assert again.status_code == 400
    assert again["Content-Type"] == "application/problem+json"
    assert [(e["pointer"], e["code"]) for e in again.json()["errors"]] == [(pointer, code)]


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"password2": "something else entirely"}, "/password2"),
        ({"password1": "12345678901", "password2": "12345678901"}, "/password1"),
        ({"password1": "ada@example.org", "password2": "ada@example.org"}, "/password1"),
        ({"email": "no address"}, "/email"),
        ({"username": "a"}, "/username"),
        ({"username": "with space"}, "/username"),
        ({"is_staff": True}, "/is_staff"),
        ({"auth_id": 1}, "/auth_id"),
    ],
)
def test_registration_says_which_field_is_wrong(
    client: APIClient, change: dict[str, Any], pointer: str
) -> None:
    response = client.post("/api/auth/registration/", {**REGISTRATION, **change})
    assert response.status_code == 400
    assert {error["pointer"] for error in response.json()["errors"]} == {pointer}


def test_a_failure_of_mongodb_leaves_no_account_behind(
    client: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pymongo.errors import AutoReconnect

    from lectern.accounts.models import Account
    from lectern.accounts.services import people

    def lost(*_args: Any) -> None:
        raise AutoReconnect("the connection is gone")

    monkeypatch.setattr(people, "put_profile", lost)
    assert client.post("/api/auth/registration/", REGISTRATION).status_code == 503
    assert not Account.objects.filter(username="ada").exists()
    monkeypatch.undo()
    assert client.post("/api/auth/registration/", REGISTRATION).status_code == 201


def test_a_profile_whose_account_was_never_committed_makes_way(client: APIClient) -> None:
    from lectern.accounts.documents import User
    from lectern.shared.clock import now

    orphan = User(auth_id=987_654, username="ada", email="ada@example.org", created_at=now())
    User.collection().insert_one(orphan.validated())
    assert client.post("/api/auth/registration/", REGISTRATION).status_code == 201
    assert User.collection().count_documents({"username": "ada"}) == 1


@pytest.mark.parametrize("credentials", [{"username": "ada"}, {"email": "ada@example.org"}])
def test_login_by_name_or_address(client: APIClient, credentials: dict[str, str]) -> None:
    client.post("/api/auth/registration/", REGISTRATION)
    response = login(client, **credentials)
    assert response.status_code == 200
    assert response.json()["user"]["username"] == "ada"


def test_login_takes_an_address_in_the_field_of_the_name(client: APIClient) -> None:
    client.post("/api/auth/registration/", REGISTRATION)
    assert login(client, username="ada@example.org").status_code == 200


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(client: APIClient) -> None:
    client.post("/api/auth/registration/", REGISTRATION)
    wrong = login(client, username="ada", password="not this one")
    unknown = login(client, username="nobody")
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.json() == unknown.json()
    assert wrong.json()["code"] == "bad-credentials"


def test_an_inactive_person_cannot_sign_in(client: APIClient) -> None:
    from lectern.accounts import services

    someone = person("grace")
    services.change_roles(user=someone.id, values={"is_active": False})
    assert login(client, username="grace").status_code == 401


def test_a_lost_profile_heals_at_login(client: APIClient) -> None:
    from lectern.accounts.documents import User

    someone = person("grace")
    User.collection().delete_one({"_id": someone.id})
    assert login(client, username="grace").status_code == 200
    assert User.collection().find_one({"username": "grace"}) is not None


def test_no_token_is_401_and_says_how_to_get_in(client: APIClient) -> None:
    response = client.get("/api/auth/user/")
    assert response.status_code == 401
    assert response["WWW-Authenticate"].startswith("Bearer")
    assert response.json()["code"] == "unauthenticated"


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "eyJhbGciOiJub25lIn0.e30."])
def test_a_token_that_is_none_is_401(client: APIClient, token: str) -> None:
    assert bearer(token).get("/api/auth/user/").status_code == 401


def test_logout_ends_the_session_at_once(client: APIClient) -> None:
    token = client.post("/api/auth/registration/", REGISTRATION).json()["token"]
    refresh = client.cookies["lectern_refresh"].value
    me = bearer(token)
    assert me.get("/api/auth/user/").status_code == 200
    assert me.post("/api/auth/logout/").status_code == 204
    assert me.get("/api/auth/user/").status_code == 401
    assert client.post("/api/auth/token/refresh/", {"refresh": refresh}).status_code == 401


def test_sessions_are_recognised_without_redis_and_ended_ones_are_not(client: APIClient) -> None:
    from lectern.shared import cache

    token = client.post("/api/auth/registration/", REGISTRATION).json()["token"]
    cache.connection().flushdb()
    me = bearer(token)
    assert me.get("/api/auth/user/").status_code == 200
    me.post("/api/auth/logout/")
    cache.connection().flushdb()
    assert me.get("/api/auth/user/").status_code == 401


def test_a_change_of_role_holds_at_once(client: APIClient) -> None:
    from lectern.accounts import services

    someone = person("grace")
    me = sign_in(someone)
    services.change_roles(user=someone.id, values={"is_instructor": True})
    assert me.get("/api/auth/user/").status_code == 401
    assert sign_in(someone).get("/api/auth/user/").json()["is_instructor"] is True


def test_refreshing_rotates_the_cookie(client: APIClient) -> None:
    client.post("/api/auth/registration/", REGISTRATION)
    first = client.cookies["lectern_refresh"].value
    response = client.post("/api/auth/token/refresh/")
    assert response.status_code == 200
    assert set(response.json()) == {"access"}
    assert client.cookies["lectern_refresh"].value != first
    assert bearer(response.json()["access"]).get("/api/auth/user/").status_code == 200


def test_programs_get_their_pair_in_the_body(client: APIClient) -> None:
    person("robot")
    pair = client.post("/api/auth/token/", {"username": "robot", "password": PASSWORD}).json()
    assert set(pair) == {"access", "refresh"}
    again = client.post("/api/auth/token/refresh/", {"refresh": pair["refresh"]}).json()
    assert set(again) == {"access", "refresh"}
    assert again["refresh"] != pair["refresh"]
    assert client.post("/api/auth/token/verify/", {"token": again["access"]}).status_code == 200
    assert client.post("/api/auth/token/verify/", {"token": "x"}).status_code == 401


def test_a_lost_answer_may_be_asked_for_again(client: APIClient) -> None:
    person("robot")
    pair = client.post("/api/auth/token/", {"username": "robot", "password": PASSWORD}).json()
    for _ in range(2):
        answer = client.post("/api/auth/token/refresh/", {"refresh": pair["refresh"]})
        assert answer.status_code == 200


def test_reuse_of_an_old_token_ends_the_whole_family(client: APIClient, settings: Any) -> None:
    settings.REFRESH_LEEWAY = timedelta(0)
    person("robot")
    pair = client.post("/api/auth/token/", {"username": "robot", "password": PASSWORD}).json()
    newer = client.post("/api/auth/token/refresh/", {"refresh": pair["refresh"]}).json()
    stolen = client.post("/api/auth/token/refresh/", {"refresh": pair["refresh"]})
    assert stolen.status_code == 401
    assert stolen.json()["code"] == "token-reused"
    assert bearer(newer["access"]).get("/api/auth/user/").status_code == 401
    after = client.post("/api/auth/token/refresh/", {"refresh": newer["refresh"]})
    assert after.json()["code"] == "token-invalid"


def test_people_change_what_they_say_of_themselves_and_nothing_else(client: APIClient) -> None:
    me = sign_in(person("grace"))
    changed = me.patch("/api/auth/user/", {"first_name": "Grace", "bio": "Compilers."})
    assert changed.status_code == 200
    assert changed.json()["first_name"] == "Grace"
    for field in ("is_staff", "is_instructor", "username", "auth_id"):
        refused = me.patch("/api/auth/user/", {field: True})
        assert refused.status_code == 400, field
        assert refused.json()["errors"][0]["pointer"] == f"/{field}"

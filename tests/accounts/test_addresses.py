"""Proving an e-mail address, and changing it."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core import signing
from rest_framework.test import APIClient

from tests.accounts.letters import Deliver, key_in, mails, part
from tests.together import at_once
from tests.world import PASSWORD, Person, person, sign_in

VERIFY = "/api/auth/email/verify/"
RESEND = "/api/auth/email/resend/"
CHANGE = "/api/auth/email/change/"
REGISTER = "/api/auth/registration/"
NEWCOMER = {
    "username": "ada",
    "email": "ada@example.org",
    "password1": PASSWORD,
    "password2": PASSWORD,
}


@pytest.fixture
def post(client: APIClient, folder: Path, deliver: Deliver) -> Callable[[], list[Any]]:
    """Delivers what waits and takes the new e-mails out of the folder."""

    def take() -> list[Any]:
        deliver()
        found = mails(folder)
        for path in folder.iterdir():
            path.unlink()
        return sorted(found, key=lambda mail: str(mail["To"]))

    return take


@pytest.fixture
def mandatory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "EMAIL_VERIFICATION_IS_MANDATORY", True)


def wait(by: timedelta = settings.EMAIL_LINK_PAUSE) -> None:
    """Let time pass since the links so far."""
    from lectern.accounts.models import EmailLink

    for link in EmailLink.objects.all():
        EmailLink.objects.filter(pk=link.pk).update(asked_at=link.asked_at - by)


def me_of(client: APIClient) -> dict[str, Any]:
    return dict(client.get("/api/auth/user/").json())


def unproven() -> Person:
    found = person(email_verified=False)
    wait()
    return found


def change(somebody: Person, email: str) -> APIClient:
    me = sign_in(somebody)
    wait()
    answer = me.post(CHANGE, {"email": email, "password": PASSWORD})
    assert answer.status_code == 200, answer.content
    return me


def test_the_mail_brings_a_link_that_proves_the_address(
    client: APIClient, post: Callable[[], list[Any]]
) -> None:
    answer = client.post(REGISTER, NEWCOMER)
    assert answer.json()["user"]["email_verified"] is False
    me = APIClient(HTTP_AUTHORIZATION=f"Bearer {answer.json()['token']}")
    (mail,) = post()
    assert mail["To"] == "ada@example.org"
    assert mail["Subject"] == "Confirm your e-mail address"
    key = key_in(mail)
    assert f'href="{settings.SITE_URL}/verify-email?key={key}"' in part(mail, "html")
    assert "ada" not in signing.b64_decode(key.partition(":")[0].encode()).decode("latin-1")
    assert me_of(me)["email_verified"] is False
    assert client.post(VERIFY, {"key": key}).status_code == 200
    assert me_of(me)["email_verified"] is True


def test_a_lost_answer_may_be_asked_for_again(
    client: APIClient, post: Callable[[], list[Any]]
) -> None:
    me = change(person(), "new@example.org")
    key = key_in(post()[0])
    for _ in range(2):
        assert client.post(VERIFY, {"key": key}).status_code == 200
        assert me_of(me)["email"] == "new@example.org"


def forged(somebody: Person) -> str:
    from lectern.accounts.models import EmailLink

    link = EmailLink.objects.get(account__username=somebody.username)
    return signing.dumps([link.pk, "0" * 32], salt="lectern.accounts.email")


@pytest.mark.parametrize(
    "key",
    ["x", "a:b:c", "MQ:1x:y", signing.dumps([1, "x"]), signing.dumps({"$gt": ""}), "\u202e"],
    ids=["short", "no signature", "one number", "another salt", "an operator", "invisible"],
)
def test_a_key_that_is_none_is_400(client: APIClient, key: str) -> None:
    person()
    answer = client.post(VERIFY, {"key": key})
    assert (answer.status_code, answer.json()["code"]) == (400, "link-invalid")


def test_a_key_of_another_address_is_400(client: APIClient) -> None:
    ada = unproven()
    assert client.post(VERIFY, {"key": forged(ada)}).json()["code"] == "link-invalid"
    assert me_of(sign_in(ada))["email_verified"] is False


@pytest.mark.parametrize("body", [{}, {"key": ""}, {"key": {"$gt": ""}}, [], {"key": "k" * 301}])
def test_verifying_without_a_key_is_400(client: APIClient, body: Any) -> None:
    assert client.post(VERIFY, body).json()["code"] == "invalid"


def test_a_link_expires(
    client: APIClient, post: Callable[[], list[Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    client.post(REGISTER, NEWCOMER)
    key = key_in(post()[0])
    monkeypatch.setattr(settings, "EMAIL_LINK_LIFE", timedelta(seconds=-1))
    assert client.post(VERIFY, {"key": key}).json()["code"] == "link-invalid"


def test_who_was_deactivated_proves_nothing(
    client: APIClient, post: Callable[[], list[Any]]
) -> None:
    from lectern.accounts import services

    ada = unproven()
    client.post(RESEND, {"email": ada.email})
    key = key_in(post()[0])
    services.change_roles(user=ada.id, values={"is_active": False})
    assert client.post(VERIFY, {"key": key}).json()["code"] == "link-invalid"
    wait()
    assert client.post(RESEND, {"email": ada.email}).status_code == 200
    assert post() == []


def test_a_link_is_sent_again_to_who_has_something_to_prove(
    client: APIClient, post: Callable[[], list[Any]]
) -> None:
    ada, proven = unproven(), person()
    post()
    wait()
    answers = [
        client.post(RESEND, {"email": email})
        for email in (ada.email.upper(), proven.email, "nobody@example.org")
    ]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert len({answer.content for answer in answers}) == 1
    assert [mail["To"] for mail in post()] == [ada.email]


def test_however_many_ask_at_once_one_link_goes_out_a_minute(
    client: APIClient, post: Callable[[], list[Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(settings.RATES, "mail", "1000/min")
    ada = unproven()
    post()
    answers = at_once(
        lambda _: APIClient().post(RESEND, {"email": ada.email}).status_code, range(8)
    )
    assert set(answers) == {200}
    assert len(post()) == 1
    wait(settings.EMAIL_LINK_PAUSE / 2)
    client.post(RESEND, {"email": ada.email})
    assert post() == []
    wait(settings.EMAIL_LINK_PAUSE / 2)
    client.post(RESEND, {"email": ada.email})
    assert len(post()) == 1


def test_another_address_counts_once_its_link_is_opened(
    client: APIClient, post: Callable[[], list[Any]]
) -> None:
    from lectern.accounts.documents import User

    ada = person()
    me = change(ada, " New@Example.ORG ")
    assert me_of(me)["email"] == ada.email
    link, warning = post()
    assert (warning["To"], link["To"]) == (ada.email, "new@example.org")
    assert "/verify-email" not in part(warning, "plain")
    assert "new@example.org" in part(warning, "plain")
    assert client.post(VERIFY, {"key": key_in(link)}).status_code == 200
    seen = me_of(me)
    assert (seen["email"], seen["email_verified"]) == ("new@example.org", True)
    assert User.collection().count_documents({"email": ada.email}) == 0
    credentials = {"email": "new@example.org", "password": PASSWORD}
    assert client.post("/api/auth/login/", credentials).status_code == 200
    assert client.post("/api/auth/login/", {**credentials, "email": ada.email}).status_code == 401
    # Somebody else may have the old one now.
    again = {**NEWCOMER, "username": "eve", "email": ada.email}
    assert client.post(REGISTER, again).status_code == 201


def test_a_later_wish_ends_an_earlier_one(client: APIClient, post: Callable[[], list[Any]]) -> None:
    ada = person()
    change(ada, "first@example.org")
    first = key_in(post()[0])
    me = change(ada, "second@example.org")
    assert client.post(VERIFY, {"key": first}).json()["code"] == "link-invalid"
    assert me_of(me)["email"] == ada.email


def test_a_wish_is_no_name_to_sign_in_with(client: APIClient) -> None:
    change(person(), "new@example.org")
    credentials = {"email": "new@example.org", "password": PASSWORD}
    assert client.post("/api/auth/login/", credentials).status_code == 401


def test_a_new_password_ends_a_change_that_somebody_else_began(
    client: APIClient, post: Callable[[], list[Any]]
) -> None:
    ada = person()
    me = change(ada, "thief@example.org")
    key = key_in(next(mail for mail in post() if mail["To"] == "thief@example.org"))
    new = "an entirely different sentence"
    body = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert me.post("/api/auth/password/change/", body).status_code == 200
    assert client.post(VERIFY, {"key": key}).json()["code"] == "link-invalid"
    assert me_of(me)["email"] == ada.email


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ({"password": "not it"}, "/password", "wrong-password"),
        ({"email": "taken@example.org"}, "/email", "email-taken"),
        ({"email": "TAKEN@example.org"}, "/email", "email-taken"),
        ({"email": "no address"}, "/email", "invalid"),
        ({"email": "a@example.org\r\nBcc: b@example.org"}, "/email", "invalid"),
        ({"email": {"$gt": ""}}, "/email", "invalid"),
        ({"username": "eve"}, "/username", "unknown-field"),
    ],
)
def test_a_change_that_is_refused_sends_nothing(
    client: APIClient,
    post: Callable[[], list[Any]],
    body: dict[str, Any],
    pointer: str,
    code: str,
) -> None:
    person("taken")
    me = sign_in(person())
    wait()
    answer = me.post(CHANGE, {"email": "new@example.org", "password": PASSWORD, **body})
    assert answer.status_code == 400
    assert [(e["pointer"], e["code"]) for e in answer.json()["errors"]] == [(pointer, code)]
    assert post() == []


def test_visitors_have_no_address_to_change(client: APIClient) -> None:
    body = {"email": "new@example.org", "password": PASSWORD}
    assert client.post(CHANGE, body).status_code == 401


def test_wishes_are_bounded(client: APIClient, post: Callable[[], list[Any]]) -> None:
    me = change(person(), "new@example.org")
    answer = me.post(CHANGE, {"email": "other@example.org", "password": PASSWORD})
    assert answer.status_code == 429
    assert answer.json()["code"] == "too-many-requests"
    assert 0 < int(answer["Retry-After"]) <= settings.EMAIL_LINK_PAUSE.total_seconds() + 1
    assert "other@example.org" not in [mail["To"] for mail in post()]


def test_of_many_who_want_an_address_the_first_to_open_a_link_has_it(
    client: APIClient, post: Callable[[], list[Any]]
) -> None:
    wishing = [change(person(), "new@example.org") for _ in range(6)]
    keys = [key_in(mail) for mail in post() if mail["To"] == "new@example.org"]
    assert len(keys) == 6

    def open_link(key: str) -> tuple[int, str]:
        answer = APIClient(raise_request_exception=False).post(VERIFY, {"key": key})
        return answer.status_code, answer.json().get("code", "")

    answers = sorted(at_once(open_link, keys))
    assert answers == [(200, "")] + [(400, "email-taken")] * 5
    assert [me_of(me)["email"] for me in wishing].count("new@example.org") == 1


def test_an_address_that_was_registered_meanwhile_is_taken(
    client: APIClient, post: Callable[[], list[Any]]
) -> None:
    me = change(person(), "ada@example.org")
    key = key_in(post()[0])
    assert client.post(REGISTER, NEWCOMER).status_code == 201
    answer = client.post(VERIFY, {"key": key})
    assert answer.json()["errors"][0]["pointer"] == "/key"
    assert answer.json()["code"] == "email-taken"
    assert me_of(me)["email"] != "ada@example.org"


def test_a_failure_of_mongodb_leaves_the_address_as_it_was(
    client: APIClient, post: Callable[[], list[Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    from pymongo.errors import AutoReconnect

    from lectern.accounts.services import addresses

    ada = person()
    me = change(ada, "new@example.org")
    key = key_in(next(mail for mail in post() if mail["To"] == "new@example.org"))

    def lost(*_args: Any) -> None:
        raise AutoReconnect("the connection is gone")

    with monkeypatch.context() as broken:
        broken.setattr(addresses, "readdress_profile", lost)
        assert client.post(VERIFY, {"key": key}).status_code == 503
    credentials = {"email": ada.email, "password": PASSWORD}
    assert client.post("/api/auth/login/", credentials).status_code == 200
    assert client.post(VERIFY, {"key": key}).status_code == 200
    assert me_of(me)["email"] == "new@example.org"


def test_a_password_set_by_a_link_proves_the_address(client: APIClient) -> None:
    from lectern.accounts import services
    from lectern.accounts.models import Account

    ada = unproven()
    account = Account.objects.get(username=ada.username)
    services.reset_password(account=account, new="an entirely different sentence")
    assert me_of(sign_in(ada))["email_verified"] is True


@pytest.mark.usefixtures("mandatory")
def test_where_it_is_mandatory_nobody_signs_in_before(
    client: APIClient, post: Callable[[], list[Any]]
) -> None:
    joined = client.post(REGISTER, NEWCOMER)
    assert joined.status_code == 201
    assert joined.json()["token"] is None
    assert joined.json()["user"]["username"] == "ada"
    assert "lectern_refresh" not in joined.cookies
    credentials = {"username": "ada", "password": PASSWORD}
    for path in ("/api/auth/login/", "/api/auth/token/"):
        right = client.post(path, credentials)
        assert (right.status_code, right.json()["code"]) == (403, "email-not-verified")
        wrong = client.post(path, {**credentials, "password": "not it"})
        assert (wrong.status_code, wrong.json()["code"]) == (401, "bad-credentials")
    assert client.post(VERIFY, {"key": key_in(post()[0])}).status_code == 200
    assert client.post("/api/auth/login/", credentials).status_code == 200


@pytest.mark.usefixtures("mandatory")
def test_where_it_is_mandatory_those_who_are_known_sign_in(client: APIClient) -> None:
    ada = person()
    credentials = {"username": ada.username, "password": PASSWORD}
    pair = client.post("/api/auth/token/", credentials).json()
    again = client.post("/api/auth/token/refresh/", {"refresh": pair["refresh"]})
    assert again.status_code == 200


def test_accounts_of_before_are_given_links(client: APIClient) -> None:
    from importlib import import_module

    from django.apps import apps

    from lectern.accounts.models import EmailLink

    ada = person(email_verified=False)
    EmailLink.objects.all().delete()
    import_module("lectern.accounts.migrations.0003_email_link").give_links(apps, None)
    assert EmailLink.objects.get().email == ada.email

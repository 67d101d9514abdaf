"""The second factor: set up, asked for, lost, and attacked."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.core import signing
from rest_framework.test import APIClient

from tests.accounts.letters import Deliver, mails
from tests.together import at_once
from tests.world import PASSWORD, Person, admin, person, sign_in

LOGIN, TOKEN, MFA = "/api/auth/login/", "/api/auth/token/", "/api/auth/mfa/"
LIMIT = settings.MFA_FAILURE_LIMIT


@dataclass
class Guarded:
    """Somebody with a second factor, and what only they have."""

    somebody: Person
    me: APIClient
    secret: str
    recovery: list[str] = field(default_factory=list)

    def code(self, steps: int = 0) -> str:
        """What the app shows, so many half minutes from now."""
        return format_hotp_value(hotp_value(self.secret, int(time.time()) // 30 + steps))

    def login(self, path: str = LOGIN, **more: str) -> Any:
        body = {"username": self.somebody.username, "password": PASSWORD, **more}
        return APIClient(raise_request_exception=False).post(path, body)

    def answer(self, code: str, mfa_token: str = "") -> Any:
        token = mfa_token or self.login().json()["mfa_token"]
        body = {"mfa_token": token, "code": code}
        return APIClient(raise_request_exception=False).post(f"{MFA}login/", body)

    def confirm(self, path: str, code: str, password: str = PASSWORD) -> Any:
        return self.me.post(f"{MFA}{path}/", {"password": password, "code": code})


def forget_codes() -> None:
    """Let half minutes pass: no code was used lately."""
    from allauth.mfa.models import Authenticator

    for factor in Authenticator.objects.filter(type="totp"):
        factor.data["last_step"] = 0
        factor.save()


def guard(somebody: Person | None = None) -> Guarded:
    somebody = somebody or person()
    me = sign_in(somebody)
    setup = me.post(f"{MFA}begin/").json()
    found = Guarded(somebody, me, setup["secret"])
    body = {"setup": setup["setup"], "code": found.code(), "password": PASSWORD}
    answer = me.post(f"{MFA}activate/", body)
    assert answer.status_code == 200, answer.content
    found.recovery = answer.json()["recovery_codes"]
    forget_codes()
    return found


@pytest.fixture
def ada(client: APIClient) -> Guarded:
    return guard(person("ada"))


@pytest.fixture
def mandatory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "MFA_IS_REQUIRED_OF_STAFF", True)


def test_a_secret_comes_as_text_link_and_picture(client: APIClient) -> None:
    me = sign_in(person("ada"))
    setup = me.post(f"{MFA}begin/").json()
    link = urlsplit(setup["uri"])
    assert (link.scheme, link.netloc, link.path) == ("otpauth", "totp", "/ada%40example.org")
    assert parse_qs(link.query) == {"secret": [setup["secret"]], "issuer": ["Lectern"]}
    picture = ElementTree.fromstring(setup["qr"])  # noqa: S314  # we drew it
    assert picture.tag == "{http://www.w3.org/2000/svg}svg"
    assert setup["secret"] not in setup["setup"]
    assert me.get("/api/auth/user/").json()["mfa"] is False  # nothing is on before it is proven


def test_once_it_is_on_the_password_is_not_enough(ada: Guarded) -> None:
    half = ada.login()
    assert half.status_code == 202
    assert half.json().keys() == {"mfa_token", "methods"}
    assert half.json()["methods"] == ["totp", "recovery_code"]
    assert "lectern_refresh" not in half.cookies
    whole = ada.answer(ada.code(), half.json()["mfa_token"])
    assert whole.status_code == 200, whole.content
    assert whole.json().keys() == {"token", "user"}
    assert whole.json()["user"]["mfa"] is True
    assert whole.cookies["lectern_refresh"]["httponly"]


def test_programs_give_the_code_with_the_password(ada: Guarded) -> None:
    assert ada.login(TOKEN).status_code == 202
    assert ada.login(TOKEN, code=ada.code()).json().keys() == {"access", "refresh"}
    forget_codes()
    assert ada.login(code=ada.code()).json().keys() == {"token", "user"}


def test_a_wrong_password_says_nothing_of_the_second_factor(ada: Guarded) -> None:
    other = person("eve")
    wrong = [
        APIClient().post(LOGIN, {"username": name, "password": "not it", "code": ada.code()})
        for name in (ada.somebody.username, other.username, "nobody")
    ]
    assert {answer.status_code for answer in wrong} == {401}
    assert len({answer.content for answer in wrong}) == 1


def test_it_is_shown_how_it_stands_and_no_secret_ever_again(ada: Guarded) -> None:
    status = ada.me.get(MFA).json()
    assert status["enabled"] is True
    assert status["enabled_at"] is not None
    assert status["recovery_codes_left"] == len(ada.recovery) == 10
    assert status["mandatory"] is False
    ada.answer(ada.recovery[0])
    assert ada.me.get(MFA).json()["recovery_codes_left"] == 9
    for answer in (ada.me.get(MFA), ada.me.get("/api/auth/user/"), ada.me.get("/api/users/me/")):
        assert ada.secret not in answer.content.decode()
    assert ada.me.post(f"{MFA}begin/").json()["code"] == "second-factor-on"


def test_secrets_are_stored_encrypted(ada: Guarded, monkeypatch: pytest.MonkeyPatch) -> None:
    from allauth.mfa.models import Authenticator

    stored = repr(list(Authenticator.objects.values()))
    assert ada.secret not in stored
    assert not [code for code in ada.recovery if code in stored]
    # Under another key nothing can be read, and nothing breaks.
    half = ada.login().json()["mfa_token"]
    factor = Authenticator.objects.get(type="totp")
    factor.data["secret"] = "gAAAAAnonsense"
    factor.save()
    assert ada.answer(ada.code(), half).json()["code"] == "wrong-code"


def test_no_secret_and_no_code_is_logged(
    client: APIClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    ada = guard()
    ada.answer("123456")
    used = ada.code()
    ada.answer(used)
    for private in (ada.secret, *ada.recovery, used, "123456"):
        assert private not in caplog.text


@pytest.mark.parametrize("steps", [-1, 0, 1])
def test_clocks_may_differ_by_half_a_minute(ada: Guarded, steps: int) -> None:
    assert ada.answer(ada.code(steps)).status_code == 200


@pytest.mark.parametrize("steps", [-3, 3])
def test_they_may_not_differ_by_more(ada: Guarded, steps: int) -> None:
    assert ada.answer(ada.code(steps)).json()["code"] == "wrong-code"


def test_a_code_is_taken_once_and_none_before_it(ada: Guarded) -> None:
    code, before = ada.code(), ada.code(-1)
    assert ada.answer(code).status_code == 200
    assert ada.answer(code).json()["code"] == "wrong-code"
    assert ada.answer(before).json()["code"] == "wrong-code"
    assert ada.login(code=code).json()["code"] == "wrong-code"
    assert ada.answer(ada.code(1)).status_code == 200


def test_the_code_that_turned_it_on_is_spent(client: APIClient) -> None:
    me = sign_in(person("ada"))
    setup = me.post(f"{MFA}begin/").json()
    ada = Guarded(Person(None, "ada", ""), me, setup["secret"])  # type: ignore[arg-type]
    code = ada.code()
    body = {"setup": setup["setup"], "code": code, "password": PASSWORD}
    assert me.post(f"{MFA}activate/", body).status_code == 200
    assert ada.answer(code).json()["code"] == "wrong-code"


@pytest.mark.parametrize("kind", ["app", "recovery"])
def test_of_many_uses_of_a_code_at_once_one_wins(ada: Guarded, kind: str) -> None:
    code = ada.code() if kind == "app" else ada.recovery[3]

    def use(_number: int) -> int:
        return int(ada.login(TOKEN, code=code).status_code)

    answers = sorted(at_once(use, range(8)))
    assert answers == [200] + [400] * 7


def test_one_token_makes_one_sign_in(ada: Guarded) -> None:
    token = ada.login().json()["mfa_token"]
    codes = [ada.code(), ada.code(1), *ada.recovery[:4]]
    answers = sorted(at_once(lambda code: ada.answer(code, token).status_code, codes))
    assert answers == [200] + [401] * 5
    late = ada.answer(ada.recovery[5], token)
    assert (late.status_code, late.json()["code"]) == (401, "token-invalid")


def test_a_token_waits_five_minutes(ada: Guarded, monkeypatch: pytest.MonkeyPatch) -> None:
    token = ada.login().json()["mfa_token"]
    monkeypatch.setattr(settings, "MFA_CHALLENGE_LIFE", timedelta(seconds=-1))
    assert ada.answer(ada.code(), token).json()["code"] == "token-invalid"


def test_a_token_ends_with_the_password_it_was_given_for(ada: Guarded) -> None:
    from lectern.accounts import services
    from lectern.accounts.models import Account

    token = ada.login().json()["mfa_token"]
    account = Account.objects.get(username="ada")
    services.reset_password(account=account, new="an entirely different sentence")
    assert ada.answer(ada.code(), token).json()["code"] == "token-invalid"


@pytest.mark.parametrize(
    "token",
    ["x", "a:b:c", signing.dumps([1, "x"]), signing.dumps("x")],
    ids=["short", "no signature", "another salt", "no account"],
)
def test_a_token_that_is_none_is_401(ada: Guarded, token: str) -> None:
    assert ada.answer(ada.code(), token).json()["code"] == "token-invalid"


def test_a_token_of_one_does_not_open_another(ada: Guarded) -> None:
    eve = guard(person("eve"))
    token = ada.login().json()["mfa_token"]
    assert ada.answer(eve.code(), token).json()["code"] == "wrong-code"


def test_a_recovery_code_works_once_however_it_is_typed(ada: Guarded) -> None:
    first, second = ada.recovery[:2]
    assert ada.answer(f"{first[:5]}-{first[5:]}").status_code == 200
    assert ada.answer(first).json()["code"] == "wrong-code"
    assert ada.answer(f" {second[:5]} {second[5:]} ").status_code == 200


@pytest.mark.parametrize(
    "code", ["000000x", "", "0" * 33, "ⅷ23456", "１２３４５６", {"$gt": ""}, 123456, None, ["1"]]
)
def test_what_is_no_code_is_400(ada: Guarded, code: Any) -> None:
    body = {"mfa_token": ada.login().json()["mfa_token"], "code": code}
    assert APIClient().post(f"{MFA}login/", body).status_code == 400


def test_guessing_codes_ends_after_ten(ada: Guarded) -> None:
    answers = [ada.answer("000000").status_code for _ in range(LIMIT + 1)]
    assert answers == [400] * LIMIT + [429]
    locked = ada.login(code=ada.code())  # also for the right code, at every door
    assert locked.status_code == 429
    assert 0 < int(locked["Retry-After"]) <= settings.MFA_LOCKOUT.total_seconds()
    assert ada.confirm("deactivate", ada.code()).status_code == 429
    wait(settings.MFA_LOCKOUT)
    assert ada.answer(ada.code()).status_code == 200


def wait(by: timedelta) -> None:
    """Let time pass since the last wrong code."""
    from allauth.mfa.models import Authenticator

    factor = Authenticator.objects.get(type="totp")
    factor.data["failed_at"] -= by.total_seconds()
    factor.save()


def test_guessing_many_at_once_or_signing_in_between_does_not_help(ada: Guarded) -> None:
    def guess(_number: int) -> int:
        return int(ada.login(code="000000").status_code)  # the right password each time

    answers = at_once(guess, range(3 * LIMIT))
    assert answers.count(400) <= LIMIT
    assert set(answers) == {400, 429}


def test_a_right_code_begins_anew(ada: Guarded) -> None:
    for _ in range(LIMIT - 1):
        ada.answer("000000")
    assert ada.answer(ada.code()).status_code == 200
    assert ada.answer("000000").status_code == 400


def test_turning_it_on_ends_the_other_sign_ins_and_is_told(
    client: APIClient, folder: Path, deliver: Deliver
) -> None:
    somebody = person()
    elsewhere = sign_in(somebody)
    ada = guard(somebody)
    assert elsewhere.get("/api/auth/user/").status_code == 401
    assert ada.me.get("/api/auth/user/").json()["mfa"] is True
    deliver()
    (mail,) = mails(folder)
    assert mail["To"] == somebody.email
    assert mail["Subject"] == "Your account is protected by a second factor"


def test_turning_it_off_ends_the_other_sign_ins_and_is_told(
    ada: Guarded, folder: Path, deliver: Deliver
) -> None:
    deliver()
    for path in folder.iterdir():
        path.unlink()
    elsewhere = sign_in(ada.somebody)
    assert ada.confirm("deactivate", ada.code()).status_code == 204
    assert elsewhere.get("/api/auth/user/").status_code == 401
    assert ada.me.get("/api/auth/user/").json()["mfa"] is False
    assert ada.login().status_code == 200
    deliver()
    (mail,) = mails(folder)
    assert mail["Subject"] == "The second factor of your account is off"
    assert ada.confirm("deactivate", ada.code()).json()["code"] == "second-factor-off"


def test_new_recovery_codes_end_the_old_ones(ada: Guarded) -> None:
    answer = ada.confirm("recovery-codes", ada.code())
    codes = answer.json()["recovery_codes"]
    assert len(codes) == 10
    assert all(re.fullmatch(r"\d{10}", code) for code in codes)
    assert not set(codes) & set(ada.recovery)
    assert ada.answer(ada.recovery[0]).json()["code"] == "wrong-code"
    assert ada.answer(codes[0]).status_code == 200


@pytest.mark.parametrize("path", ["deactivate", "recovery-codes"])
def test_a_stolen_token_changes_nothing(ada: Guarded, path: str) -> None:
    assert ada.confirm(path, ada.code(), "not it").json()["code"] == "wrong-password"
    assert ada.confirm(path, "000000").json()["code"] == "wrong-code"
    assert ada.me.get(MFA).json()["enabled"] is True


def test_a_stolen_token_turns_nothing_on(client: APIClient) -> None:
    me = sign_in(person())
    setup = me.post(f"{MFA}begin/").json()
    thief = Guarded(person(), me, setup["secret"])
    body = {"setup": setup["setup"], "code": thief.code(), "password": "not it"}
    assert me.post(f"{MFA}activate/", body).json()["code"] == "wrong-password"
    assert me.get(MFA).json()["enabled"] is False


@pytest.mark.parametrize(
    "setup",
    ["x", "a:b:c", signing.dumps([1, "x"]), "of another", "late"],
    ids=["short", "no signature", "another salt", "of another", "late"],
)
def test_a_setup_that_is_none_is_400(
    client: APIClient, setup: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    me, eve = sign_in(person()), sign_in(person())
    begun = (eve if setup == "of another" else me).post(f"{MFA}begin/").json()
    if setup == "late":
        monkeypatch.setattr(settings, "MFA_SETUP_LIFE", timedelta(seconds=-1))
    given = begun["setup"] if setup in ("of another", "late") else setup
    code = Guarded(person(), me, begun["secret"]).code()
    body = {"setup": given, "code": code, "password": PASSWORD}
    assert me.post(f"{MFA}activate/", body).json()["code"] == "setup-invalid"


def test_of_many_that_turn_it_on_at_once_one_does(client: APIClient) -> None:
    me = sign_in(person())
    setup = me.post(f"{MFA}begin/").json()
    code = Guarded(person(), me, setup["secret"]).code()
    body = {"setup": setup["setup"], "code": code, "password": PASSWORD}
    answers = at_once(lambda _: me.post(f"{MFA}activate/", body).status_code, range(6))
    assert sorted(answers) == [200] + [409] * 5


@pytest.mark.parametrize("path", ["", "begin/", "activate/", "deactivate/", "recovery-codes/"])
def test_visitors_have_no_second_factor(client: APIClient, path: str) -> None:
    assert (client.post if path else client.get)(f"{MFA}{path}").status_code == 401


def test_an_admin_takes_a_lost_second_factor_away(
    ada: Guarded, as_: Callable[[Person], APIClient]
) -> None:
    office = as_(admin())
    url = f"/api/users/{ada.somebody.id}/reset-mfa/"
    assert as_(person()).post(url).status_code == 403
    assert ada.me.post(url).status_code == 403
    assert office.post(url).status_code == 200
    assert ada.me.get("/api/auth/user/").status_code == 401
    assert ada.login().status_code == 200
    assert office.post(url).status_code == 200


def test_no_admin_takes_away_their_own(client: APIClient) -> None:
    boss = guard(admin())
    assert boss.me.post(f"/api/users/{boss.somebody.id}/reset-mfa/").status_code == 403


@pytest.mark.usefixtures("mandatory")
def test_where_it_is_mandatory_an_admin_without_it_only_sets_it_up(client: APIClient) -> None:
    somebody = admin()
    me = sign_in(somebody)
    refused = me.get("/api/users/")
    assert (refused.status_code, refused.json()["code"]) == (403, "second-factor-required")
    assert me.get("/api/auth/user/").json()["mfa"] is False
    assert me.patch("/api/auth/user/", {"bio": "x"}).status_code == 403
    for path in ("/api/courses/", "/api/auth/sessions/", f"/api/users/{somebody.id}/"):
        assert me.get(path).status_code == 403
    assert me.get(MFA).json()["mandatory"] is True
    boss = guard(somebody)
    pair = boss.login(TOKEN, code=boss.code()).json()
    office = APIClient(HTTP_AUTHORIZATION=f"Bearer {pair['access']}")
    assert office.get("/api/users/").status_code == 200
    # Without it again, nothing is left of the sign-in.
    assert boss.confirm("deactivate", boss.recovery[0]).status_code == 204
    assert office.get("/api/users/").status_code == 401


@pytest.mark.usefixtures("mandatory")
def test_where_it_is_mandatory_a_refresh_is_enough_once_it_is_on(client: APIClient) -> None:
    somebody = admin()
    credentials = {"username": somebody.username, "password": PASSWORD}
    pair = client.post(TOKEN, credentials).json()
    me = APIClient(HTTP_AUTHORIZATION=f"Bearer {pair['access']}")
    setup = me.post(f"{MFA}begin/").json()
    code = Guarded(somebody, me, setup["secret"]).code()
    body = {"setup": setup["setup"], "code": code, "password": PASSWORD}
    assert me.post(f"{MFA}activate/", body).status_code == 200
    again = client.post("/api/auth/token/refresh/", {"refresh": pair["refresh"]}).json()
    office = APIClient(HTTP_AUTHORIZATION=f"Bearer {again['access']}")
    assert office.get("/api/users/").status_code == 200


@pytest.mark.usefixtures("mandatory")
def test_where_it_is_mandatory_others_need_none(client: APIClient) -> None:
    assert sign_in(person()).get("/api/courses/").status_code == 200


def test_the_password_costs_one_hash_with_a_second_factor_too(
    ada: Guarded, hashes: list[str]
) -> None:
    for more in ({}, {"code": ada.code()}, {"code": "000000"}):
        hashes.clear()
        ada.login(**more)
        assert len(hashes) == 1


def test_who_signed_in_with_which_outcome_is_recorded(ada: Guarded) -> None:
    office = sign_in(admin())
    half = ada.login().json()["mfa_token"]
    ada.answer("000000", half)
    ada.answer(ada.code(), half)
    records = office.get(f"/api/audit-events/?subject={ada.somebody.id}").json()["results"]
    told = [(row["action"], row["outcome"]) for row in records if "login" in row["action"]]
    assert sorted(told) == [("auth.mfa-login", "done"), ("auth.mfa-login", "refused")]
    assert not [private for private in (ada.secret, half, "000000") if private in str(records)]

"""What people may be called: no two names that look alike, no address that is two."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rest_framework.test import APIClient

from lectern.accounts import names
from tests.world import PASSWORD, admin, person, sign_in

REGISTER = "/api/auth/registration/"


def join(client: APIClient, username: str, email: str) -> Any:
    body = {"username": username, "email": email, "password1": PASSWORD, "password2": PASSWORD}
    return client.post(REGISTER, body)


@pytest.mark.parametrize("name", ["ada", "Ada.Lovelace", "a_b-c", "0x7", "x" * 30, "a--", "a__"])
def test_plain_names_are_taken_as_they_are(client: APIClient, name: str) -> None:
    answer = join(client, name, "ada@example.org")
    assert answer.status_code == 201, answer.content
    assert answer.json()["user"]["username"] == name


TRICKS = {
    "a homoglyph": "аdmin",
    "Greek": "αdmin",
    "zero width space": "ad\u200bmin",
    "zero width joiner": "ad\u200dmin",
    "byte order mark": "\ufeffadmin",
    "soft hyphen": "ad\u00admin",
    "right to left": "\u202enimda",
    "isolates": "\u2066admin\u2069",
    "full width": "ａｄｍｉｎ",
    "ligature": "ﬁona",
    "composed": "adé",
    "decomposed": "ade\u0301",
    "dotless i": "admın",
    "dotted capital I": "adm\u0130n",
    "sharp s": "straße",
    "Kelvin": "\u212aelvin",
    "long s": "\u017fara",
    "emoji": "ada\U0001f4a5",
    "a digit of another script": "ada٣",
    "a dot at the end": "admin.",
    "a space at the end": "admin ",
    "a space before": " admin",
    "a line break at the end": "admin\n",
    "a line break within": "ad\nmin",
    "NUL": "ad\x00min",
    "a tab": "ad\tmin",
    "a no-break space": "admin\u00a0",
    "a dot first": ".admin",
    "a hyphen first": "-admin",
    "an underscore first": "_admin",
    "an @": "a@b",
    "a slash": "a/b",
    "a percent": "a%00b",
    "markup": "<b>ada</b>",
    "too short": "me",
    "too long": "x" * 31,
    "far too long": "x" * 100_000,
    "empty": "",
}


@pytest.mark.parametrize("name", TRICKS.values(), ids=TRICKS)
def test_a_name_that_could_pass_for_another_is_400(client: APIClient, name: str) -> None:
    answer = join(client, name, "ada@example.org")
    assert answer.status_code == 400
    assert {error["pointer"] for error in answer.json()["errors"]} == {"/username"}
    made = sign_in(admin()).post("/api/users/", {"username": name, "email": "ada@example.org"})
    assert made.status_code == 400


@pytest.mark.parametrize("name", [{"$gt": ""}, ["ada"], 12345, True, None])
def test_a_name_that_is_no_text_is_400(client: APIClient, name: Any) -> None:
    assert join(client, name, "ada@example.org").status_code == 400


@given(st.text(max_size=40))
def test_what_is_a_name_is_ascii_and_the_same_in_every_case(text: str) -> None:
    if names.is_username(text):
        assert text.isascii()
        assert names.is_username(text.upper())
        assert 3 <= len(text) <= 30


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Ada@Example.ORG", "ada@example.org"),
        ("  ada@example.org ", "ada@example.org"),
        ("ada+lists@example.org", "ada+lists@example.org"),
        ("ada@bücher.example", "ada@xn--bcher-kva.example"),
        ("ada@xn--bcher-kva.example", "ada@xn--bcher-kva.example"),
        ("ada@BÜCHER.example", "ada@xn--bcher-kva.example"),
        ("ada@ｅxample.org", "ada@example.org"),
    ],
)
def test_an_address_is_kept_in_one_form(client: APIClient, given: str, kept: str) -> None:
    answer = join(client, "ada", given)
    assert answer.status_code == 201, answer.content
    assert answer.json()["user"]["email"] == kept
    assert join(client, "eve", kept).json()["code"] == "email-taken"
    credentials = {"email": given, "password": PASSWORD}
    assert client.post("/api/auth/login/", credentials).status_code == 200


def test_a_domain_that_looks_like_another_is_another_in_writing(client: APIClient) -> None:
    person("ada")
    answer = join(client, "eve", "ada@exаmple.org")
    assert answer.json()["user"]["email"] == "ada@xn--exmple-4nf.org"


@pytest.mark.parametrize(
    "address",
    [
        "ada@example.org\nBcc: eve@example.org",
        "ada@example.org\r\nBcc: eve@example.org",
        "ada\r\n@example.org",
        "ada@exam\u2028ple.org",
        "ada@exam\u200bple.org",
        "ada@\u202eelpmaxe.org",
        '"ada"@example.org',
        '"a b"@example.org',
        '"\x01"@example.org',
        "аda@example.org",
        "adé@example.org",
        "ada@@example.org",
        "ada@example.org, eve@example.org",
        "Ada <ada@example.org>",
        "ada@",
        "@example.org",
        "ada",
        "ada@-example.org",
        "ada@example..org",
        "ada@" + "x" * 64 + ".org",
        "x" * 300 + "@example.org",
        "ada@example.org\x00",
        {"$gt": ""},
        ["ada@example.org"],
        7,
    ],
    ids=lambda value: ascii(value)[:24],
)
def test_what_is_no_plain_address_is_400(client: APIClient, address: Any) -> None:
    answer = join(client, "ada", address)
    assert answer.status_code == 400, answer.content
    assert {error["pointer"] for error in answer.json()["errors"]} == {"/email"}


@given(st.emails())
def test_an_address_that_is_kept_is_kept_as_it_is(text: str) -> None:
    try:
        once = names.address(text)
    except ValueError:
        return
    assert names.address(once) == once
    assert once.isascii()
    assert once == once.lower()


def test_people_choose_their_language(client: APIClient) -> None:
    ada = person("ada")
    me = sign_in(ada)
    assert me.get("/api/auth/user/").json()["language"] == "en"
    assert me.patch("/api/auth/user/", {"language": "vi"}).json()["language"] == "vi"
    url = f"/api/users/{ada.id}/"
    assert sign_in(admin()).get(url).json()["language"] == "vi"
    assert me.patch(url, {"language": "en"}).json()["language"] == "en"
    assert "language" not in sign_in(person()).get(url).json()


@pytest.mark.parametrize("language", ["de", "", "EN", None, {"$gt": ""}, ["en"]])
def test_a_language_that_nobody_speaks_here_is_400(client: APIClient, language: Any) -> None:
    me = sign_in(person())
    assert me.patch("/api/auth/user/", {"language": language}).status_code == 400


def test_who_has_not_chosen_reads_the_language_of_the_site(
    client: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.conf import settings

    me, other = sign_in(person()), sign_in(person(language="en"))
    monkeypatch.setattr(settings, "SITE_LANGUAGE", "vi")
    assert me.get("/api/auth/user/").json()["language"] == "vi"
    assert other.get("/api/auth/user/").json()["language"] == "en"

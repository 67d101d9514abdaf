"""A list of people becomes accounts: each once, with a link to choose a password."""

import re
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from bson import ObjectId
from django.conf import settings
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from lectern.accounts import services as accounts
from lectern.accounts.documents import User
from lectern.accounts.models import Account
from lectern.interchange.people import PEOPLE
from lectern.shared import jobs
from lectern.shared.clock import now
from tests.accounts.letters import emptied_folder, mails, part
from tests.world import Person, admin, person, sign_in

CONFIRM = "/api/auth/password/reset/confirm/"
NEW = "an entirely different sentence"


class Desk:
    """An admin with a list."""

    def __init__(self, work: Callable[[], None]) -> None:
        self.me = sign_in(admin())
        self.work = work

    def ask(self, text: str | bytes, **more: Any) -> Any:
        data = text if isinstance(text, bytes) else text.encode()
        body = {"file": SimpleUploadedFile("people.csv", data), **more}
        return self.me.post("/api/users/bulk/", body, format="multipart")

    def call(self, text: str, **more: Any) -> dict[str, Any]:
        """The job, when it is over."""
        answer = self.ask(text, **more)
        assert answer.status_code == 202, answer.content
        self.work()
        return self.job(answer)

    def job(self, answer: Any) -> dict[str, Any]:
        return dict(self.me.get(f"/api/jobs/{answer.json()['job']}/").json())


@pytest.fixture
def desk(client: APIClient, work: Callable[[], None]) -> Desk:
    return Desk(work)


@pytest.fixture
def folder() -> Path:
    return emptied_folder()


def ends(job: dict[str, Any]) -> list[tuple[int, str]]:
    return [(row["line"], row["code"]) for row in job["report"]]


def counts() -> tuple[int, int]:
    return Account.objects.count(), int(
        User.collection().count_documents({"username": {"$gte": ""}})
    )


def profile(username: str) -> dict[str, Any]:
    return dict(User.collection().find_one({"username": username}) or {})


def link_to(folder: Path, address: str) -> dict[str, str]:
    (mail,) = [mail for mail in mails(folder) if mail["To"] == address]
    found = re.search(r"/password-reset/([^/\s]+)/([^/\s]+)", part(mail, "plain"))
    assert found is not None
    return {"uid": found[1], "token": found[2]}


def choose(link: dict[str, str], password: str = NEW) -> Any:
    body = {**link, "new_password1": password, "new_password2": password}
    return APIClient().post(CONFIRM, body)


LIST = (
    "\ufeffusername;E-mail;role;first_name;last_name;bio;language;class\r\n"
    "minh;Minh@Example.org;;Minh;Trần;Lớp 9A;vi;9\r\n"
    "grace;grace@example.org;Instructor;Grace;;;;\r\n"
)


def test_each_line_becomes_an_account_with_what_it_says(desk: Desk) -> None:
    job = desk.call(LIST)
    assert ends(job) == [(2, "added"), (3, "added")]
    assert job["result"] == {"dry_run": False, "people": {"added": 2}}
    minh, grace = profile("minh"), profile("grace")
    shown = ("email", "first_name", "last_name", "bio", "language", "is_instructor", "is_admin")
    assert [minh[name] for name in shown] == [
        *("minh@example.org", "Minh", "Trần", "Lớp 9A", "vi", False, False)
    ]
    assert (grace["is_instructor"], grace["is_student"], grace["is_admin"]) == (True, True, False)
    assert not Account.objects.get(username="minh").has_usable_password()


def test_the_link_sets_the_first_password_once_and_proves_the_address(
    desk: Desk, folder: Path, deliver: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "EMAIL_VERIFICATION_IS_MANDATORY", True)
    desk.call(LIST)
    deliver()
    subjects = {mail["To"]: mail["Subject"].strip() for mail in mails(folder)}
    assert subjects == {
        "minh@example.org": "Đặt mật khẩu cho tài khoản mới của bạn",
        "grace@example.org": "Choose a password for your new account",
    }
    link = link_to(folder, "minh@example.org")
    assert choose(link).status_code == 200
    credentials = {"username": "minh", "password": NEW}
    assert APIClient().post("/api/auth/login/", credentials).status_code == 200
    again = choose(link, "yet another sentence")
    assert (again.status_code, again.json()["code"]) == (400, "link-invalid")


def test_who_is_added_alone_without_a_password_gets_the_same_link(
    desk: Desk, folder: Path, deliver: Callable[[], None]
) -> None:
    for name, more in {"minh": {}, "grace": {"password": NEW}}.items():
        body = {"username": name, "email": f"{name}@example.org", **more}
        assert desk.me.post("/api/users/", body).status_code == 201
    deliver()
    subjects = {mail["To"]: mail["Subject"].strip() for mail in mails(folder)}
    assert subjects == {
        "minh@example.org": "Choose a password for your new account",
        "grace@example.org": "Confirm your e-mail address",
    }
    assert choose(link_to(folder, "minh@example.org")).status_code == 200


@pytest.mark.parametrize(("days", "status"), [(13, 200), (15, 400)])
def test_the_link_is_good_for_two_weeks_and_for_nobody_else(
    desk: Desk,
    folder: Path,
    deliver: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
    days: int,
    status: int,
) -> None:
    desk.call(LIST)
    sent = time.time() - timedelta(days=days).total_seconds()
    with monkeypatch.context() as past:
        past.setattr(signing, "time", SimpleNamespace(time=lambda: sent))
        deliver()
    minh, grace = link_to(folder, "minh@example.org"), link_to(folder, "grace@example.org")
    assert choose({**minh, "token": grace["token"]}).json()["code"] == "link-invalid"
    assert choose(minh).status_code == status


def test_who_has_a_password_by_then_gets_no_invitation(
    desk: Desk, folder: Path, deliver: Callable[[], None]
) -> None:
    desk.call(LIST)
    grace = Account.objects.get(username="grace")
    accounts.reset_password(account=grace, new=NEW)
    deliver()
    assert [mail["To"] for mail in mails(folder)] == ["minh@example.org"]


def test_who_is_here_stays_as_they_are_and_nothing_comes_twice(desk: Desk) -> None:
    ada, bob = person("ada"), person("bob")
    text = (
        "username,email,role,first_name\n"
        f"ADA,{ada.email.upper()},instructor,Augusta\n"
        f"bob,somebody@example.org,,\n"
        f"robert,{bob.email},,\n"
        "new,new@example.org,,\n"
        "NEW,other@example.org,,\n"
        "newer,New@example.org,,\n"
        "x,x@example.org,,\n"
        "fine,not an address,,\n"
        "boss,boss@example.org,admin,\n"
        f"long,long@example.org,,{'x' * 101}\n"
        'two,two@example.org,,"a\nb"\n'
        "\n"
    )
    expected = [
        (2, "already-here"),
        (3, "username-taken"),
        (4, "email-taken"),
        (5, "added"),
        (6, "duplicate"),
        (7, "duplicate"),
        (8, "invalid-username"),
        (9, "invalid-email"),
        (10, "invalid-role"),
        (11, "invalid-first-name"),
        (13, "invalid-first-name"),
    ]
    before = counts(), profile("ada")
    assert ends(desk.call(text, dry_run="true")) == expected
    assert (counts(), profile("ada")) == before
    assert ends(desk.call(text)) == expected
    assert profile("ada") == before[1]
    assert counts() == tuple(number + 1 for number in before[0])
    again = dict(ends(desk.call(text)))
    assert again == {**dict(expected), 5: "already-here"}
    assert counts() == tuple(number + 1 for number in before[0])


def test_a_worker_that_dies_in_the_middle_has_added_each_once(
    desk: Desk, folder: Path, deliver: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    from lectern.interchange import newcomers

    monkeypatch.setattr(newcomers, "AT_ONCE", 2)
    lines = [f"pupil{number},pupil{number}@example.org" for number in range(5)]
    real, calls = accounts.add_newcomer, []

    def dying(**values: Any) -> None:
        calls.append(1)
        if len(calls) == 2:  # before
            raise SystemExit
        real(**values)
        if len(calls) == 5:  # or after the account is there
            raise SystemExit

    monkeypatch.setattr(newcomers.accounts, "add_newcomer", dying)
    answer = desk.ask("\n".join(["username,email", *lines]))
    for _ in range(2):
        with pytest.raises(SystemExit):
            desk.work()
        where = {"_id": ObjectId(answer.json()["job"])}
        jobs.JobRecord.collection().update_one(where, {"$set": {"lease_until": now()}})
    desk.work()
    assert ends(desk.job(answer)) == [(line, "added") for line in range(2, 7)]
    assert Account.objects.filter(username__startswith="pupil").count() == 5
    deliver()
    assert sorted(mail["To"] for mail in mails(folder)) == [
        f"pupil{number}@example.org" for number in range(5)
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"username\nada\n", "missing-columns"),
        (b"email,name\nx,3\n", "missing-columns"),
        (b"username,email\n", "empty"),
        (b"username,email\na\0b,\n", "not-text"),
        ("username,email\nada,é@example.org".encode("latin-1"), "not-utf8"),
        (b"username,email\n" + b"x" * 5_000, "line-too-long"),
        (b'username,email\n"never closed\n', "not-csv"),
        (b"username,email\n" + b"x\n" * (PEOPLE + 1), "too-many-people"),
        (b"username,email\n" + b"x\n" * 1_100_000, "too-large"),
    ],
)
def test_what_is_no_list_of_people_is_refused_at_once(desk: Desk, data: bytes, code: str) -> None:
    answer = desk.ask(data)
    assert answer.status_code == 400, answer.content
    assert [error["code"] for error in answer.json()["errors"]] == [code]


def test_only_admins_bring_people_in(client: APIClient, as_: Callable[[Person], Any]) -> None:
    body = {"file": SimpleUploadedFile("people.csv", b"username,email\nx,y\n")}
    for who in (person(), person(is_instructor=True)):
        answer = as_(who).post("/api/users/bulk/", body, format="multipart")
        assert answer.status_code == 403

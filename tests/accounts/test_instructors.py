"""Becoming an instructor, with and without the approval of an admin."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bson import ObjectId
from django.conf import settings
from rest_framework.test import APIClient

from tests.accounts.letters import Deliver, mails, part
from tests.together import at_once
from tests.world import PASSWORD, Person, admin, person, sign_in, teacher

ASK = "/api/users/me/request-instructor/"


@pytest.fixture
def without_approval(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "INSTRUCTOR_APPROVAL", False)


def join(client: APIClient, username: str = "grace") -> dict[str, Any]:
    body = {
        "username": username,
        "email": f"{username}@example.org",
        "password1": PASSWORD,
        "password2": PASSWORD,
        "is_instructor": True,
    }
    answer = client.post("/api/auth/registration/", body)
    assert answer.status_code == 201, answer.content
    return dict(answer.json())


def asking() -> Person:
    return person(instructor_requested=True)


def decide(by: APIClient, somebody: Person, verb: str) -> Any:
    return by.post(f"/api/users/{somebody.id}/{verb}-instructor/")


def inbox(client: APIClient) -> list[str]:
    return [row["kind"] for row in client.get("/api/notifications/").json()["results"]]


def test_who_registers_to_teach_waits_for_an_admin(
    client: APIClient, folder: Path, deliver: Deliver
) -> None:
    boss = admin()
    user = join(client)["user"]
    assert (user["is_instructor"], user["instructor_requested"]) == (False, True)
    me = APIClient(raise_request_exception=False)
    grace = Person(ObjectId(user["id"]), "grace", "grace@example.org")
    me = sign_in(grace)
    assert me.post("/api/courses/", {"title": "Knots"}).status_code == 403

    office = sign_in(boss)
    assert inbox(office) == ["instructor-requested"]
    deliver()
    (told,) = (mail for mail in mails(folder) if mail["To"] == boss.email)
    assert told["Subject"] == "grace asks to become an instructor"
    assert f"{settings.SITE_URL}/users?instructor_requested=true" in part(told, "plain")
    waiting = office.get("/api/users/?instructor_requested=true").json()["results"]
    assert [row["username"] for row in waiting] == ["grace"]

    approved = decide(office, grace, "approve")
    assert approved.status_code == 200, approved.content
    assert (approved.json()["is_instructor"], approved.json()["instructor_requested"]) == (
        True,
        False,
    )
    assert me.get("/api/auth/user/").status_code == 401  # the token still said "student"
    me = sign_in(grace)
    assert inbox(me) == ["instructor-approved"]
    assert me.post("/api/courses/", {"title": "Knots"}).status_code == 201
    assert office.get("/api/users/?instructor_requested=true").json()["count"] == 0


def test_who_is_declined_stays_a_student_and_may_ask_again(client: APIClient) -> None:
    office, grace = sign_in(admin()), asking()
    me = sign_in(grace)
    declined = decide(office, grace, "decline").json()
    assert (declined["is_instructor"], declined["instructor_requested"]) == (False, False)
    assert inbox(me) == ["instructor-declined"]
    again = me.post(ASK)
    assert again.status_code == 200
    assert again.json()["instructor_requested"] is True
    assert inbox(office) == ["instructor-requested"] * 2


def test_asking_again_tells_the_admins_nothing_new(client: APIClient) -> None:
    office, me = sign_in(admin()), sign_in(person())
    answers = at_once(lambda _: me.post(ASK).status_code, range(6))
    assert answers == [200] * 6
    assert inbox(office) == ["instructor-requested"]


def test_who_teaches_has_nothing_to_ask_for(client: APIClient) -> None:
    office, me = sign_in(admin()), sign_in(teacher())
    assert me.post(ASK).json()["instructor_requested"] is False
    assert inbox(office) == []


@pytest.mark.usefixtures("without_approval")
def test_without_approval_whoever_wants_to_teach_teaches(client: APIClient) -> None:
    office = sign_in(admin())
    user = join(client)["user"]
    assert (user["is_instructor"], user["instructor_requested"]) == (True, False)
    ada = person()
    # The answer is the last that this token reads: it still says "student".
    assert sign_in(ada).post(ASK).json()["is_instructor"] is True
    assert sign_in(ada).post("/api/courses/", {"title": "Knots"}).status_code == 201
    assert inbox(office) == []


def test_of_two_decisions_at_once_one_holds(client: APIClient) -> None:
    office, grace = sign_in(admin()), asking()
    verbs = ["approve", "decline"] * 3
    answers = at_once(lambda verb: decide(office, grace, verb), verbs)
    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 5
    won = next(
        verb for verb, answer in zip(verbs, answers, strict=True) if answer.status_code == 200
    )
    found = office.get(f"/api/users/{grace.id}/").json()
    assert found["is_instructor"] is (won == "approve")
    assert inbox(sign_in(grace)) == [f"instructor-{won}d"]


@pytest.mark.parametrize("verb", ["approve", "decline"])
def test_nobody_is_decided_about_who_did_not_ask(client: APIClient, verb: str) -> None:
    answer = decide(sign_in(admin()), person(), verb)
    assert (answer.status_code, answer.json()["code"]) == (409, "not-requested")


def test_a_role_that_an_admin_gives_answers_the_request(client: APIClient) -> None:
    office, grace = sign_in(admin()), asking()
    office.patch(f"/api/users/{grace.id}/", {"is_instructor": True})
    assert decide(office, grace, "decline").status_code == 409
    assert office.get(f"/api/users/{grace.id}/").json()["is_instructor"] is True


@pytest.mark.parametrize("path", ["/api/auth/user/", "/api/users/{id}/"])
@pytest.mark.parametrize("field", ["is_instructor", "instructor_requested"])
def test_nobody_makes_an_instructor_of_themselves(
    client: APIClient, as_: Callable[[Person], APIClient], path: str, field: str
) -> None:
    grace = asking()
    answer = as_(grace).patch(path.format(id=grace.id), {field: field == "is_instructor"})
    assert answer.status_code in (400, 403)
    seen = as_(grace).get("/api/auth/user/").json()
    assert (seen["is_instructor"], seen["instructor_requested"]) == (False, True)

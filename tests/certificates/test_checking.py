"""Who knows a number can check it; who signs can revoke it; nothing private is told."""

import pytest
from rest_framework.test import APIClient

from tests.world import Person, admin, certificate, course, person, sign_in, teacher

PUBLIC = {
    "number",
    "valid",
    "name",
    "title",
    "instructor_name",
    "language",
    "course",
    "completed_at",
    "issued_at",
    "revoked_at",
}


@pytest.fixture
def grace(client: APIClient) -> Person:
    return teacher()


@pytest.fixture
def ada(client: APIClient) -> Person:
    return person()


@pytest.fixture
def number(ada: Person, grace: Person) -> str:
    return certificate(ada, course(grace, lessons=1, title="Python"))


def test_strangers_see_what_stands_on_it_and_nothing_else(
    client: APIClient, number: str, ada: Person, grace: Person
) -> None:
    url = f"/api/certificates/{number}/"
    sign_in(grace).post(f"{url}revoke/", {"reason": "Not her own work"})
    for stranger in (client, sign_in(person()), sign_in(teacher())):
        answer = stranger.get(url)
        assert set(answer.json()) == PUBLIC
        for secret in (str(ada.id), ada.email, str(grace.id), "Not her own work"):
            assert secret not in answer.content.decode()
    for somebody in (ada, grace, admin()):
        told = sign_in(somebody).get(url).json()
        assert told["reason"] == "Not her own work"
        assert told["revoked_by"] == str(grace.id)


def test_a_number_is_found_however_it_is_written(client: APIClient, number: str) -> None:
    for written in (number.lower(), number.replace("-", ""), number[4:], number.replace("-", " ")):
        assert client.get(f"/api/certificates/{written}/").json()["number"] == number


@pytest.mark.parametrize(
    "text", ["x", "LEC-00000-00000-00001", "LEC-00000-00000-00000", "0" * 24, "%00", "a" * 5_000]
)
def test_what_is_no_number_of_ours_is_not_found(client: APIClient, number: str, text: str) -> None:
    answer = client.get(f"/api/certificates/{text}/")
    assert (answer.status_code, answer.json()["code"]) == (404, "not-found")
    answer = sign_in(admin()).post(f"/api/certificates/{text}/revoke/", {"reason": "x"})
    assert answer.status_code == 404


def test_revoking_is_told_and_done_once(
    client: APIClient, number: str, ada: Person, grace: Person
) -> None:
    url = f"/api/certificates/{number}/"
    first = sign_in(grace).post(f"{url}revoke/", {"reason": "A mistake"})
    assert (first.status_code, first.json()["valid"]) == (200, False)
    again = sign_in(admin()).post(f"{url}revoke/", {"reason": "Another reason"})
    assert again.json() == first.json()
    read = client.get(url).json()
    assert (read["valid"], read["revoked_at"]) == (False, first.json()["revoked_at"])
    (notice,) = sign_in(ada).get("/api/notifications/?kind=certificate-revoked").json()["results"]
    assert "A mistake" in notice["message"]


def test_what_was_revoked_can_be_reinstated(
    client: APIClient, number: str, ada: Person, grace: Person
) -> None:
    url = f"/api/certificates/{number}/"
    sign_in(grace).post(f"{url}revoke/", {"reason": "A mistake"})
    for _ in range(2):
        back = sign_in(grace).post(f"{url}reinstate/").json()
        assert (back["valid"], back["reason"], back["revoked_by"]) == (True, "", None)
    assert client.get(url).json()["revoked_at"] is None
    kinds = "/api/notifications/?kind=certificate-reinstated"
    assert sign_in(ada).get(kinds).json()["count"] == 1


def test_completing_again_does_not_heal_a_revoked_one(
    client: APIClient, number: str, ada: Person, grace: Person
) -> None:
    from bson import ObjectId

    from lectern.certificates import services
    from lectern.shared.clock import now

    url = f"/api/certificates/{number}/"
    told = sign_in(grace).post(f"{url}revoke/", {"reason": "A mistake"}).json()
    kept = services.issue(student=ada.id, course=ObjectId(told["course"]), completed_at=now())
    assert kept == number
    assert client.get(url).json()["valid"] is False


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/reason"),
        ({"reason": ""}, "/reason"),
        ({"reason": "  "}, "/reason"),
        ({"reason": "x" * 301}, "/reason"),
        ({"reason": "two\nlines"}, "/reason"),
        ({"reason": {"$ne": ""}}, "/reason"),
        ({"reason": "x", "revoked_by": "0" * 24}, "/revoked_by"),
    ],
)
def test_a_revocation_needs_a_reason(
    grace: Person, number: str, body: dict[str, object], pointer: str
) -> None:
    answer = sign_in(grace).post(f"/api/certificates/{number}/revoke/", body)
    assert answer.status_code == 400
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]


def test_braces_in_a_reason_are_only_text(number: str, ada: Person, grace: Person) -> None:
    reason = "{number} {0} %s"
    sign_in(grace).post(f"/api/certificates/{number}/revoke/", {"reason": reason})
    (notice,) = sign_in(ada).get("/api/notifications/?kind=certificate-revoked").json()["results"]
    assert reason in notice["message"]

"""What people see of each other."""

from collections.abc import Callable

import pytest
from rest_framework.test import APIClient

from tests.world import Person, admin, course, enroll, person, sign_in, teacher

PUBLIC = {"id", "username", "first_name", "last_name", "bio", "profile_picture", "is_instructor"}


def test_a_visitor_reads_the_public_profile_of_a_teacher_and_of_nobody_else(
    client: APIClient,
) -> None:
    ines, ada = teacher("ines"), person("ada")
    answer = client.get(f"/api/users/{ines.id}/")
    assert answer.status_code == 200
    assert answer.json().keys() == PUBLIC
    assert answer.json()["username"] == "ines"
    assert client.get(f"/api/users/{ada.id}/").status_code == 404


def test_members_see_the_public_profile_of_others_and_their_own_whole(
    as_: Callable[[Person], APIClient],
) -> None:
    ada, kofi = person("ada"), person("kofi")
    assert as_(ada).get(f"/api/users/{kofi.id}/").json().keys() == PUBLIC
    mine = as_(ada).get(f"/api/users/{ada.id}/").json()
    assert mine.keys() > PUBLIC
    assert mine["email"] == "ada@example.org"


def test_who_sends_their_own_profile_back_changes_nothing(
    as_: Callable[[Person], APIClient],
) -> None:
    for somebody in (person(first_name="Ada"), teacher()):
        me, url = as_(somebody), f"/api/users/{somebody.id}/"
        mine = me.get(url).json()
        given = {"id", "instructor_requested", "created_at"}
        body = {name: value for name, value in mine.items() if name not in given}
        answer = me.put(url, body)
        assert (answer.status_code, answer.json()) == (200, mine)
        stolen = me.put(url, {**body, "is_staff": True, "is_student": not mine["is_student"]})
        assert stolen.status_code == 403
        pointers = {error["pointer"] for error in stolen.json()["errors"]}
        assert pointers == {"/is_staff", "/is_student"}
        assert me.get(url).json() == mine


def test_who_teaches_sees_the_address_of_those_who_learn_from_them(client: APIClient) -> None:
    ada, ines, other = person("ada"), teacher(), teacher()
    course(other, lessons=1)
    enroll(ada, course(ines, lessons=1))
    url = f"/api/users/{ada.id}/"
    assert sign_in(ines).get(url).json().keys() == PUBLIC | {"email"}
    assert sign_in(ines).get(url).json()["email"] == ada.email
    for stranger in (other, person()):
        assert sign_in(stranger).get(url).json().keys() == PUBLIC
    # It is not the other way round.
    assert "email" not in sign_in(ada).get(f"/api/users/{ines.id}/").json()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("search=gra", ["grace"]),
        ("search=grace@example", ["grace"]),
        ("search=GRACE@EXAMPLE", ["grace"]),
        ("search=race", []),
        ("search=%24gt", []),
        ("search=.*", []),
        ("is_staff=true", ["boss"]),
        ("is_instructor=true", ["ines"]),
        ("is_active=false", ["kofi"]),
        ("is_active=true&is_staff=false&ordering=-username", ["ines", "grace"]),
        ("ordering=-created_at&is_instructor=false", ["kofi", "grace", "boss"]),
    ],
)
def test_admins_find_people(client: APIClient, query: str, found: list[str]) -> None:
    from lectern.accounts import services

    office = sign_in(admin("boss"))
    teacher("ines")
    person("grace")
    services.change_roles(user=person("kofi").id, values={"is_active": False})
    answer = office.get(f"/api/users/?{query}")
    assert answer.status_code == 200
    assert [row["username"] for row in answer.json()["results"]] == found


@pytest.mark.parametrize("query", ["is_admin=1", "is_staff=yes", "email=x", "auth_id=1"])
def test_a_filter_that_there_is_not_is_400(client: APIClient, query: str) -> None:
    assert sign_in(admin()).get(f"/api/users/?{query}").status_code == 400

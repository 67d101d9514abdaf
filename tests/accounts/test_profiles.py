"""What people see of each other."""

from collections.abc import Callable

from rest_framework.test import APIClient

from tests.world import Person, person, teacher

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

"""Categories: read by everybody, written by admins."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from lectern.shared.orphans import orphans
from tests.together import at_once
from tests.world import admin, course, person, sign_in, teacher


def test_only_admins_write_them(client: APIClient) -> None:
    made = sign_in(admin()).post("/api/categories/", {"name": "Science"})
    assert made.status_code == 201
    url = f"/api/categories/{made.json()['id']}/"
    for me, status in ((client, 401), (sign_in(person()), 403), (sign_in(teacher()), 403)):
        assert me.get(url).json()["name"] == "Science"
        assert me.post("/api/categories/", {"name": "x"}).status_code == status
        assert me.patch(url, {"name": "x"}).status_code == status
        assert me.delete(url).status_code == status


def test_a_name_is_given_once(client: APIClient) -> None:
    me = sign_in(admin())
    first = me.post("/api/categories/", {"name": "Science"}).json()
    second = me.post("/api/categories/", {"name": "Art"}).json()
    refused = me.post("/api/categories/", {"name": "Science"})
    assert (refused.status_code, refused.json()["code"]) == (400, "category-exists")
    assert refused.json()["errors"][0]["pointer"] == "/name"
    refused = me.patch(f"/api/categories/{second['id']}/", {"name": "Science"})
    assert (refused.status_code, refused.json()["code"]) == (400, "category-exists")
    same = me.patch(f"/api/categories/{first['id']}/", {"name": "Science", "position": 3})
    assert same.json()["position"] == 3


def test_of_many_who_make_it_at_once_one_does(client: APIClient) -> None:
    somebody = admin()
    clients = [sign_in(somebody) for _ in range(6)]
    codes = at_once(
        lambda me: me.post("/api/categories/", {"name": "Science"}).status_code, clients
    )
    assert sorted(codes) == [201] + [400] * 5


def test_courses_go_on_without_a_category_that_goes(client: APIClient) -> None:
    me, by = sign_in(admin()), teacher()
    made = me.post("/api/categories/", {"name": "Science"}).json()
    physics = course(by, lessons=1)
    sign_in(by).patch(f"/api/courses/{physics}/", {"category": made["id"]})
    listed = client.get(f"/api/courses/?category={made['id']}&expand=category").json()
    assert listed["results"][0]["category"] == {"id": made["id"], "name": "Science"}
    assert me.delete(f"/api/categories/{made['id']}/").status_code == 204
    shown = client.get(f"/api/courses/{physics}/?expand=category").json()
    assert shown["category"] is None
    assert client.get(f"/api/courses/?category={made['id']}").json()["count"] == 0
    assert list(orphans()) == []


def test_a_course_stands_in_no_category_that_is_not_there(client: APIClient) -> None:
    me = sign_in(teacher())
    refused = me.post("/api/courses/", {"title": "x", "category": "0" * 24})
    assert (refused.status_code, refused.json()["code"]) == (400, "unknown-category")
    made = me.post("/api/courses/", {"title": "x", "category": None}).json()
    assert made["category"] is None


def test_they_come_in_their_order(client: APIClient) -> None:
    me = sign_in(admin())
    for name, position in (("C", 1), ("B", 2), ("A", 2)):
        me.post("/api/categories/", {"name": name, "position": position})

    def names(query: str) -> list[str]:
        results = client.get(f"/api/categories/{query}").json()["results"]
        return [row["name"] for row in results]

    assert names("") == ["C", "B", "A"]
    assert names("?ordering=name") == ["A", "B", "C"]
    assert names("?ordering=-name") == ["C", "B", "A"]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/name"),
        ({"name": ""}, "/name"),
        ({"name": "x" * 101}, "/name"),
        ({"name": "two\nlines"}, "/name"),
        ({"name": {"$gt": ""}}, "/name"),
        ({"name": "x", "position": -1}, "/position"),
        ({"name": "x", "position": "1"}, "/position"),
        ({"name": "x", "slug": "x"}, "/slug"),
    ],
)
def test_bad_bodies_are_told_where(client: APIClient, body: dict[str, Any], pointer: str) -> None:
    response = sign_in(admin()).post("/api/categories/", body)
    assert response.status_code == 400
    assert [error["pointer"] for error in response.json()["errors"]] == [pointer]


def test_no_course_stands_in_a_category_that_was_removed_at_that_moment(
    client: APIClient,
) -> None:
    from lectern.catalog import services
    from lectern.catalog.documents import Course

    by, boss = sign_in(teacher()), sign_in(admin())
    for number in range(5):
        subject = services.add_category(name=f"Subject {number}").pk

        def act(turn: int, subject: Any = subject) -> int:
            if turn == 0:
                return int(boss.delete(f"/api/categories/{subject}/").status_code)
            body = {"title": "A course", "category": str(subject)}
            return int(by.post("/api/courses/", body).status_code)

        removed, *made = at_once(act, range(7))
        assert removed == 204
        assert set(made) <= {201, 400}
        assert Course.collection().count_documents({"category_id": subject}) == 0

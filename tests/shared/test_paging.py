"""Keyset pages: each row once, in both directions, whatever ties and gaps the values have."""

import base64
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from bson import ObjectId
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from rest_framework.request import Request
from rest_framework.test import APIClient, APIRequestFactory

from tests.world import course, sign_in, teacher

BEGINNING = datetime(2024, 1, 1, tzinfo=UTC)
ORDERS = [
    (("published_at", 1),),
    (("published_at", -1),),
    (("enrollment_count", -1),),
    (("title", 1), ("published_at", -1)),
    (("_id", 1),),
]
dates = st.one_of(st.none(), st.integers(0, 3).map(lambda days: BEGINNING + timedelta(days=days)))
rows = st.lists(
    st.fixed_dictionaries(
        {"title": st.sampled_from("ab"), "enrollment_count": st.integers(0, 2)},
        optional={"published_at": dates},
    ),
    max_size=25,
)


def page(order: Any, size: int, link: str = "") -> dict[str, Any]:
    """One page of all courses; `link` is the `next` or `previous` of another."""
    from lectern.catalog.documents import Course
    from lectern.shared.api.pagination import KeysetPagination
    from lectern.shared.selection import Selection

    request = Request(APIRequestFactory().get(link or f"/?page_size={size}"))
    pages = KeysetPagination()
    found = pages.read(request, Selection(Course, ({"published": True},)), order)
    return pages.body([row["_id"] for row in found])


def fill(made: list[dict[str, Any]]) -> None:
    from lectern.catalog.documents import Course

    Course.collection().delete_many({"_id": {"$exists": True}})
    if made:
        Course.collection().insert_many([{**row, "published": True} for row in made])


@pytest.mark.parametrize("order", ORDERS, ids=str)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(made=rows, size=st.integers(1, 7))
@example(made=[{"title": "a", "enrollment_count": 0}] * 4, size=2)
@example(made=[], size=1)
def test_walking_forward_and_back_meets_each_row_once(
    clean: None, order: Any, made: list[dict[str, Any]], size: int
) -> None:
    from lectern.catalog.documents import Course

    fill([dict(row) for row in made])
    ordered = Course.collection().find({"published": True})
    whole = order if order[-1][0] == "_id" else [*order, ("_id", order[-1][1])]
    expected = [row["_id"] for row in ordered.sort(list(whole))]
    current = page(order, size)
    assert current["previous"] is None
    forward = [current]
    while current["next"]:
        current = page(order, size, current["next"])
        forward.append(current)
    assert [row for one in forward for row in one["results"]] == expected
    assert all(one["count"] == len(expected) for one in forward)
    backward = [current]
    while current["previous"]:
        current = page(order, size, current["previous"])
        backward.insert(0, current)
    assert [one["results"] for one in backward] == [one["results"] for one in forward]


def test_a_row_that_goes_between_two_pages_moves_no_other(clean: None) -> None:
    from lectern.catalog.documents import Course

    order = (("enrollment_count", 1),)
    fill([{"enrollment_count": number} for number in range(6)])
    first = page(order, 2)
    second = page(order, 2, first["next"])
    Course.collection().delete_one({"_id": first["results"][-1]})
    assert page(order, 2, first["next"])["results"] == second["results"]


def test_links_keep_what_was_asked(client: APIClient) -> None:
    by = teacher()
    for _ in range(3):
        course(by, lessons=1, level="advanced")
    first = client.get("/api/courses/?level=advanced&ordering=title&page_size=2").json()
    assert first["count"] == 3
    assert first["next"].startswith("/api/courses/?")
    assert {"level=advanced", "ordering=title", "page_size=2"} <= set(
        first["next"].partition("?")[2].split("&")
    )
    second = client.get(first["next"]).json()
    assert len(second["results"]) == 1
    assert client.get(second["previous"]).json()["results"] == first["results"]


@pytest.mark.parametrize("size", ["0", "-1", "101", "1.5", "x", "", "٣", "1" * 5_000, " 5", "+5"])
def test_a_page_has_one_to_a_hundred_rows(client: APIClient, size: str) -> None:
    response = client.get("/api/courses/", {"page_size": size})
    assert response.status_code == 400
    assert response.json()["errors"][0]["pointer"] == "?page_size"


@pytest.mark.parametrize("size", ["1", "100", "007"])
def test_the_limits_themselves_are_allowed(client: APIClient, size: str) -> None:
    assert client.get("/api/courses/", {"page_size": size}).status_code == 200


def forged(values: Any, backwards: Any = False) -> str:
    text = json.dumps({"v": values, "b": backwards})
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


AN_ID = {"$oid": "0" * 24}


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "é",
        "====",
        base64.urlsafe_b64encode(b"[" * 60_000).decode(),
        base64.urlsafe_b64encode(b"[]").decode(),
        base64.urlsafe_b64encode(b"null").decode(),
        base64.urlsafe_b64encode(b"\xff\xfe").decode(),
        forged([]),
        forged(["a"]),
        forged(["a", AN_ID, 1]),
        forged({"a": 1, "b": 2}),
        forged([{"$ne": None}, AN_ID]),
        forged([["a"], AN_ID]),
        forged([{"$regularExpression": {"pattern": "a", "options": ""}}, AN_ID]),
        forged([{"$oid": "zz"}, AN_ID]),
        forged([2**70, AN_ID]),
        forged(["\ud800", AN_ID]),
        forged([{"$date": "yesterday"}, AN_ID]),
        forged([{"$date": {"$numberLong": "9" * 20}}, AN_ID]),
        forged([{"$numberLong": "9" * 30}, AN_ID]),
        forged([{"$numberDouble": "x"}, AN_ID]),
        forged(["a", AN_ID], backwards="yes"),
        forged(["a", AN_ID], backwards={"$gt": ""}),
    ],
)
def test_a_forged_cursor_is_refused(client: APIClient, cursor: str) -> None:
    response = client.get("/api/courses/", {"cursor": cursor})
    assert response.status_code == 400, response.content
    assert response.json()["errors"] == [
        {
            "pointer": "?cursor",
            "detail": "This is not a cursor of this list.",
            "code": "invalid-cursor",
        }
    ]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.one_of(st.text(max_size=60), st.binary(max_size=60).map(base64.urlsafe_b64encode)))
def test_no_cursor_breaks_the_server(client: APIClient, cursor: Any) -> None:
    assert client.get("/api/categories/", {"cursor": cursor}).status_code in (200, 400)


def test_a_cursor_shows_nothing_that_its_asker_may_not_see(client: APIClient) -> None:
    by = teacher()
    course(by, published=False, title="Secret")
    seen = course(by, lessons=1, title="Public")
    cursor = forged([None, {"$oid": str(ObjectId())}], backwards=True)
    found = client.get("/api/courses/", {"cursor": cursor}).json()
    assert {row["id"] for row in found["results"]} <= {str(seen)}
    assert len(sign_in(by).get("/api/courses/").json()["results"]) == 2

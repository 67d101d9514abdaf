"""A new order is one of all lessons, in one request, whatever else happens at that moment."""

from collections.abc import Callable
from typing import Any

import pytest
from bson import ObjectId
from rest_framework.test import APIClient

from tests.contract.conftest import Record, commands  # noqa: F401  # the record is a fixture
from tests.learning.world import lessons_of
from tests.together import at_once
from tests.world import Person, course, lesson, teacher

As = Callable[[Person], APIClient]


def reorder(me: APIClient, course_id: ObjectId, order: list[Any]) -> Any:
    return me.post("/api/lessons/reorder/", {"course": str(course_id), "order": order})


def test_the_lessons_stand_in_the_new_order(as_: As) -> None:
    by = teacher()
    python = course(by, lessons=4)
    order = list(reversed(lessons_of(python)))
    answer = reorder(as_(by), python, order)
    assert answer.status_code == 200, answer.content
    assert [row["lesson"] for row in answer.json()["order"]] == order
    assert lessons_of(python) == order
    assert lessons_of(python)[-1] != str(lesson(python))
    assert lessons_of(python)[:-1] == order  # what is added now stands at the end


def test_lessons_move_between_sections_on_the_way(as_: As) -> None:
    by = teacher()
    python = course(by, lessons=3)
    first, second, third = lessons_of(python)
    order = [{"lesson": third, "section": "Begin"}, first, {"lesson": second, "section": ""}]
    answer = reorder(as_(by), python, order).json()["order"]
    assert [row["section"] for row in answer] == ["Begin", "", ""]
    outline = as_(by).get(f"/api/courses/{python}/outline/").json()["sections"]
    assert [section["title"] for section in outline] == ["Begin", ""]


def test_what_is_wrong_with_an_order_is_told_where(as_: As) -> None:
    by = teacher()
    python, other = course(by, lessons=2), course(by, lessons=1)
    first, second = lessons_of(python)
    (foreign,) = lessons_of(other)
    me = as_(by)
    twice = reorder(me, python, [first, first, second])
    assert (twice.status_code, twice.json()["code"]) == (400, "not-an-order")
    assert [error["pointer"] for error in twice.json()["errors"]] == ["/order/1"]
    wrong = reorder(me, python, [foreign, first])
    assert (wrong.status_code, wrong.json()["code"]) == (409, "order-outdated")
    told = {(error["pointer"], error["code"]) for error in wrong.json()["errors"]}
    assert told == {("/order/0", "foreign"), ("/order", "missing")}
    assert any(second in error["detail"] for error in wrong.json()["errors"])
    assert lessons_of(python) == [first, second]


@pytest.mark.parametrize(
    ("order", "pointer"),
    [
        ("x", "/order"),
        (["x"], "/order/0"),
        ([7], "/order/0"),
        ([None], "/order/0"),
        ([{"lesson": "0" * 24}], "/order/0/section"),
        ([{"lesson": {"$gt": ""}, "section": ""}], "/order/0/lesson"),
        ([{"lesson": "0" * 24, "section": "a\nb"}], "/order/0/section"),
        ([{"lesson": "0" * 24, "section": "", "position": 1}], "/order/0/position"),
    ],
)
def test_bad_orders_are_told_where(as_: As, order: Any, pointer: str) -> None:
    by = teacher()
    answer = reorder(as_(by), course(by, lessons=1), order)
    assert answer.status_code == 400
    assert pointer in {error["pointer"] for error in answer.json()["errors"]}


def test_a_longer_course_costs_no_more_round_trips(as_: As, commands: Record) -> None:  # noqa: F811
    by = teacher()
    me = as_(by)
    cost = []
    for length in (2, 30):
        python = course(by, lessons=length)
        order = list(reversed(lessons_of(python)))
        asked = commands(lambda: reorder(me, python, order))  # noqa: B023  # called now
        cost.append([entry for entry in asked if entry["op"] != "update"])
    assert len(cost[0]) == len(cost[1])


def test_an_order_and_a_new_lesson_at_once_are_both_kept_or_the_order_is_outdated(
    as_: As,
) -> None:
    by = teacher()
    me = [as_(by) for _ in range(6)]
    python = course(by, lessons=3)
    for _ in range(5):
        before = lessons_of(python)
        order = list(reversed(before))

        def act(number: int, order: Any = order, before: Any = before) -> int:
            if number == 0:
                body = {"course": str(python), "title": "New"}
                return int(me[0].post("/api/lessons/", body).status_code)
            if number == 1:
                return int(me[1].delete(f"/api/lessons/{before[0]}/").status_code)
            return int(reorder(me[number], python, order).status_code)

        added, removed, *ordered = at_once(act, range(6))
        assert (added, removed) == (201, 204)
        assert set(ordered) <= {200, 409}
        after = lessons_of(python)
        assert len(after) == 3
        kept = [one for one in after if one in before]
        assert kept == [one for one in (order if 200 in ordered else before) if one in after]

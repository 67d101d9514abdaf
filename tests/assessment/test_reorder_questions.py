"""The questions of a quiz are put into a new order at once."""

from collections.abc import Callable
from typing import Any

from rest_framework.test import APIClient

from tests.assessment.world import Classroom, choices, question
from tests.together import at_once
from tests.world import Person

As = Callable[[Person], APIClient]


def test_the_questions_stand_in_the_new_order(as_: As) -> None:
    room = Classroom()
    others = [question(room.quiz, "essay") for _ in range(3)]
    order = [*reversed(others), room.question]
    them = as_(room.teacher)
    answer = them.post("/api/questions/reorder/", {"quiz": str(room.quiz), "order": order})
    assert answer.json() == {"quiz": str(room.quiz), "order": order}
    listed = them.get(f"/api/questions/?quiz={room.quiz}").json()["results"]
    assert [row["id"] for row in listed] == order
    short = them.post("/api/questions/reorder/", {"quiz": str(room.quiz), "order": order[1:]})
    assert (short.status_code, short.json()["code"]) == (409, "order-outdated")


def test_nothing_hangs_on_a_question_or_quiz_that_is_removed_at_that_moment(as_: As) -> None:
    from lectern.shared.orphans import orphans

    room = Classroom()
    them = [as_(room.teacher) for _ in range(6)]
    choices(room.question, "a")

    def act(number: int) -> Any:
        if number == 0:
            return them[0].delete(f"/api/quizzes/{room.quiz}/").status_code
        if number % 2:
            body = {"question": room.question, "text": "b"}
            return them[number].post("/api/choices/", body).status_code
        body = {"quiz": str(room.quiz), "kind": "essay", "text": "Why?"}
        return them[number].post("/api/questions/", body).status_code

    removed, *made = at_once(act, range(6))
    assert removed == 204
    assert set(made) <= {201, 404}
    assert [str(orphan) for orphan in orphans()] == []

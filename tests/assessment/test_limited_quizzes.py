"""The questions of a limited quiz are read within its limits, not before."""

from collections.abc import Callable

import pytest
from rest_framework.test import APIClient

from tests.assessment.world import Classroom, choices, question, start, submit
from tests.world import Person

As = Callable[[Person], APIClient]


def seen(me: APIClient, room: Classroom, question_id: str) -> set[int]:
    """What reading a question and its choices is answered, by id and in lists."""
    listed = me.get(f"/api/questions/?quiz={room.quiz}").json()["results"]
    picks = me.get(f"/api/choices/?question={question_id}").json()["results"]
    one = me.get(f"/api/questions/{question_id}/").status_code
    assert bool(listed) == bool(picks) == (one == 200)
    return {one}


@pytest.mark.parametrize("limit", [{"time_limit_seconds": 60}, {"max_attempts": 1}])
def test_a_learner_reads_them_once_they_have_begun(as_: As, limit: dict[str, int]) -> None:
    room = Classroom(**limit)
    asked = question(room.quiz, "single")
    choices(asked, "a", "b", right=("a",))
    me, them = as_(room.student), as_(room.teacher)
    assert seen(me, room, asked) == {404}
    assert seen(them, room, asked) == {200}
    assert me.get(f"/api/quizzes/{room.quiz}/").status_code == 200
    attempt = start(me, room.quiz)
    assert seen(me, room, asked) == {200}
    submit(me, attempt=attempt["id"], answers={})
    assert seen(me, room, asked) == {200}


def test_a_quiz_without_limits_is_read_at_any_time(as_: As) -> None:
    room = Classroom()
    asked = question(room.quiz, "single")
    choices(asked, "a", "b", right=("a",))
    assert seen(as_(room.student), room, asked) == {200}

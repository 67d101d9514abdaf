"""Essays wait for somebody who teaches; the pass is decided then."""

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from tests import world
from tests.assessment.world import Classroom, question, submit
from tests.world import Person

As = Callable[[Person], APIClient]


class Seminar(Classroom):
    """A classroom whose quiz also asks for an essay, which is worth three quarters."""

    def __init__(self, **rules: Any) -> None:
        super().__init__(**rules)
        self.essay = question(self.quiz, "essay", points=3)

    @property
    def written(self) -> dict[str, Any]:
        """A right answer and an essay."""
        return {**self.right, self.essay: "It was a dark and stormy night."}


def grade(client: APIClient, submission: str, **body: Any) -> Any:
    """Give points."""
    return client.post(f"/api/quiz-submissions/{submission}/grade/", body)


def kinds(client: APIClient) -> list[str]:
    """What a person was told about quizzes, latest first."""
    told = client.get("/api/notifications/").json()["results"]
    return [row["kind"] for row in told if row["kind"].startswith("quiz")]


def test_an_essay_awaits_review_and_passes_when_it_gets_its_points(as_: As) -> None:
    room = Seminar()
    ann, bob = as_(room.student), as_(room.teacher)

    waiting = submit(ann, quiz=str(room.quiz), answers=room.written)
    assert waiting["status"] == "awaiting_review"
    assert (waiting["score"], waiting["passed"], waiting["points"]) == (None, None, 1)
    assert waiting["feedback"][1]["correct"] is None
    assert kinds(ann) == ["quiz-awaiting-review"]
    (listed,) = bob.get("/api/quiz-submissions/?status=awaiting_review").json()["results"]
    assert listed["id"] == waiting["id"]
    read = bob.get(f"/api/quiz-submissions/{waiting['id']}/").json()
    assert read["answers"] == room.written

    graded = grade(
        bob, waiting["id"], points={room.essay: 2}, feedback={room.essay: "Less weather."}
    )

    assert graded.status_code == 200
    assert graded.json()["graded_by"] == str(room.teacher.id)
    result = ann.get(f"/api/quiz-submissions/{waiting['id']}/").json()
    assert (result["status"], result["score"], result["passed"]) == ("graded", 75, True)
    assert result["feedback"][1]["remark"] == "Less weather."
    assert kinds(ann)[0] == "quiz-passed"
    (progress,) = ann.get(f"/api/progress/?lesson={room.lesson}").json()["results"]
    assert progress["completed"] is True


def test_too_few_points_fail(as_: As) -> None:
    room = Seminar()
    ann = as_(room.student)
    waiting = submit(ann, quiz=str(room.quiz), answers=room.written)

    graded = grade(as_(room.teacher), waiting["id"], points={room.essay: 0.5})

    assert (graded.json()["score"], graded.json()["passed"]) == (37.5, False)
    assert kinds(ann)[0] == "quiz-failed"


def test_grading_again_tells_only_what_changed(as_: As) -> None:
    room = Seminar()
    ann, bob = as_(room.student), as_(room.teacher)
    waiting = submit(ann, quiz=str(room.quiz), answers=room.written)
    grade(bob, waiting["id"], points={room.essay: 2}, feedback={room.essay: "Good."})

    again = grade(bob, waiting["id"], points={room.essay: 3})

    assert again.json()["score"] == 100
    assert again.json()["feedback"][1]["remark"] == "Good."
    assert kinds(ann) == ["quiz-passed", "quiz-awaiting-review"]


def test_two_essays_may_be_graded_one_after_the_other(as_: As) -> None:
    room = Seminar()
    second = question(room.quiz, "essay", points=4)
    bob = as_(room.teacher)
    answers = {**room.written, second: "Once upon a time."}
    waiting = submit(as_(room.student), quiz=str(room.quiz), answers=answers)

    half = grade(bob, waiting["id"], points={room.essay: 3})
    whole = grade(bob, waiting["id"], points={second: 4})

    assert (half.json()["status"], half.json()["points"]) == ("awaiting_review", 4)
    assert (whole.json()["status"], whole.json()["score"]) == ("graded", 100)


def test_an_essay_left_blank_is_graded_at_once(as_: As) -> None:
    room = Seminar()

    result = submit(as_(room.student), quiz=str(room.quiz), answers={**room.right, room.essay: " "})

    assert (result["status"], result["score"]) == ("graded", 25)


@pytest.mark.parametrize("points", [-1, 3.5, "NaN", None, "many", True, [1]])
def test_points_have_to_fit_the_essay(as_: As, points: object) -> None:
    room = Seminar()
    waiting = submit(as_(room.student), quiz=str(room.quiz), answers=room.written)

    refused = grade(as_(room.teacher), waiting["id"], points={room.essay: points})

    assert refused.status_code == 400
    assert [error["pointer"] for error in refused.json()["errors"]] == [f"/points/{room.essay}"]


def test_only_essays_get_points(as_: As) -> None:
    room = Seminar()
    waiting = submit(as_(room.student), quiz=str(room.quiz), answers=room.written)

    refused = grade(as_(room.teacher), waiting["id"], points={room.question: 1})

    assert (refused.status_code, refused.json()["code"]) == (400, "invalid-review")
    assert refused.json()["errors"][0]["code"] == "unknown-essay"


def test_only_those_who_teach_the_course_grade(as_: As) -> None:
    room = Seminar()
    waiting = submit(as_(room.student), quiz=str(room.quiz), answers=room.written)
    points = {room.essay: 3}

    assert grade(as_(room.student), waiting["id"], points=points).status_code == 403
    assert grade(as_(world.person()), waiting["id"], points=points).status_code == 403
    assert grade(as_(world.teacher()), waiting["id"], points=points).status_code == 404
    assert grade(as_(world.admin()), waiting["id"], points=points).status_code == 200

"""Item analysis of a quiz over HTTP: whose sittings count, and what they cost."""

from collections.abc import Callable

from rest_framework.test import APIClient

from tests.assessment.world import Classroom, choices, question, submit
from tests.costs import cost_of
from tests.world import Person, enroll, person

As = Callable[[Person], APIClient]


def test_the_first_graded_try_of_each_student_counts(as_: As) -> None:
    room = Classroom()
    asked = question(room.quiz, "single")
    picks = choices(asked, "a", "b", right=("a",))
    learners = [room.student, *(person() for _ in range(5))]
    for number, one in enumerate(learners):
        if number:
            enroll(one, room.course)
        me = as_(one)
        picked = picks["a"] if number < 2 else picks["b"]
        submit(me, quiz=str(room.quiz), answers={room.question: number < 4, asked: picked})
        submit(me, quiz=str(room.quiz), answers={room.question: False, asked: picks["b"]})
    them = as_(room.teacher)
    submit(them, quiz=str(room.quiz), answers={room.question: True, asked: picks["a"]})
    body = them.get(f"/api/quizzes/{room.quiz}/statistics/").json()
    assert body["sittings"] == 6
    first, second = body["questions"]
    assert (first["question"], first["correct_rate"]) == (room.question, 0.667)
    assert (second["correct_rate"], second["answered"]) == (0.333, 6)
    assert second["discrimination"] is None
    counts = {one["choice"]: one["count"] for one in second["choices"]}
    assert counts == {picks["a"]: 2, picks["b"]: 4}


def test_what_awaits_review_does_not_count_yet(as_: As) -> None:
    room = Classroom()
    question(room.quiz, "essay")
    essays = {"answers": {**room.right}}
    submit(as_(room.student), quiz=str(room.quiz), **essays)
    body = as_(room.teacher).get(f"/api/quizzes/{room.quiz}/statistics/").json()
    assert body["sittings"] in (0, 1)
    assert all(item["correct_rate"] is None for item in body["questions"])


def test_more_sittings_cost_no_more_queries(as_: As) -> None:
    room = Classroom()
    them = as_(room.teacher)
    url = f"/api/quizzes/{room.quiz}/statistics/"
    submit(as_(room.student), quiz=str(room.quiz), answers=room.right)
    them.get(url)  # warm
    one = cost_of(lambda: them.get(url)).mongo
    for _ in range(5):
        other = person()
        enroll(other, room.course)
        submit(as_(other), quiz=str(room.quiz), answers=room.wrong)
    assert cost_of(lambda: them.get(url)).mongo == one

"""Twenty clicks at once are one attempt, one submission, one completed lesson."""

from collections.abc import Callable
from typing import Any

from rest_framework.test import APIClient

from tests.assessment.world import Classroom, save, start
from tests.together import at_once
from tests.world import Person

As = Callable[[Person], APIClient]
CLICKS = 20


def test_simultaneous_starts_are_one_attempt(as_: As) -> None:
    room = Classroom(max_attempts=3)
    clients = [as_(room.student) for _ in range(CLICKS)]

    answers = at_once(
        lambda n: clients[n].post("/api/quiz-attempts/", {"quiz": str(room.quiz)}), range(CLICKS)
    )

    assert sorted(answer.status_code for answer in answers) == [200] * (CLICKS - 1) + [201]
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert {answer.json()["attempts_left"] for answer in answers} == {2}


def test_simultaneous_submissions_are_one(as_: As) -> None:
    from lectern.learning.documents import Milestone

    room = Classroom()
    clients = [as_(room.student) for _ in range(CLICKS)]
    attempt = start(clients[0], room.quiz)["id"]
    body = {"attempt": attempt, "answers": room.right}

    answers = at_once(lambda n: clients[n].post("/api/quiz-submissions/", body), range(CLICKS))

    assert sorted(answer.status_code for answer in answers) == [200] * (CLICKS - 1) + [201]
    assert len({answer.json()["id"] for answer in answers}) == 1
    told = clients[0].get("/api/notifications/").json()["results"]
    assert [row["kind"] for row in told].count("quiz-passed") == 1
    reached = Milestone.collection().find({"student_id": room.student.id})
    assert sorted(row["percent"] for row in reached) == [25, 50, 75, 100]


def test_the_highest_of_simultaneous_versions_is_kept(as_: As) -> None:
    room = Classroom()
    clients = [as_(room.student) for _ in range(CLICKS)]
    attempt = start(clients[0], room.quiz)["id"]

    answers = at_once(
        lambda n: save(clients[n], attempt, **{room.question: (n == CLICKS - 1, n)}), range(CLICKS)
    )

    assert {answer.status_code for answer in answers} == {200}
    kept = clients[0].get(f"/api/quiz-attempts/{attempt}/").json()["answers"]
    assert kept == {room.question: {"value": True, "version": CLICKS - 1}}


def test_an_answer_saved_while_handing_in_is_counted_or_refused(as_: As) -> None:
    room = Classroom()
    clients = [as_(room.student) for _ in range(CLICKS)]
    attempt = start(clients[0], room.quiz)["id"]

    def act(number: int) -> Any:
        if number == CLICKS // 2:
            return clients[number].post("/api/quiz-submissions/", {"attempt": attempt})
        return save(clients[number], attempt, **{room.question: (number % 2 == 0, number)})

    answers = at_once(act, range(CLICKS))

    accepted = [n for n, answer in enumerate(answers) if answer.status_code == 200]
    codes = {answer.status_code for n, answer in enumerate(answers) if n != CLICKS // 2}
    assert codes <= {200, 409}
    expected = {room.question: max(accepted) % 2 == 0} if accepted else {}
    assert answers[CLICKS // 2].json()["answers"] == expected

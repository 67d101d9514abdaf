"""A quiz that is asked for again under its key costs one attempt."""

from datetime import timedelta

import pytest
from rest_framework.test import APIClient

from lectern.assessment.documents import QuizSubmission
from lectern.shared.clock import now
from lectern.shared.documents import EVERYTHING
from tests.assessment.world import Classroom, start
from tests.repeating import die_before_answering, forget_answers, let_lease_end, post
from tests.together import at_once
from tests.world import sign_in

ATTEMPTS, SUBMISSIONS = "/api/quiz-attempts/", "/api/quiz-submissions/"


@pytest.fixture
def room(clean: None) -> Classroom:
    """A quiz that may be taken again."""
    return Classroom(max_attempts=3)


def attempts_of(me: APIClient) -> int:
    return int(me.get(ATTEMPTS).json()["count"])


def hand_in_attempts(me: APIClient) -> None:
    for row in me.get(ATTEMPTS).json()["results"]:
        me.post(SUBMISSIONS, {"attempt": row["id"]})


def let_clicks_pass() -> None:
    """As if all that was handed in had been so an hour ago."""
    earlier = {"$set": {"submitted_at": now() - timedelta(hours=1)}}
    QuizSubmission.collection().update_many(EVERYTHING, earlier)


def test_a_process_that_dies_after_it_began_an_attempt_costs_no_other(room: Classroom) -> None:
    me, body = sign_in(room.student), {"quiz": str(room.quiz)}
    die_before_answering(me, ATTEMPTS, body)
    hand_in_attempts(me)  # by another tab
    let_lease_end()
    again = post(me, body, url=ATTEMPTS)
    assert (again.status_code, again.json()["number"]) == (201, 1)
    assert "Idempotent-Replayed" not in again
    replayed = post(me, body, url=ATTEMPTS)
    assert (replayed.content, replayed["Idempotent-Replayed"]) == (again.content, "true")
    assert attempts_of(me) == 1


def test_a_process_that_dies_after_it_graded_costs_no_other_attempt(room: Classroom) -> None:
    me, body = sign_in(room.student), {"quiz": str(room.quiz), "answers": room.right}
    die_before_answering(me, SUBMISSIONS, body)
    let_clicks_pass()
    let_lease_end()
    again = post(me, body, url=SUBMISSIONS)
    assert (again.status_code, again.json()["score"]) == (201, 100)
    assert post(me, body, url=SUBMISSIONS)["Idempotent-Replayed"] == "true"
    assert attempts_of(me) == 1


def test_who_resumed_an_attempt_is_told_so_again_whatever_became_of_it(room: Classroom) -> None:
    me, body = sign_in(room.student), {"quiz": str(room.quiz)}
    first = start(me, room.quiz)
    assert post(me, body, url=ATTEMPTS).status_code == 200
    hand_in_attempts(me)
    forget_answers()
    again = post(me, body, url=ATTEMPTS)
    assert (again.status_code, again.json()["id"]) == (200, first["id"])
    assert attempts_of(me) == 1


@pytest.mark.parametrize("url", [ATTEMPTS, SUBMISSIONS])
def test_of_twenty_at_once_one_attempt_is_used(room: Classroom, url: str) -> None:
    clients = [sign_in(room.student) for _ in range(20)]
    answers = at_once(lambda me: post(me, {"quiz": str(room.quiz)}, url=url), clients)
    assert {answer.status_code for answer in answers} <= {201, 409}
    done = [answer for answer in answers if answer.status_code == 201]
    assert [one.get("Idempotent-Replayed") for one in done].count(None) == 1
    assert len({one.content for one in done}) == 1
    assert attempts_of(clients[0]) == 1

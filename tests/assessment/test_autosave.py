"""Answers are saved while they are given; of two tabs the newer one wins."""

from collections.abc import Callable

import pytest
from rest_framework.test import APIClient

from tests.assessment.world import Classroom, question, save, start, submit
from tests.world import Person

As = Callable[[Person], APIClient]


def test_an_older_tab_never_overwrites_a_newer_answer_and_sees_it(as_: As) -> None:
    room = Classroom()
    other = question(room.quiz, "short_text", answer="yes")
    ann = as_(room.student)
    attempt = start(ann, room.quiz)["id"]
    save(ann, attempt, **{room.question: (True, 5)})

    older = save(ann, attempt, **{room.question: (False, 4), other: ("yes", 1)})

    assert older.status_code == 200
    assert older.json()["answers"] == {
        room.question: {"value": True, "version": 5},
        other: {"value": "yes", "version": 1},
    }


def test_of_equal_versions_the_first_is_kept(as_: As) -> None:
    room = Classroom()
    ann = as_(room.student)
    attempt = start(ann, room.quiz)["id"]
    save(ann, attempt, **{room.question: (True, 1)})

    second = save(ann, attempt, **{room.question: (False, 1)})

    assert second.json()["answers"][room.question] == {"value": True, "version": 1}


def test_a_cleared_answer_stays_cleared(as_: As) -> None:
    room = Classroom()
    ann = as_(room.student)
    attempt = start(ann, room.quiz)["id"]
    save(ann, attempt, **{room.question: (True, 1)})
    save(ann, attempt, **{room.question: (None, 2)})

    late = save(ann, attempt, **{room.question: (True, 1)})

    assert late.json()["answers"][room.question] == {"value": None, "version": 2}
    assert submit(ann, attempt=attempt)["answers"] == {}


def test_saved_answers_are_data_never_commands(as_: As) -> None:
    room = Classroom()
    text = question(room.quiz, "short_text", answer="x")
    ann = as_(room.student)
    attempt = start(ann, room.quiz)["id"]

    saved = save(ann, attempt, **{text: ("$submitted_at", 1)})

    assert saved.json()["answers"][text]["value"] == "$submitted_at"


def test_one_unacceptable_answer_saves_none(as_: As) -> None:
    room = Classroom()
    text = question(room.quiz, "short_text", answer="x")
    ann = as_(room.student)
    attempt = start(ann, room.quiz)["id"]

    refused = save(ann, attempt, **{room.question: ("yes", 1), text: ("x", 1)})

    assert (refused.status_code, refused.json()["code"]) == (400, "invalid-answer")
    assert [error["pointer"] for error in refused.json()["errors"]] == [
        f"/answers/{room.question}/value"
    ]
    assert ann.get(f"/api/quiz-attempts/{attempt}/").json()["answers"] == {}


@pytest.mark.parametrize(
    ("saved", "pointer"),
    [
        ({"value": True}, "/version"),
        ({"version": 1}, "/value"),
        ({"value": True, "version": -1}, "/version"),
        ({"value": True, "version": 2**53}, "/version"),
        ({"value": True, "version": "new"}, "/version"),
        ({"value": True, "version": 1, "force": True}, "/force"),
        ("true", ""),
        (None, ""),
    ],
)
def test_a_malformed_answer_is_pointed_at(as_: As, saved: object, pointer: str) -> None:
    room = Classroom()
    ann = as_(room.student)
    attempt = start(ann, room.quiz)["id"]

    refused = ann.patch(f"/api/quiz-attempts/{attempt}/", {"answers": {room.question: saved}})

    assert refused.status_code == 400
    assert refused["Content-Type"] == "application/problem+json"
    pointers = [error["pointer"] for error in refused.json()["errors"]]
    assert pointers == [f"/answers/{room.question}{pointer}"]


@pytest.mark.parametrize("body", [{}, {"answers": None}, {"answers": []}, {"seed": 1}, [], "x"])
def test_a_malformed_body_is_refused(as_: As, body: object) -> None:
    room = Classroom()
    ann = as_(room.student)
    attempt = start(ann, room.quiz)["id"]

    refused = ann.patch(f"/api/quiz-attempts/{attempt}/", body, format="json")

    assert refused.status_code == 400
    assert refused.json()["errors"]


def test_an_unknown_question_is_refused_without_repeating_it(as_: As) -> None:
    room = Classroom()
    ann = as_(room.student)
    attempt = start(ann, room.quiz)["id"]

    refused = save(ann, attempt, **{"$where": (True, 1)})

    assert refused.status_code == 400
    assert refused.json()["errors"][0]["code"] == "unknown-question"
    assert "$where" not in refused.content.decode()


def test_deeply_nested_values_are_refused(as_: As) -> None:
    room = Classroom()
    ann = as_(room.student)
    attempt = start(ann, room.quiz)["id"]
    value = "[" * 1000 + "]" * 1000
    body = f'{{"answers": {{"{room.question}": {{"value": {value}, "version": 1}}}}}}'

    refused = ann.patch(
        f"/api/quiz-attempts/{attempt}/", body.encode(), content_type="application/json"
    )

    assert refused.status_code == 400


def test_nothing_is_saved_after_handing_in(as_: As) -> None:
    room = Classroom()
    ann = as_(room.student)
    attempt = start(ann, room.quiz)["id"]
    result = submit(ann, attempt=attempt, answers=room.right)

    refused = save(ann, attempt, **{room.question: (False, 9)})

    assert (refused.status_code, refused.json()["code"]) == (409, "attempt-submitted")
    kept = ann.get(f"/api/quiz-submissions/{result['id']}/").json()
    assert kept["answers"] == room.right

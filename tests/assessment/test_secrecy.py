"""The key of a quiz never reaches those who learn before the quiz reveals it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from rest_framework.test import APIClient

from tests import world
from tests.assessment.world import Classroom, choices, pairs, question, save, start, submit
from tests.world import Person

As = Callable[[Person], APIClient]

SECRET_NAMES = {"is_correct", "answer", "tolerance", "explanation", "match", "feedback", "seed"}
SECRET_WORDS = ("Because.", "About ", "answer-key", "0.125")


class ExamRoom(Classroom):
    """A classroom whose quiz has a question of every kind, with keys that can be recognised."""

    def __init__(self, **rules: Any) -> None:
        super().__init__(**rules)
        choices(question(self.quiz, "single"), "a", "b", right=("b",))
        choices(question(self.quiz, "multiple"), "x", "y", "z", right=("x", "y"))
        question(self.quiz, "short_text", answer="answer-key")
        question(self.quiz, "numeric", answer="5", tolerance=0.125)
        pairs(question(self.quiz, "matching"), cow="moo", cat="meow")
        question(self.quiz, "essay", answer="answer-key")


def names(data: Any) -> Iterator[str]:
    """Every name of a field anywhere in an answer."""
    if isinstance(data, dict):
        for name, inner in data.items():
            yield name
            yield from names(inner)
    elif isinstance(data, list):
        for inner in data:
            yield from names(inner)


def assert_keeps_the_key(answer: Any) -> None:
    """No field of the key, and none of its words, is in this answer."""
    assert answer.status_code < 300, answer.content
    assert not SECRET_NAMES & set(names(answer.json()))
    text = answer.content.decode()
    assert not [word for word in SECRET_WORDS if word in text]


def test_nothing_that_a_student_reads_before_handing_in_tells_the_key(as_: As) -> None:
    room = ExamRoom(shuffle=True)
    ann = as_(room.student)
    attempt = start(ann, room.quiz)

    for resource in ("quizzes", "questions", "choices", "quiz-attempts"):
        page = ann.get(f"/api/{resource}/")
        assert page.json()["count"] > 0
        assert_keeps_the_key(page)
        for row in page.json()["results"]:
            assert_keeps_the_key(ann.get(f"/api/{resource}/{row['id']}/"))
    assert_keeps_the_key(ann.post("/api/quiz-attempts/", {"quiz": str(room.quiz)}))
    assert_keeps_the_key(save(ann, attempt["id"], **{room.question: (False, 1)}))


def test_who_teaches_sees_the_key(as_: As) -> None:
    room = ExamRoom()
    bob = as_(room.teacher)

    rows = bob.get(f"/api/questions/?quiz={room.quiz}&kind=numeric").json()["results"]
    assert (rows[0]["answer"], rows[0]["tolerance"]) == ("5", 0.125)
    marks = [row["is_correct"] for row in bob.get("/api/choices/").json()["results"]]
    assert marks.count(True) == 3


def test_who_learns_in_one_course_and_teaches_another_sees_only_the_keys_of_theirs(
    as_: As,
) -> None:
    ours, theirs = Classroom(), Classroom()
    world.enroll(ours.teacher, theirs.course)
    bob = as_(ours.teacher)

    rows = {row["quiz"]: row for row in bob.get("/api/questions/").json()["results"]}

    assert rows[str(ours.quiz)]["answer"] == "true"
    assert "answer" not in rows[str(theirs.quiz)]
    assert "explanation" not in rows[str(theirs.quiz)]


@pytest.mark.parametrize(
    ("reveal", "passes", "told"),
    [
        ("never", False, None),
        ("never", True, None),
        ("after_submit", False, "all"),
        ("after_pass", False, "verdict"),
        ("after_pass", True, "all"),
    ],
)
def test_feedback_follows_the_rule_of_the_quiz(
    as_: As, reveal: str, passes: bool, told: str | None
) -> None:
    room = Classroom(reveal=reveal)
    ann = as_(room.student)

    made = submit(ann, quiz=str(room.quiz), answers=room.right if passes else room.wrong)
    read = ann.get(f"/api/quiz-submissions/{made['id']}/").json()

    verdict = {"question": room.question, "correct": passes, "partial": False}
    assert read == made
    if told is None:
        assert read["feedback"] == []
    elif told == "verdict":
        assert read["feedback"] == [verdict]
    else:
        (entry,) = read["feedback"]
        assert verdict.items() <= entry.items()
        assert (entry["answer"], entry["explanation"]) == (True, "Because.")


def test_passing_reveals_earlier_submissions_too(as_: As) -> None:
    room = Classroom(reveal="after_pass")
    ann = as_(room.student)
    first = submit(ann, quiz=str(room.quiz), answers=room.wrong)
    assert "answer" not in first["feedback"][0]

    submit(ann, quiz=str(room.quiz), answers=room.right)

    read = ann.get(f"/api/quiz-submissions/{first['id']}/").json()
    assert read["feedback"][0]["answer"] is True


def test_the_pass_of_another_student_reveals_nothing(as_: As) -> None:
    room = Classroom(reveal="after_pass")
    other = world.person()
    world.enroll(other, room.course)
    submit(as_(other), quiz=str(room.quiz), answers=room.right)

    failed = submit(as_(room.student), quiz=str(room.quiz), answers=room.wrong)

    assert "answer" not in failed["feedback"][0]


def test_who_teaches_sees_all_feedback(as_: As) -> None:
    room = Classroom(reveal="never")
    made = submit(as_(room.student), quiz=str(room.quiz), answers=room.wrong)

    read = as_(room.teacher).get(f"/api/quiz-submissions/{made['id']}/").json()

    assert read["feedback"][0]["answer"] is True


def test_lists_of_submissions_carry_no_details(as_: As) -> None:
    room = Classroom()
    ann = as_(room.student)
    submit(ann, quiz=str(room.quiz), answers=room.right)

    (row,) = ann.get("/api/quiz-submissions/").json()["results"]

    assert not {"answers", "feedback"} & set(row)

"""Who teaches is told of what waits for them, and by e-mail only while it still waits."""

from collections.abc import Callable
from typing import Any

import pytest

from lectern.notifications.documents import Notification
from tests.assessment.world import Classroom, question, submit
from tests.notifications import mailbox
from tests.notifications.mailbox import sent
from tests.world import Person, course, enroll, person, sign_in, teacher


@pytest.fixture(autouse=True)
def _empty_folder(clean: None) -> None:
    mailbox.empty()


def told(somebody: Person) -> list[tuple[str, dict[str, Any], str]]:
    """What stands in an inbox: kind, facts, and where it leads."""
    rows = Notification.collection().find({"recipient_id": somebody.id}).sort("_id", 1)
    return [(row["kind"], row["facts"], row["url"]) for row in rows]


def subjects_to(somebody: Person) -> list[str]:
    """What somebody was sent."""
    return [mail["Subject"] for mail in sent() if mail["To"] == somebody.email]


class Seminar(Classroom):
    """A classroom whose quiz also asks for an essay."""

    def __init__(self) -> None:
        super().__init__()
        self.essay = question(self.quiz, "essay", points=3)

    def hand_in(self, by: Person) -> str:
        """Write an essay; the submission."""
        answers = {**self.right, self.essay: "It was a dark and stormy night."}
        return str(submit(sign_in(by), quiz=str(self.quiz), answers=answers)["id"])


def test_an_essay_is_told_to_who_teaches_the_course(deliver: Callable[[], None]) -> None:
    room, other = Seminar(), teacher()
    essay = room.hand_in(room.student)
    facts = {"quiz": "A quiz", "course": "A course"}
    assert told(room.teacher) == [("essay-to-review", facts, f"/teach/reviews/{essay}")]
    assert told(other) == []
    assert "essay-to-review" not in {kind for kind, _facts, _url in told(room.student)}
    deliver()
    assert subjects_to(room.teacher) == ["An essay waits in A course: A quiz"]


def test_a_quiz_without_an_essay_waits_for_nobody(deliver: Callable[[], None]) -> None:
    room = Classroom()
    submit(sign_in(room.student), quiz=str(room.quiz), answers=room.wrong)
    deliver()
    assert (told(room.teacher), subjects_to(room.teacher)) == ([], [])


def test_an_essay_that_was_graded_meanwhile_is_not_sent(deliver: Callable[[], None]) -> None:
    room = Seminar()
    url = f"/api/quiz-submissions/{room.hand_in(room.student)}/grade/"
    graded = sign_in(room.teacher).post(url, {"points": {room.essay: 2}})
    assert graded.status_code == 200
    deliver()
    assert subjects_to(room.teacher) == []


def test_who_tries_their_own_quiz_is_told_as_its_student_only(deliver: Callable[[], None]) -> None:
    room = Seminar()
    room.hand_in(room.teacher)
    assert [kind for kind, _facts, _url in told(room.teacher)] == ["quiz-awaiting-review"]


def test_a_place_that_waits_is_told_to_who_teaches_the_course(deliver: Callable[[], None]) -> None:
    by, ada = teacher(), person()
    paid = course(by, lessons=1, price="3.00")
    enroll(ada, paid)
    url = f"/teach/courses/{paid}/learners"
    assert told(by) == [("place-to-confirm", {"course": "A course"}, url)]
    enroll(ada, course(by, lessons=1))  # a free one waits for nobody
    assert len(told(by)) == 1
    deliver()
    assert subjects_to(by) == ["Somebody waits for a place in A course"]


def test_a_place_that_was_confirmed_meanwhile_is_not_sent(deliver: Callable[[], None]) -> None:
    by, ada = teacher(), person()
    place = enroll(ada, course(by, lessons=1, price="3.00"))
    assert sign_in(by).post(f"/api/enrollments/{place}/activate/").status_code == 200
    deliver()
    assert subjects_to(by) == []


def test_who_does_not_want_to_be_told_is_not(deliver: Callable[[], None]) -> None:
    by = teacher()
    chosen = {"kinds": {"place-to-confirm": {"inbox": False, "email": False}}}
    assert sign_in(by).patch("/api/notifications/preferences/", chosen).status_code == 200
    enroll(person(), course(by, lessons=1, price="3.00"))
    deliver()
    assert (told(by), subjects_to(by)) == ([], [])

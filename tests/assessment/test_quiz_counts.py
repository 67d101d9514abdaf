"""The quizzes of large courses are counted by a worker: the same numbers as on demand."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from bson import ObjectId
from rest_framework.test import APIClient

from lectern.assessment import services
from lectern.assessment.documents import QuizCounts
from lectern.assessment.tasks import recount_quizzes
from lectern.learning.services import counts
from lectern.learning.tasks import recount_courses
from lectern.shared import cache, clock, counted
from tests.assessment.world import Classroom, choices, question, quiz, start, submit
from tests.contract.conftest import Record, commands  # noqa: F401  # the record is a fixture
from tests.world import Person, enroll, person

As = Callable[[Person], APIClient]


@pytest.fixture(autouse=True)
def one_is_many(clean: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counts, "LARGE", 0)


class Exam:
    """A quiz that several have taken: some pass, one tries twice, an essay waits."""

    def __init__(self, as_: As) -> None:
        self.room, self.as_ = Classroom(), as_
        self.asked = question(self.room.quiz, "single")
        self.picks = choices(self.asked, "a", "b", right=("a",))
        self.other = quiz(self.room.lesson)
        self.essay = question(self.other, "essay")
        for number in range(12):
            self.sit(pick="ab"[number % 2], right=number % 3 > 0)
        self.sit(pick="b", right=False, by=self.room.student)
        self.sit(pick="a", right=True, by=self.room.student)
        answers = {self.essay: "Because."}
        self.waits = submit(as_(self.room.student), quiz=str(self.other), answers=answers)["id"]

    def sit(self, *, pick: str, right: bool, by: Person | None = None) -> None:
        who = by or person()
        if by is None:
            enroll(who, self.room.course)
        answers = {self.room.question: right, self.asked: self.picks[pick]}
        start(self.as_(who), self.room.quiz)
        submit(self.as_(who), quiz=str(self.room.quiz), answers=answers)

    def numbers(self) -> tuple[list[Any], Any]:
        cache.connection().flushdb()
        them = self.as_(self.room.teacher)
        return (
            them.get(f"/api/courses/{self.room.course}/analytics/").json()["quizzes"],
            [
                them.get(f"/api/quizzes/{each}/statistics/").json()
                for each in (self.room.quiz, self.other)
            ],
        )


@pytest.fixture
def exam(clean: None, as_: As) -> Exam:
    return Exam(as_)


def recount() -> None:
    recount_courses()
    recount_quizzes()


def test_what_a_worker_counts_is_what_is_counted_on_demand(exam: Exam) -> None:
    on_demand = exam.numbers()
    assert [figures["submissions"] for figures in on_demand[0]] == [14, 1]
    assert on_demand[1][0]["questions"][1]["discrimination"] is not None
    recount()
    assert QuizCounts.collection().count_documents({"course_id": exam.room.course}) == 2
    assert exam.numbers() == on_demand


def sitting(exam: Exam) -> None:
    exam.sit(pick="a", right=True)


def reviewing(exam: Exam) -> None:
    them = exam.as_(exam.room.teacher)
    body = {"points": {exam.essay: 1}}
    answer = them.post(f"/api/quiz-submissions/{exam.waits}/grade/", body)
    assert answer.json()["status"] == "graded", answer.content


def asking(exam: Exam) -> None:
    question(exam.room.quiz, "true_false", answer="false")


def offering(exam: Exam) -> None:
    choices(exam.asked, "c")


@pytest.mark.parametrize("change", [sitting, reviewing, asking, offering])
def test_whatever_changes_is_counted_within_minutes(
    exam: Exam, change: Callable[[Exam], None]
) -> None:
    recount()
    before = exam.numbers()
    change(exam)
    with clock.at(clock.now() + counted.EVERY):
        recount()
    kept = exam.numbers()
    QuizCounts.collection().delete_many({"course_id": exam.room.course})
    assert before != kept == exam.numbers()


def test_what_does_not_change_is_not_counted_again(exam: Exam) -> None:
    recount()
    first = QuizCounts.collection().find_one({"quiz_id": exam.room.quiz}) or {}
    with clock.at(clock.now() + timedelta(hours=1)):
        recount()
    again = QuizCounts.collection().find_one({"quiz_id": exam.room.quiz}) or {}
    assert again["counted_at"] == first["counted_at"]
    assert again["due_at"] > first["due_at"]


def test_what_is_told_is_read_from_no_submission(
    exam: Exam,
    commands: Record,  # noqa: F811
) -> None:
    recount()
    asked = commands(exam.numbers)
    assert [entry for entry in asked if entry["ns"].endswith(".quiz_counts")]
    assert not [entry for entry in asked if entry["ns"].endswith(".quiz_submissions")]


def test_a_new_quiz_of_a_large_course_is_counted_on_demand_until_then(exam: Exam) -> None:
    recount()
    added = quiz(exam.room.lesson)
    asked = question(added, "true_false", answer="true")
    submit(exam.as_(exam.room.student), quiz=str(added), answers={asked: True})
    assert [figures["submissions"] for figures in exam.numbers()[0]] == [14, 1, 1]


def test_counts_go_with_their_quiz_or_course(exam: Exam) -> None:
    recount()
    services.remove_quiz(quiz=exam.other)
    assert QuizCounts.collection().count_documents({"course_id": exam.room.course}) == 1
    them = exam.as_(exam.room.teacher)
    them.post(f"/api/courses/{exam.room.course}/archive/")
    assert them.delete(f"/api/courses/{exam.room.course}/").status_code == 204
    assert QuizCounts.collection().count_documents({"course_id": exam.room.course}) == 0


def test_a_quiz_that_went_while_it_was_adopted_leaves_nothing(clean: None) -> None:
    counted.adopt(QuizCounts, [{"quiz_id": ObjectId(), "course_id": ObjectId()}])
    recount()
    assert QuizCounts.collection().find_one({"due_at": {"$gt": clock.now()}}) is None

"""What taking a quiz costs the stores grows neither with the quiz nor with who else takes it."""

from collections import Counter
from collections.abc import Callable

import pytest
from bson import ObjectId
from rest_framework.test import APIClient

from tests import world
from tests.assessment.world import Classroom, choices, question, save, start, submit
from tests.costs import Cost, cost_of
from tests.world import sign_in


class Exam(Classroom):
    """A quiz of so many questions, of which one has so many choices, on one of so many courses."""

    def __init__(self, *, questions: int, options: int, learners: int, courses: int) -> None:
        super().__init__()
        asked = [question(self.quiz, "true_false", answer="true") for _ in range(questions - 2)]
        self.asked = [self.question, *asked]
        texts = [f"Choice {number}" for number in range(options)]
        single = question(self.quiz, "single")
        ids = choices(single, *texts, right=(texts[0],))
        self.key = {**dict.fromkeys(self.asked, True), single: ids[texts[0]]}
        from lectern.learning import services

        others = [world.person().id for _ in range(learners - 1)]
        services.enroll_many(course=self.course, students=others, record=lambda _outcomes: None)
        for _ in range(courses - 1):
            world.enroll(self.student, world.course(self.teacher, lessons=1))


@pytest.fixture(scope="module")
def exams(emptied: None) -> tuple[Exam, Exam]:
    """A small one and a large one."""
    small = Exam(questions=3, options=2, learners=1, courses=1)
    return small, Exam(questions=60, options=110, learners=50, courses=50)


def costs(
    exams: tuple[Exam, Exam], act: Callable[[APIClient, Exam], Callable[[], object]]
) -> list[Cost]:
    """What the same costs in both; `act` makes ready and answers what is to be measured."""
    found = []
    for room in exams:
        me = sign_in(room.student)
        submit(me, quiz=str(room.quiz), answers=room.wrong)  # none is open, the sheet is warm
        found.append(cost_of(act(me, room)))
    return found


def attempt_at(me: APIClient, quiz: ObjectId) -> str:
    return str(start(me, quiz)["id"])


def test_starting_costs_the_same_in_every_quiz(exams: tuple[Exam, Exam]) -> None:
    small, large = costs(exams, lambda me, room: lambda: start(me, room.quiz))
    assert small == large
    assert small.mongo == Counter(find=7, insert=2, commitTransaction=1)
    assert small.sql == 0


def test_an_autosave_is_one_update_in_every_quiz(exams: tuple[Exam, Exam]) -> None:
    def saving(me: APIClient, room: Exam) -> Callable[[], object]:
        attempt = attempt_at(me, room.quiz)
        return lambda: save(me, attempt, **dict.fromkeys(room.asked, (False, 1)))

    small, large = costs(exams, saving)
    assert small == large
    # The attempt and the place, the update, and the audit log.
    assert small.mongo == Counter(find=2, findAndModify=1, insert=1)
    assert small.sql == 0


def test_looking_at_an_attempt_is_one_query_in_every_quiz(exams: tuple[Exam, Exam]) -> None:
    def looking(me: APIClient, room: Exam) -> Callable[[], object]:
        attempt = attempt_at(me, room.quiz)
        return lambda: me.get(f"/api/quiz-attempts/{attempt}/")

    small, large = costs(exams, looking)
    assert small == large
    assert small.mongo == Counter(find=1)
    assert small.sql == 0


def test_handing_in_costs_the_same_in_every_quiz(exams: tuple[Exam, Exam]) -> None:
    def failing(me: APIClient, room: Exam) -> Callable[[], object]:
        attempt = attempt_at(me, room.quiz)
        return lambda: submit(me, attempt=attempt, answers=room.wrong)

    small, large = costs(exams, failing)
    assert small == large
    assert small.mongo.total() <= 20
    assert small.sql == 0


def test_passing_costs_the_same_in_every_quiz(exams: tuple[Exam, Exam]) -> None:
    def passing(me: APIClient, room: Exam) -> Callable[[], object]:
        return lambda: submit(me, quiz=str(room.quiz), answers=room.key)

    small, large = costs(exams, passing)
    assert small == large
    assert small.mongo["update"] > 0, "it did not complete the lesson"
    assert small.mongo.total() <= 64
    assert small.sql == 0


def test_a_page_of_submissions_costs_the_same_whatever_its_length(clean: None) -> None:
    room = Classroom()
    bob = sign_in(room.teacher)
    submit(sign_in(room.student), quiz=str(room.quiz), answers=room.right)
    one = cost_of(lambda: bob.get("/api/quiz-submissions/"))
    for _ in range(5):
        learner = world.person()
        world.enroll(learner, room.course)
        submit(sign_in(learner), quiz=str(room.quiz), answers=room.wrong)

    assert cost_of(lambda: bob.get("/api/quiz-submissions/")).mongo == one.mongo

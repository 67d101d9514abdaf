"""What is kept warm of a quiz is true, and tells no key."""

import json
from collections.abc import Callable

import pytest
from bson import ObjectId

from lectern.assessment import services, sheet
from lectern.assessment.selectors import paper_of, quiz_row, sheet_of
from lectern.shared import cache
from lectern.shared.errors import NotFound
from tests.assessment.test_secrecy import SECRET_NAMES, SECRET_WORDS, ExamRoom, names
from tests.assessment.world import Classroom, choices, question


class Room(Classroom):
    """A classroom whose quiz has a question with two choices as well."""

    def __init__(self) -> None:
        super().__init__()
        self.single = ObjectId(question(self.quiz, "single"))
        self.choice = ObjectId(choices(str(self.single), "a", "b", right=("a",))["a"])

    def order(self) -> list[ObjectId]:
        return [self.single, ObjectId(self.question)]


CHANGES: dict[str, Callable[[Room], object]] = {
    "the quiz": lambda it: services.change_quiz(quiz=it.quiz, values={"title": "Another"}),
    "a question more": lambda it: question(it.quiz, "essay"),
    "a question": lambda it: services.change_question(
        question=ObjectId(it.question), values={"points": 3.0}
    ),
    "a question less": lambda it: services.remove_question(question=it.single),
    "the order": lambda it: services.reorder_questions(quiz=it.quiz, order=it.order()),
    "a choice more": lambda it: choices(str(it.single), "c"),
    "a choice": lambda it: services.change_choice(choice=it.choice, values={"text": "z"}),
    "a choice less": lambda it: services.remove_choice(choice=it.choice),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_is_seen_at_once(clean: None, change: Callable[[Room], object]) -> None:
    room = Room()
    before = sheet_of(room.quiz)
    assert sheet_of(room.quiz) == before
    change(room)
    after = sheet_of(room.quiz)
    assert after != before
    assert after == sheet.from_data(sheet.as_data(quiz_row(room.quiz), paper_of(room.quiz)))


def test_a_quiz_that_is_gone_is_gone_at_once_and_nobody_waits_for_it(clean: None) -> None:
    room, other = Room(), Room()
    for kept, remove in (
        (room.quiz, lambda: services.remove_quiz(quiz=room.quiz)),
        (other.quiz, lambda: services.remove_quizzes_of_course(course=other.course)),
    ):
        sheet_of(kept)
        remove()
        with pytest.raises(NotFound):
            sheet_of(kept)
        assert not cache.connection().exists(f"quiz:{kept}", f"quiz:{kept}:lease")


def test_nothing_of_the_key_is_kept_with_it(clean: None) -> None:
    room = ExamRoom()
    sheet_of(room.quiz)
    kept = cache.connection().get(f"quiz:{room.quiz}")
    data = json.loads(kept)  # type: ignore[arg-type]
    assert len(data["questions"]) == 7
    assert not SECRET_NAMES & set(names(data))
    assert not [word for word in SECRET_WORDS if word in kept.decode()]  # type: ignore[union-attr]
    for asked in data["questions"]:
        ids = [match["id"] for match in asked["matches"]]
        assert ids == sorted(ids), "they stand in an order that tells which belongs to which"

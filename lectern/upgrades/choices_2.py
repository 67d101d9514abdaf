"""Choices know the quiz that they belong to."""

from collections.abc import Iterator, Sequence

from lectern.assessment.documents import Choice, Question
from lectern.shared.policies import Row
from lectern.shared.upgrading import Change, Upgrade


def _changes(rows: Sequence[Row]) -> Iterator[Change]:
    asked = {"_id": {"$in": list({row["question_id"] for row in rows})}}
    found = Question.collection().find(asked, {"quiz_id": 1})
    quizzes = {question["_id"]: question["quiz_id"] for question in found}
    for row in rows:
        lacks_it = row.get("quiz_id") is None and row["question_id"] in quizzes
        yield ({}, {"quiz_id": quizzes[row["question_id"]]} if lacks_it else {})


CHOICES_2 = Upgrade(Choice, 2, _changes)

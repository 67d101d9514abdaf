"""What is held about one person, for themselves; the key only as far as quizzes reveal it."""

from collections.abc import Iterator
from typing import cast

from bson import ObjectId

from lectern.assessment.documents import QuizAttempt, QuizSubmission
from lectern.assessment.feedback import Reveal, revealed
from lectern.assessment.selectors.attempts import passes, quizzes_by_id
from lectern.shared.policies import Row


def own_attempts(user: ObjectId) -> Iterator[Row]:
    """Each try, without the seed that orders its questions."""
    yield from QuizAttempt.collection().find({"student_id": user}, {"seed": 0})


def own_submissions(user: ObjectId) -> Iterator[Row]:
    """What was handed in, with what may be told about it now."""
    rows = list(QuizSubmission.collection().find({"student_id": user}).sort("submitted_at", 1))
    quizzes = quizzes_by_id({row["quiz_id"] for row in rows})
    passed = passes(rows)
    for row in rows:
        quiz = quizzes.get(row["quiz_id"])
        reveal = cast(Reveal, quiz["reveal"]) if quiz else "never"
        has_passed = (row["student_id"], row["quiz_id"]) in passed
        yield {**row, "feedback": revealed(row.get("feedback") or (), reveal, has_passed)}

"""Places know which lessons' quizzes were passed on them, so that none is asked for again."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from bson import ObjectId

from lectern.assessment.documents import Quiz, QuizSubmission
from lectern.learning.documents import Enrollment
from lectern.shared.policies import Row
from lectern.shared.upgrading import Change, Upgrade

Place = tuple[ObjectId, ObjectId]  # the student and the course


def _changes(rows: Sequence[Row]) -> Iterator[Change]:
    passed = _passed(rows)
    for row in rows:
        known = row.get("passed_lessons")
        lessons = passed[row["student_id"], row["course_id"]].union(known or ())
        yield {"passed_lessons": known}, {"passed_lessons": sorted(lessons)}


def _passed(rows: Sequence[Row]) -> dict[Place, set[ObjectId]]:
    asked = {
        "course_id": {"$in": list({row["course_id"] for row in rows})},
        "student_id": {"$in": list({row["student_id"] for row in rows})},
        "passed": True,
    }
    columns = {"student_id": 1, "course_id": 1, "quiz_id": 1}
    passes = list(QuizSubmission.collection().find(asked, columns))
    quizzes = {"_id": {"$in": list({row["quiz_id"] for row in passes})}}
    found = Quiz.collection().find(quizzes, {"lesson_id": 1})
    lessons = {row["_id"]: row["lesson_id"] for row in found}
    passed: dict[Place, set[ObjectId]] = defaultdict(set)
    for row in passes:
        if row["quiz_id"] in lessons:
            passed[row["student_id"], row["course_id"]].add(lessons[row["quiz_id"]])
    return passed


ENROLLMENTS_2 = Upgrade(Enrollment, 2, _changes)

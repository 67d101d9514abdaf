"""Copies of rows that the services have made: enough of everything for the longest page."""

from collections.abc import Callable
from typing import Any

from bson import MinKey, ObjectId

ENOUGH = 105  # the longest page has a hundred rows
EVERYTHING = {"_id": {"$gte": MinKey()}}
PLAIN = (
    *("quizzes", "questions", "choices"),
    *("announcements", "dead_letters", "audit_events"),
)


def multiply(learner: ObjectId, teacher: ObjectId) -> None:
    """Copy a row of every kind; what has to be unique, and what a copy belongs to, is its own."""
    people = _copy("users", username=_name, email=_address, auth_id=_number)
    courses = _copy("courses", {"title": "Course 0"}, instructor_id=people.__getitem__)
    lessons = _copy("lessons")
    hers = {"student_id": learner}
    attempts = _copy("quiz_attempts", hers, number=_number)
    _copy("quiz_submissions", hers, attempt_id=attempts.__getitem__)
    _copy("categories", name=_name)
    _copy("enrollments", student_id=people.__getitem__)
    _copy("enrollments", hers, course_id=courses.__getitem__)
    _copy("progress", hers, lesson_id=lessons.__getitem__)
    _copy("certificates", hers, _id=_certificate, course_id=courses.__getitem__)
    for name in PLAIN:
        _copy(name)
    _copy("notifications", {"recipient_id": learner})
    for owner in (learner, teacher):
        _copy("jobs", {"owner_id": owner})


def _copy(name: str, where: Any = EVERYTHING, /, **own: Callable[[int], Any]) -> list[Any]:
    """Copies of the last such row, with values of their own; their ids."""
    from lectern.shared.mongo import collection

    row = collection(name).find_one(where, sort=[("_id", -1)])
    assert row is not None, f"there is nothing to copy in {name}"
    row.pop("announcement_id", None)  # nobody is notified of an announcement twice
    copies = [
        {**row, "_id": ObjectId(), **{field: make(one) for field, make in own.items()}}
        for one in range(ENOUGH)
    ]
    collection(name).insert_many(copies)
    return [copy["_id"] for copy in copies]


def _name(one: int) -> str:
    return f"copy{one}"


def _address(one: int) -> str:
    return f"copy{one}@example.org"


def _number(one: int) -> int:
    return 1_000_000 + one


def _certificate(one: int) -> str:
    return f"LEC-00000-00000-{one:05}"

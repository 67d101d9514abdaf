"""Places for many people at once, given by who teaches: set by set, with the effects of each."""

from collections.abc import Callable, Sequence
from typing import Literal

import mongoengine as me
from bson import ObjectId

from lectern.catalog import services as catalog
from lectern.catalog.documents import Lesson
from lectern.learning import cache as keys
from lectern.learning.documents import ACTIVE, LEFT, PENDING, Enrollment, Progress
from lectern.learning.events import Enrolled, PlaceActivated
from lectern.learning.services.milestones import reach_milestones
from lectern.learning.services.naming import names_for
from lectern.shared import cache
from lectern.shared.clock import now
from lectern.shared.mongo import Transaction, transactional
from lectern.shared.policies import Row

Outcome = Literal["enrolled", "already-enrolled", "activated"]
Record = Callable[[dict[ObjectId, Outcome]], None]

_TRIES = 5
_OUTCOMES: dict[str, Outcome] = {LEFT: "enrolled", PENDING: "activated", ACTIVE: "already-enrolled"}


def enroll_many(*, course: ObjectId, students: Sequence[ObjectId], record: Record) -> None:
    """Give each of a few hundred students an active place, in one transaction.

    Who has one keeps it, who waits for it gets it, who left gets the same one back. `record` is
    told what became of each, in the transaction.
    """
    for last in range(_TRIES):
        try:
            _enroll_many(course=course, students=students, record=record)
            return
        except me.NotUniqueError:  # somebody was quicker with one of them; now it can be seen
            if last == _TRIES - 1:
                raise


def places_given(*, course: ObjectId, students: Sequence[ObjectId]) -> dict[ObjectId, Outcome]:
    """What `enroll_many` would do for each, now."""
    where = {"student_id": {"$in": list(students)}, "course_id": course}
    known = Enrollment.collection().find(where, {"student_id": 1, "status": 1})
    return _outcomes(students, {row["student_id"]: row for row in known})


@transactional
def _enroll_many(
    tx: Transaction, *, course: ObjectId, students: Sequence[ObjectId], record: Record
) -> None:
    where = {"student_id": {"$in": list(students)}, "course_id": course}
    known = {row["student_id"]: row for row in tx.find(Enrollment, where)}
    outcomes = _outcomes(students, known)
    new = [student for student in outcomes if student not in known]
    back = [row for row in known.values() if row["status"] == LEFT]
    waiting = [row for row in known.values() if row["status"] == PENDING]
    total = catalog.admit_learner(course=course, count=len(new) + len(back))["lesson_count"]
    places = _join(tx, course, new)
    _set_active(tx, [*back, *waiting])
    returned = {"student_id": {"$in": [row["student_id"] for row in back]}, "course_id": course}
    if back:
        tx.update_many(Progress, returned, {"$set": {"left": False}})
    for row in [*back, *waiting]:
        reach_milestones(tx, row, total=total)
    tx.publish_many(
        [
            Enrolled(enrollment=place["_id"], student=place["student_id"], course=course)
            for place in [*places, *back]
        ]
    )
    for place in waiting:
        student = place["student_id"]
        tx.publish(PlaceActivated(enrollment=place["_id"], student=student, course=course))
    record(outcomes)
    tx.after_commit(cache.forgetting(keys.of_students(students), tx))


def _outcomes(students: Sequence[ObjectId], known: dict[ObjectId, Row]) -> dict[ObjectId, Outcome]:
    return {
        student: _OUTCOMES[known[student]["status"]] if student in known else "enrolled"
        for student in students
    }


def _join(tx: Transaction, course: ObjectId, students: list[ObjectId]) -> list[Row]:
    """New places with their records of progress."""
    moment, names = now(), names_for(tx, students)
    places = [
        Enrollment(
            student=student,
            course=course,
            status=ACTIVE,
            enrolled_at=moment,
            active_at=moment,
            **names.get(student, {}),
        )
        for student in students
    ]
    tx.insert_many(places)
    lessons = [row["_id"] for row in tx.find(Lesson, {"course_id": course}, {"_id": 1})]
    if places and lessons:
        blank = Progress(
            student=students[0], lesson=lessons[0], course=course, updated_at=moment
        ).validated()
        # All alike but for two ids: validating each of a hundred thousand would take minutes.
        rows = [
            {**blank, "student_id": student, "lesson_id": lesson}
            for student in students
            for lesson in lessons
        ]
        Progress.collection().insert_many(rows, ordered=True, session=tx.session)
    return [{"_id": place.pk, "student_id": place.student} for place in places]


def _set_active(tx: Transaction, places: list[Row]) -> None:
    if places:
        ids = [row["_id"] for row in places]
        anew = {"status": ACTIVE, "suspended": False, "active_at": now(), "left_at": None}
        tx.update_many(Enrollment, {"_id": {"$in": ids}}, {"$set": anew})

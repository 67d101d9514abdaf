"""Places on courses: taken once, given back, taken again with all that was learned."""

import mongoengine as me
from bson import ObjectId
from pymongo import ReturnDocument

from lectern.accounts.selectors import user_row
from lectern.catalog import services as catalog
from lectern.catalog.documents import Lesson
from lectern.learning import cache as keys
from lectern.learning import selectors
from lectern.learning.documents import ACTIVE, LEFT, PENDING, TAKEN, Enrollment, Progress
from lectern.learning.events import (
    CourseLeft,
    Enrolled,
    PlaceActivated,
    PlaceRequested,
    PlaceSuspended,
)
from lectern.learning.services.milestones import reach_milestones
from lectern.learning.services.naming import names_for
from lectern.shared import cache
from lectern.shared.clock import now
from lectern.shared.errors import DomainError, FieldError, Invalid, NotFound
from lectern.shared.mongo import Transaction, transactional
from lectern.shared.policies import Row


class AlreadyEnrolled(DomainError):
    """A student has one place on a course."""

    code = "already-enrolled"
    title = "The student is already enrolled in this course."


class UnknownStudent(Invalid):
    """Places are given to people who are there and can sign in."""

    code = "unknown-student"
    title = "There is nobody whom this names."

    def __init__(self) -> None:
        super().__init__(errors=[FieldError("/student", self.title, self.code)])


def enroll_named(*, student: ObjectId, course: ObjectId) -> Enrollment:
    """Give a place to somebody else: it begins at once, as who gives it needs no asking."""
    row = user_row(student)
    if row is None or not row["is_active"]:
        raise UnknownStudent
    return enroll(student=student, course=course, confirmed=True)


@transactional
def enroll(
    tx: Transaction, *, student: ObjectId, course: ObjectId, confirmed: bool = False
) -> Enrollment:
    """Give the student a place on a published course, once; who left gets the same place back.

    A place on a course that costs something waits until it is activated, unless it is confirmed
    from the start, or that of a learner who left of their own accord. Who leaves a place that is
    suspended and comes back finds it so.
    """
    row = catalog.admit_learner(course=course)
    is_free = row["price"].to_decimal() == 0
    place = _returned(tx, student, course, is_free=is_free, confirmed=confirmed)
    if place is None:
        place = _joined(tx, student, course, is_open=is_free or confirmed)
    if place["status"] == ACTIVE:
        reach_milestones(tx, place, total=row["lesson_count"])
    kind = Enrolled if place["status"] == ACTIVE else PlaceRequested
    tx.publish(kind(enrollment=place["_id"], student=student, course=course))
    _refresh(tx, student)
    return Enrollment(
        pk=place["_id"],
        student=student,
        course=course,
        status=place["status"],
        enrolled_at=place["enrolled_at"],
        active_at=place["active_at"],
    )


@transactional
def activate(tx: Transaction, *, enrollment: ObjectId) -> None:
    """Let a pending place begin; nothing happens to an active one."""
    row = tx.find_and_update(
        Enrollment,
        {"_id": enrollment, "status": PENDING},
        {"$set": {"status": ACTIVE, "suspended": False}},
    )
    if row is None:
        return
    reach_milestones(tx, row)
    tx.publish(
        PlaceActivated(enrollment=enrollment, student=row["student_id"], course=row["course_id"])
    )
    _refresh(tx, row["student_id"])


@transactional
def suspend(tx: Transaction, *, enrollment: ObjectId) -> None:
    """Let an active place wait: its lessons cannot be read, and nothing of it is lost.

    Nothing happens to one that waits already.
    """
    row = tx.find_and_update(
        Enrollment,
        {"_id": enrollment, "status": ACTIVE},
        {"$set": {"status": PENDING, "suspended": True}},
    )
    if row is None:
        return
    tx.publish(
        PlaceSuspended(enrollment=enrollment, student=row["student_id"], course=row["course_id"])
    )
    _refresh(tx, row["student_id"])


def set_status(*, enrollment: ObjectId, status: str) -> None:
    """Let a place be active, or wait."""
    {ACTIVE: activate, PENDING: suspend}[status](enrollment=enrollment)


@transactional
def leave(tx: Transaction, *, enrollment: ObjectId, by: ObjectId) -> None:
    """Give the place back, or take it away: nobody sees it, and nothing of it is lost.

    Progress, milestones and attempts are kept for the day the student returns.
    """
    moment = now()
    row = tx.find_and_update(
        Enrollment,
        {"_id": enrollment, "status": {"$in": TAKEN}},
        [
            {
                "$set": {
                    "status": LEFT,
                    "left_at": moment,
                    "returns_active": {
                        "$and": [{"$eq": ["$status", ACTIVE]}, {"$eq": ["$student_id", by]}]
                    },
                }
            }
        ],
    )
    if row is None:
        raise NotFound
    student, course = row["student_id"], row["course_id"]
    tx.update_many(Progress, {"student_id": student, "course_id": course}, {"$set": {"left": True}})
    catalog.dismiss_learner(course=course)
    tx.publish(CourseLeft(student=student, course=course))
    _refresh(tx, student)


def _returned(
    tx: Transaction, student: ObjectId, course: ObjectId, *, is_free: bool, confirmed: bool
) -> Row | None:
    """The place that the student gave back, taken again; None when there is none."""
    unasked = {"$and": [is_free, {"$not": ["$suspended"]}]}
    is_open = {"$or": [confirmed, "$returns_active", unasked]}
    place = tx.find_and_update(
        Enrollment,
        {"student_id": student, "course_id": course, "status": LEFT},
        [
            {
                "$set": {
                    "status": {"$cond": [is_open, ACTIVE, PENDING]},
                    "suspended": {"$and": ["$suspended", {"$not": [is_open]}]},
                    "active_at": now(),
                    "left_at": None,
                }
            }
        ],
        return_document=ReturnDocument.AFTER,
    )
    if place is not None:
        mine = {"student_id": student, "course_id": course}
        tx.update_many(Progress, mine, {"$set": {"left": False}})
    return place


def _joined(tx: Transaction, student: ObjectId, course: ObjectId, *, is_open: bool) -> Row:
    """A new place with its records of progress; the unique index decides who was first."""
    place = Enrollment(
        student=student,
        course=course,
        status=ACTIVE if is_open else PENDING,
        enrolled_at=now(),
        active_at=now(),
        **names_for(tx, [student]).get(student, {}),
    )
    try:
        tx.insert(place)
    except me.NotUniqueError as error:
        raise AlreadyEnrolled from error
    tx.insert_many(
        Progress(student=student, lesson=lesson["_id"], course=course, updated_at=now())
        for lesson in tx.find(Lesson, {"course_id": course}, {"_id": 1})
    )
    return dict(place.to_mongo())


def _refresh(tx: Transaction, student: ObjectId) -> None:
    """After the commit forget what was known of the student's places, and keep what is true now."""
    tx.after_commit(cache.forgetting(keys.of_student(student), tx))
    tx.after_commit(lambda: _keep_warm(student))


def _keep_warm(student: ObjectId) -> None:
    selectors.places(student)

"""Places on courses."""

import mongoengine as me
from bson import ObjectId

from lectern.catalog.documents import Course, Lesson
from lectern.learning import cache as keys
from lectern.learning import selectors
from lectern.learning.documents import ACTIVE, PENDING, Enrollment, Milestone, Progress
from lectern.learning.events import CourseLeft, Enrolled, PlaceActivated, PlaceRequested
from lectern.shared import cache
from lectern.shared.clock import now
from lectern.shared.errors import Conflict, DomainError, NotFound
from lectern.shared.mongo import Transaction, transactional


class AlreadyEnrolled(DomainError):
    """A student has one place on a course."""

    code = "already-enrolled"
    title = "The student is already enrolled in this course."


class CourseHasLearners(Conflict):
    """What people have learned in is not deleted under them."""

    code = "course-has-learners"
    title = "People have a place on this course; take it out of the catalogue instead."


@transactional
def enroll(tx: Transaction, *, student: ObjectId, course: ObjectId) -> Enrollment:
    """Give the student a place on a published course, once.

    The place on a course that costs something waits until it is activated.
    """
    row = tx.find_one(Course, {"_id": course, "published": True}, {"price": 1})
    if row is None:
        raise NotFound
    paid = row["price"].to_decimal() > 0
    status = PENDING if paid else ACTIVE
    place = Enrollment(
        student=student, course=course, status=status, enrolled_at=now(), active_at=now()
    )
    try:
        tx.insert(place)  # the unique index decides who was first
    except me.NotUniqueError as error:
        raise AlreadyEnrolled from error
    lessons = tx.find(Lesson, {"course_id": course}, {"_id": 1})
    tx.insert_many(
        Progress(student=student, lesson=lesson["_id"], course=course, updated_at=now())
        for lesson in lessons
    )
    kind = PlaceRequested if paid else Enrolled
    tx.publish(kind(enrollment=place.pk, student=student, course=course))
    tx.after_commit(lambda: _refresh(student))
    return place


@transactional
def activate(tx: Transaction, *, enrollment: ObjectId) -> None:
    """Let a pending place begin; nothing happens to an active one."""
    row = tx.find_and_update(
        Enrollment, {"_id": enrollment, "status": PENDING}, {"$set": {"status": ACTIVE}}
    )
    if row is None:
        return
    tx.publish(
        PlaceActivated(enrollment=enrollment, student=row["student_id"], course=row["course_id"])
    )
    tx.after_commit(lambda: _refresh(row["student_id"]))


@transactional
def leave(tx: Transaction, *, enrollment: ObjectId) -> None:
    """Give the place back; the progress and milestones of it go with it."""
    row = tx.find_one(Enrollment, {"_id": enrollment})
    if row is None:
        raise NotFound
    student, course = row["student_id"], row["course_id"]
    tx.delete(Enrollment, {"_id": enrollment})
    tx.delete(Progress, {"student_id": student, "course_id": course})
    tx.delete(Milestone, {"enrollment_id": enrollment})
    tx.publish(CourseLeft(student=student, course=course))
    tx.after_commit(lambda: _refresh(student))


def _refresh(student: ObjectId) -> None:
    """Forget what was known of the student's places, and keep what is true now."""
    cache.forget([keys.enrollments(student)])
    selectors.places(student)

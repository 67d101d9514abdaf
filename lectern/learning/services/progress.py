"""Progress through courses; its cost does not depend on how many lessons or learners there are."""

from bson import ObjectId
from pymongo import ReturnDocument

from lectern.catalog.documents import Course, Lesson
from lectern.learning.documents import ACTIVE, Enrollment, Milestone, Progress
from lectern.learning.events import LessonCompleted, MilestoneReached
from lectern.learning.progress import milestones_reached
from lectern.shared.clock import now
from lectern.shared.errors import Conflict, Forbidden, NotFound
from lectern.shared.mongo import Transaction, transactional
from lectern.shared.policies import Row


class NotEnrolled(Forbidden):
    """Only learners with an active place make progress."""

    code = "not-enrolled"
    title = "You need an active place on this course first."


class QuizRequired(Conflict):
    """Some lessons are completed by passing their quiz, not by saying so."""

    code = "quiz-required"
    title = "This lesson is completed by passing its quiz."


@transactional
def record_progress(
    tx: Transaction, *, student: ObjectId, lesson: ObjectId, completed: bool
) -> ObjectId:
    """Note that the student has completed the lesson, or takes that back; the id of the record.

    Repeating it changes nothing. The lesson is where the course is resumed.
    """
    row = tx.find_one(Lesson, {"_id": lesson}, {"course_id": 1, "completion": 1})
    if row is None:
        raise NotFound
    if completed and row["completion"] == "quiz" and not _is_complete(tx, student, lesson):
        raise QuizRequired
    return _record(tx, student=student, lesson=row, completed=completed)


@transactional
def open_lesson(tx: Transaction, *, student: ObjectId, lesson: ObjectId) -> ObjectId:
    """Note that the student has the lesson open; the id of the record.

    It is where the course is resumed. What is completed stays so, whatever an old tab believes.
    """
    row = tx.find_one(Lesson, {"_id": lesson}, {"course_id": 1})
    if row is None:
        raise NotFound
    place = {"student_id": student, "course_id": row["course_id"], "status": ACTIVE}
    opened = {"last_lesson_id": lesson, "active_at": now()}
    if not tx.update(Enrollment, place, {"$set": opened}):
        raise NotEnrolled
    record = tx.find_and_update(
        Progress,
        {"student_id": student, "lesson_id": lesson},
        {"$setOnInsert": _blank(row["course_id"])},
        upsert=True,
        return_document=ReturnDocument.AFTER,
        projection={"_id": 1},
    )
    return record["_id"]  # type: ignore[index,no-any-return]


@transactional
def pass_lesson(tx: Transaction, *, student: ObjectId, lesson: ObjectId) -> ObjectId:
    """Complete a lesson because its quiz was passed; the id of the record."""
    row = tx.find_one(Lesson, {"_id": lesson}, {"course_id": 1})
    if row is None:
        raise NotFound
    return _record(tx, student=student, lesson=row, completed=True)


def _record(tx: Transaction, *, student: ObjectId, lesson: Row, completed: bool) -> ObjectId:
    lesson_id, course = lesson["_id"], lesson["course_id"]
    moment = now()
    operator = "$addToSet" if completed else "$pull"
    place = tx.find_and_update(
        Enrollment,
        {"student_id": student, "course_id": course, "status": ACTIVE},
        {
            operator: {"completed_lessons": lesson_id},
            "$set": {"last_lesson_id": lesson_id, "active_at": moment},
        },
        return_document=ReturnDocument.BEFORE,
    )
    if place is None:
        raise NotEnrolled
    was_complete = lesson_id in place.get("completed_lessons", ())
    record = tx.upsert(
        Progress,
        {"student_id": student, "lesson_id": lesson_id},
        {
            "$set": {"completed": completed, "updated_at": moment}
            | (
                {}
                if was_complete and completed
                else {"completed_at": moment if completed else None}
            ),
            "$setOnInsert": {"course_id": course},
        },
    )
    if completed and not was_complete:
        tx.publish(LessonCompleted(student=student, course=course, lesson=lesson_id))
        _reach_milestones(tx, place, completed=len(place.get("completed_lessons", ())) + 1)
    return ObjectId(record["_id"])


def _blank(course: ObjectId) -> Row:
    return {"course_id": course, "completed": False, "completed_at": None, "updated_at": now()}


def _reach_milestones(tx: Transaction, place: Row, *, completed: int) -> None:
    course = tx.find_one(Course, {"_id": place["course_id"]}, {"lesson_count": 1})
    total = course["lesson_count"] if course else 0
    reached = milestones_reached(completed, total, place.get("milestones", ()))
    if not reached:
        return
    finished = {"completed_at": now()} if 100 in reached else {}
    changes: Row = {"$push": {"milestones": {"$each": reached}}}
    if finished:
        changes["$set"] = finished
    tx.update(Enrollment, {"_id": place["_id"]}, changes)
    names = {
        "enrollment": place["_id"],
        "student": place["student_id"],
        "course": place["course_id"],
    }
    tx.insert_many(Milestone(**names, percent=mark, reached_at=now()) for mark in reached)
    for mark in reached:
        tx.publish(MilestoneReached(**names, percent=mark))


def _is_complete(tx: Transaction, student: ObjectId, lesson: ObjectId) -> bool:
    where = {"student_id": student, "lesson_id": lesson, "completed": True}
    return tx.find_one(Progress, where, {"_id": 1}) is not None

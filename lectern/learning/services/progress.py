"""Progress through courses; its cost does not depend on how many lessons or learners there are."""

from collections.abc import Callable, Collection

from bson import ObjectId
from pymongo import ReturnDocument

from lectern.catalog import services as catalog
from lectern.catalog.documents import Lesson
from lectern.learning.documents import ACTIVE, Enrollment, Progress
from lectern.learning.events import LessonCompleted
from lectern.learning.services.completed import completing, reopening
from lectern.learning.services.milestones import reach_milestones
from lectern.shared.clock import now
from lectern.shared.errors import Conflict, Forbidden, NotFound
from lectern.shared.idempotency import Made
from lectern.shared.mongo import Transaction, transactional
from lectern.shared.policies import Row


def _yes(_lesson: ObjectId) -> bool:
    return True


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
    tx: Transaction,
    *,
    student: ObjectId,
    lesson: ObjectId,
    completed: bool,
    has_quiz: Callable[[ObjectId], bool] = _yes,
) -> Made:
    """Note that the student has completed the lesson, or takes that back; whether that is new.

    Repeating it changes nothing: of many at once, one is the first. The lesson is where the course
    is resumed. One that is completed by its quiz is completed by reading it as long as it has none,
    which only those above know.
    """
    row = _lesson(tx, lesson)
    by_quiz = completed and row["completion"] == "quiz"
    if by_quiz and not _may_tick_off(tx, student, row) and has_quiz(lesson):
        raise QuizRequired
    return _record(tx, student=student, lesson=row, completed=completed)


@transactional
def reset_progress(tx: Transaction, *, student: ObjectId, lesson: ObjectId) -> None:
    """Open the lesson again as if it had never been opened: the record of it goes.

    The percentage follows. Milestones and `completed_at` tell what was reached once, and stay; so
    does a pass of the lesson's quiz.
    """
    row = _lesson(tx, lesson)
    _record(tx, student=student, lesson=row, completed=False)
    tx.delete(Progress, {"student_id": student, "lesson_id": lesson})


@transactional
def open_lesson(tx: Transaction, *, student: ObjectId, lesson: ObjectId) -> ObjectId:
    """Note that the student has the lesson open; the id of the record.

    It is where the course is resumed. What is completed stays so, whatever an old tab believes.
    """
    row = _lesson(tx, lesson)
    place = {"student_id": student, "course_id": row["course_id"], "status": ACTIVE}
    opened = {"last_lesson_id": lesson, "active_at": now()}
    if not tx.update(Enrollment, place, {"$set": opened}):
        raise NotEnrolled
    untouched = {"completed": False, "completed_at": None, "updated_at": now()}
    return _keep_record(tx, student, row, {"$setOnInsert": untouched}).row


@transactional
def pass_lesson(tx: Transaction, *, student: ObjectId, lesson: ObjectId) -> None:
    """Complete a lesson because its quiz was passed."""
    _record(tx, student=student, lesson=_lesson(tx, lesson), completed=True, passed=True)


@transactional
def pass_lessons(
    tx: Transaction, *, student: ObjectId, course: ObjectId, lessons: Collection[ObjectId]
) -> None:
    """Complete those of these lessons whose pass has not counted yet."""
    mine = {"student_id": student, "course_id": course, "status": ACTIVE}
    place = tx.find_one(Enrollment, mine, {"passed_lessons": 1}) or {}
    for lesson in sorted(set(lessons) - set(place.get("passed_lessons", ()))):
        pass_lesson(student=student, lesson=lesson)


def _lesson(tx: Transaction, lesson: ObjectId) -> Row:
    row = tx.find_one(Lesson, {"_id": lesson}, {"course_id": 1, "completion": 1})
    if row is None:
        raise NotFound
    return row


def _record(
    tx: Transaction, *, student: ObjectId, lesson: Row, completed: bool, passed: bool = False
) -> Made:
    lesson_id, course = lesson["_id"], lesson["course_id"]
    moment = now()
    change = completing(lesson_id) if completed else reopening(lesson_id)
    if passed:
        known = {"$ifNull": ["$passed_lessons", []]}
        change.append({"$set": {"passed_lessons": {"$setUnion": [known, [lesson_id]]}}})
    place = tx.find_and_update(
        Enrollment,
        {"student_id": student, "course_id": course, "status": ACTIVE},
        [*change, {"$set": {"last_lesson_id": lesson_id, "active_at": moment}}],
        return_document=ReturnDocument.BEFORE,
    )
    if place is None:
        raise NotEnrolled
    done = place.get("completed_lessons", [])
    was_complete = lesson_id in done
    changes: Row = {"completed": completed, "updated_at": moment}
    if not (was_complete and completed):
        changes["completed_at"] = moment if completed else None
    record = _keep_record(tx, student, lesson, {"$set": changes})
    if completed and not was_complete:
        tx.publish(LessonCompleted(student=student, course=course, lesson=lesson_id))
        reach_milestones(tx, {**place, "completed_lessons": [*done, lesson_id]})
    return Made(record.row, record.is_new or completed != was_complete)


def _keep_record(tx: Transaction, student: ObjectId, lesson: Row, change: Row) -> Made:
    """Change the student's record of the lesson, made when there is none.

    The removal of a lesson deletes its records and so meets whoever changes one; a new record it
    would not see, so the lesson is written along with it.
    """
    where = {"student_id": student, "lesson_id": lesson["_id"]}
    born = {"course_id": lesson["course_id"], "left": False, **change.get("$setOnInsert", {})}
    before = tx.find_and_update(
        Progress,
        where,
        {**change, "$setOnInsert": born},
        upsert=True,
        return_document=ReturnDocument.BEFORE,
        projection={"_id": 1},
    )
    if before is not None:
        return Made(before["_id"], is_new=False)
    catalog.tie_to_lesson(lesson=lesson["_id"])
    made = tx.find_one(Progress, where, {"_id": 1})
    return Made(made["_id"])  # type: ignore[index]


def _may_tick_off(tx: Transaction, student: ObjectId, lesson: Row) -> bool:
    """Whether the lesson is complete, or its quiz was passed before."""
    mine = {"student_id": student, "course_id": lesson["course_id"], "status": ACTIVE}
    place = tx.find_one(Enrollment, mine, {"completed_lessons": 1, "passed_lessons": 1})
    if place is None:
        raise NotEnrolled
    return lesson["_id"] in (
        *place.get("completed_lessons", ()),
        *place.get("passed_lessons", ()),
    )

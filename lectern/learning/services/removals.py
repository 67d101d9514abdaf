"""What goes with a lesson, a course or a person that is removed."""

from bson import ObjectId

from lectern.catalog import services as catalog
from lectern.catalog.documents import Course
from lectern.learning import cache as keys
from lectern.learning.documents import TAKEN, CourseCounts, Enrollment, Milestone, Progress
from lectern.learning.events import CourseShrank
from lectern.learning.services.completed import reopening
from lectern.shared import cache
from lectern.shared.errors import Conflict
from lectern.shared.mongo import Transaction, transactional


class CourseHasLearners(Conflict):
    """What people learn in is not deleted under them."""

    code = "course-has-learners"
    title = "People have a place on this course; archive it first."


@transactional
def give_up_course(tx: Transaction, *, course: ObjectId) -> None:
    """Drop the places on a course that is removed, with all that was learned on them.

    As long as somebody has a place, the course has to be archived first; who left does not count.
    """
    row = tx.find_one(Course, {"_id": course}, {"archived_at": 1}) or {}
    taken = {"course_id": course, "status": {"$in": TAKEN}}
    if row.get("archived_at") is None and tx.find_one(Enrollment, taken, {"_id": 1}) is not None:
        raise CourseHasLearners
    learners = [place["student_id"] for place in tx.find(Enrollment, taken, {"student_id": 1})]
    for kind in (Milestone, Progress, Enrollment, CourseCounts):
        tx.delete(kind, {"course_id": course})
    tx.after_commit(cache.forgetting(keys.of_students(learners), tx))


@transactional
def forget_lesson(tx: Transaction, *, course: ObjectId, lesson: ObjectId) -> None:
    """Let a lesson that is removed stop counting, for everybody."""
    tx.update_many(
        Enrollment, {"course_id": course, "completed_lessons": lesson}, reopening(lesson)
    )
    tx.update_many(
        Enrollment,
        {"course_id": course, "passed_lessons": lesson},
        {"$pull": {"passed_lessons": lesson}},
    )
    tx.update_many(
        Enrollment,
        {"course_id": course, "last_lesson_id": lesson},
        {"$set": {"last_lesson_id": None}},
    )
    tx.delete(Progress, {"lesson_id": lesson})
    tx.publish(CourseShrank(course=course))


@transactional
def forget_person(tx: Transaction, *, user: ObjectId) -> None:
    """Drop the places of a person with all that was learned on them; courses count one less."""
    taken = {"student_id": user, "status": {"$in": TAKEN}}
    for place in tx.find(Enrollment, taken, {"course_id": 1}):
        catalog.dismiss_learner(course=place["course_id"])
    for kind in (Milestone, Progress, Enrollment):
        tx.delete(kind, {"student_id": user})
    tx.after_commit(cache.forgetting(keys.of_student(user), tx))

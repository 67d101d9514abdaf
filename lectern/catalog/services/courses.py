"""Writes of courses."""

from typing import Any

from bson import ObjectId

from lectern.accounts.documents import User
from lectern.catalog import cache as keys
from lectern.catalog import words
from lectern.catalog.documents import Category, Course, Lesson
from lectern.catalog.events import CoursePublished, CourseRemoved
from lectern.shared import cache
from lectern.shared.clock import now
from lectern.shared.errors import Conflict, FieldError, Invalid, NotFound
from lectern.shared.markdown import render
from lectern.shared.mongo import Transaction, transactional
from lectern.shared.policies import Row


class EmptyCourse(Conflict):
    """Nobody can learn from a course without lessons."""

    code = "empty-course"
    title = "A course needs at least one lesson before it can be published."


class CourseArchived(Conflict):
    """What is put away is brought back before it is shown again."""

    code = "course-archived"
    title = "This course is archived; bring it back first."


class TeachesCourses(Conflict):
    """A course has somebody who answers for it."""

    code = "teaches-courses"
    title = "This person still teaches; an admin gives their courses to somebody else first."


class UnknownInstructor(Invalid):
    """A course is taught by somebody who may teach."""

    code = "unknown-instructor"
    title = "There is no such instructor."

    def __init__(self) -> None:
        super().__init__(errors=[FieldError("/instructor", self.title, self.code)])


class UnknownCategory(Invalid):
    """A course can only stand in a category that exists."""

    code = "unknown-category"
    title = "There is no such category."

    def __init__(self) -> None:
        super().__init__(errors=[FieldError("/category", self.title, self.code)])


@transactional
def add_course(tx: Transaction, /, *, instructor: ObjectId, **values: Any) -> Course:
    """Begin a course; it is a draft until it is published."""
    _check_category(tx, values)
    _check_instructor(tx, {"instructor": instructor})
    course = Course(instructor=instructor, created_at=now(), updated_at=now(), **_rendered(values))
    tx.after_commit(cache.forgetting([keys.catalogue()], tx))
    return tx.insert(course)


@transactional
def change_course(tx: Transaction, *, course: ObjectId, values: dict[str, Any]) -> None:
    """Change what a course says about itself, or who teaches it."""
    _check_category(tx, values)
    _check_instructor(tx, values)
    changes = Course.changes(**_rendered(values), updated_at=now())
    if not tx.update(Course, {"_id": course}, {"$set": changes}):
        raise NotFound
    tx.after_commit(cache.forgetting(keys.of_course(course), tx))


@transactional
def publish(tx: Transaction, *, course: ObjectId) -> None:
    """Let everybody see the course; the first publication gives it its date."""
    columns = {"lesson_count": 1, "published_at": 1, "archived_at": 1}
    row = tx.find_one(Course, {"_id": course}, columns)
    if row is None:
        raise NotFound
    if row.get("archived_at") is not None:
        raise CourseArchived
    if not row["lesson_count"]:
        raise EmptyCourse
    since = row.get("published_at") or now()
    _set_published(tx, course, published=True, published_at=since)
    tx.publish(CoursePublished(course=course))


@transactional
def unpublish(tx: Transaction, *, course: ObjectId) -> None:
    """Take the course out of the catalogue; those who have a place keep it."""
    _set_published(tx, course, published=False)


@transactional
def archive(tx: Transaction, *, course: ObjectId) -> None:
    """Put the course away: nobody new comes in, those who have a place go on learning.

    Only an archived course may be removed together with the places on it. Repeating it changes
    nothing.
    """
    row = tx.find_one(Course, {"_id": course}, {"archived_at": 1}) or {}
    if row.get("archived_at") is None:
        _set_published(tx, course, published=False, archived_at=now())


@transactional
def unarchive(tx: Transaction, *, course: ObjectId) -> None:
    """Bring the course back, as a draft that can be published again."""
    changes = {"$set": Course.changes(archived_at=None, updated_at=now())}
    tx.update(Course, {"_id": course, "archived_at": {"$ne": None}}, changes)
    tx.after_commit(cache.forgetting(keys.of_course(course), tx))


@transactional
def remove_course(tx: Transaction, *, course: ObjectId) -> None:
    """Remove a course with its lessons and what hangs on them; listeners may refuse."""
    tx.publish(CourseRemoved(course=course))
    tx.delete(Lesson, {"course_id": course})
    tx.delete(Course, {"_id": course})
    tx.after_commit(cache.forgetting(keys.of_course(course), tx))


@transactional
def admit_learner(tx: Transaction, *, course: ObjectId, count: int = 1) -> Row:
    """Count one learner more, or several, on a published course; the course.

    The place and the course are written together, so a course cannot be removed, nor lose a lesson,
    while somebody comes in unnoticed.
    """
    row = tx.find_and_update(
        Course,
        {"_id": course, "published": True},
        {"$inc": {"enrollment_count": count}},
        projection={"price": 1, "lesson_count": 1},
    )
    if row is None:
        raise NotFound
    tx.after_commit(cache.forgetting(keys.of_course(course), tx))
    return row


@transactional
def dismiss_learner(tx: Transaction, *, course: ObjectId) -> None:
    """Count one learner less."""
    tx.update(Course, {"_id": course}, {"$inc": {"enrollment_count": -1}})
    tx.after_commit(cache.forgetting(keys.of_course(course), tx))


@transactional
def set_learner_count(tx: Transaction, *, course: ObjectId, learners: int) -> None:
    """Put the course's number of learners right."""
    tx.update(Course, {"_id": course}, {"$set": {"enrollment_count": learners}})
    tx.after_commit(cache.forgetting(keys.of_course(course), tx))


def _set_published(tx: Transaction, course: ObjectId, *, published: bool, **more: Any) -> None:
    changes = Course.changes(published=published, updated_at=now(), **more)
    if not tx.update(Course, {"_id": course}, {"$set": changes}):
        raise NotFound
    tx.update_many(Lesson, {"course_id": course}, {"$set": {"published": published}})
    tx.after_commit(cache.forgetting(keys.of_course(course), tx))


@transactional
def refuse_while_teaching(tx: Transaction, *, instructor: ObjectId) -> None:
    """`TeachesCourses` while this person has courses, also unpublished and archived ones."""
    rows = tx.find(Course, {"instructor_id": instructor}, {"title": 1})
    if rows:
        titles = ", ".join(f"“{row['title']}”" for row in rows[:5])
        more = f" and {len(rows) - 5} more" if len(rows) > 5 else ""
        raise TeachesCourses(f"{titles}{more}.")


def _check_instructor(tx: Transaction, values: dict[str, Any]) -> None:
    if "instructor" not in values:
        return
    person = tx.find_one(User, {"_id": values["instructor"], "is_active": True})
    if person is None or not (person["is_instructor"] or person["is_admin"]):
        raise UnknownInstructor


def _check_category(tx: Transaction, values: dict[str, Any]) -> None:
    """The category exists, and is written, so that it cannot be removed at the same moment."""
    category = values.get("category")
    if category is None:
        return
    if not tx.update(Category, {"_id": category}, {"$inc": {"revision": 1}}):
        raise UnknownCategory


def _rendered(values: dict[str, Any]) -> dict[str, Any]:
    values = {**values, **words.of_course(values)}
    if "description" not in values or "description_html" in values:
        return values
    return {**values, "description_html": render(values["description"]).html}

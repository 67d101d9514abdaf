"""Writes of lessons; the course's numbers move in the same transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bson import ObjectId

from lectern.catalog import cache as keys
from lectern.catalog import words
from lectern.catalog.documents import Course, Lesson
from lectern.catalog.events import LessonRemoved
from lectern.catalog.ordering import check_order
from lectern.shared import cache
from lectern.shared.clock import now
from lectern.shared.documents import MAX_POSITION
from lectern.shared.errors import NotFound
from lectern.shared.markdown import render
from lectern.shared.mongo import Transaction, transactional
from lectern.shared.policies import Row


@transactional
def add_lesson(tx: Transaction, /, *, course: ObjectId, **values: Any) -> Lesson:
    """Add a lesson, at the end when no position is given; it counts for everybody at once."""
    row = tx.find_and_update(
        Course,
        {"_id": course},
        {
            "$inc": {"lesson_count": 1, "minutes": values.get("minutes", 0)},
            "$set": {"updated_at": now()},
        },
    )
    if row is None:
        raise NotFound
    values.setdefault("position", _end_of(tx, course))
    lesson = Lesson(
        course=course,
        published=row["published"],
        created_at=now(),
        updated_at=now(),
        **rendered(values),
    )
    tx.insert(lesson)
    tx.after_commit(cache.forgetting(keys.of_course(course), tx))
    return lesson


@transactional
def change_lesson(tx: Transaction, *, lesson: ObjectId, values: dict[str, Any]) -> None:
    """Change a lesson."""
    changes = Lesson.changes(**rendered(values), updated_at=now())
    before = tx.find_and_update(Lesson, {"_id": lesson}, {"$set": changes})
    if before is None:
        raise NotFound
    course = before["course_id"]
    longer = values.get("minutes", before["minutes"]) - before["minutes"]
    tx.update(Course, {"_id": course}, {"$inc": {"minutes": longer}, "$set": {"updated_at": now()}})
    tx.after_commit(cache.forgetting(keys.of_course(course), tx))


@transactional
def remove_lesson(tx: Transaction, *, lesson: ObjectId) -> None:
    """Remove a lesson with what hangs on it; it stops counting for everybody at once."""
    row = tx.find_one(Lesson, {"_id": lesson}, {"course_id": 1, "minutes": 1})
    if row is None:
        raise NotFound
    course = row["course_id"]
    tx.delete(Lesson, {"_id": lesson})
    tx.update(
        Course,
        {"_id": course},
        {"$inc": {"lesson_count": -1, "minutes": -row["minutes"]}, "$set": {"updated_at": now()}},
    )
    tx.publish(LessonRemoved(course=course, lesson=lesson))
    tx.after_commit(cache.forgetting(keys.of_course(course), tx))


@dataclass(frozen=True, slots=True)
class Placed:
    """A lesson in its new place; without a section it stays in its own."""

    lesson: ObjectId
    section: str | None = None


@transactional
def reorder_lessons(tx: Transaction, *, course: ObjectId, order: Sequence[Placed]) -> None:
    """Put all lessons of a course into this order, and into these sections.

    A lesson that is added or removed at the same moment makes the order outdated.
    """
    # Adding and removing write the course as well, so they meet here.
    if not tx.update(Course, {"_id": course}, {"$set": {"updated_at": now()}}):
        raise NotFound
    there = tx.find(Lesson, {"course_id": course}, {"_id": 1})
    check_order([placed.lesson for placed in order], [row["_id"] for row in there])
    changes: list[tuple[Row, Row]] = []
    for position, placed in enumerate(order):
        moved = {} if placed.section is None else {"section": placed.section}
        values = Lesson.changes(position=position, updated_at=now(), **moved)
        changes.append(({"_id": placed.lesson}, {"$set": values}))
    tx.update_each(Lesson, changes)
    tx.after_commit(cache.forgetting(keys.of_course(course), tx))


@transactional
def tie_to_lesson(tx: Transaction, *, lesson: ObjectId) -> Row:
    """The lesson, written, so that what begins to hang on it and its removal cannot both happen."""
    row = tx.find_and_update(
        Lesson,
        {"_id": lesson},
        {"$inc": {"revision": 1}},
        projection={"course_id": 1, "completion": 1},
    )
    if row is None:
        raise NotFound
    return row


@transactional
def complete_by_view(tx: Transaction, *, lesson: ObjectId) -> None:
    """Let a lesson be completed by reading it, because there is no quiz to pass any more."""
    row = tx.find_and_update(
        Lesson,
        {"_id": lesson, "completion": "quiz"},
        {"$set": {"completion": "view", "updated_at": now()}},
        projection={"course_id": 1},
    )
    if row is not None:
        tx.after_commit(cache.forgetting(keys.of_course(row["course_id"]), tx))


def _end_of(tx: Transaction, course: ObjectId) -> int:
    last = Lesson.collection().find_one(
        {"course_id": course}, {"position": 1}, sort=[("position", -1)], session=tx.session
    )
    return min(last["position"] + 1, MAX_POSITION) if last else 0


def rendered(values: dict[str, Any]) -> dict[str, Any]:
    """The values, with the HTML that follows from the content, and the words of both."""
    if "content" in values and "content_html" not in values:
        values = {**values, "content_html": render(values["content"]).html}
    return {**values, **words.of_lesson(values)}

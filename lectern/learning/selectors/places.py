"""Places and progress: who sees which, and how far each has come."""

from collections.abc import Iterable

from bson import ObjectId

from lectern.catalog.selectors import course_totals, taught_course_ids
from lectern.learning import cache as keys
from lectern.learning.documents import ACTIVE, LEFT, PENDING, TAKEN, Enrollment, Progress
from lectern.learning.progress import percent
from lectern.shared import cache
from lectern.shared.policies import Principal, Row
from lectern.shared.selection import Selection


def visible_enrollments(who: Principal) -> Selection:
    """One's own places, and those on courses one teaches; admins see all. Given back: nobody's."""
    return Selection(Enrollment, (*_own_or_taught(who), {"status": {"$in": TAKEN}}))


def visible_progress(who: Principal) -> Selection:
    """One's own progress, and that on courses one teaches; admins see all."""
    return Selection(Progress, (*_own_or_taught(who), {"left": False}))


def _own_or_taught(who: Principal) -> tuple[Row, ...]:
    if who.is_admin:
        return ()
    taught = taught_course_ids(who)
    mine: Row = {"student_id": who.id}
    return ({"$or": [mine, {"course_id": {"$in": taught}}]},) if taught else (mine,)


def places(student_id: ObjectId) -> dict[ObjectId, str]:
    """The courses a person has a place on, with its status."""
    pairs = cache.remember(keys.enrollments(student_id), lambda: _read_places(student_id))
    return {ObjectId(course): status for course, status in pairs}


def _read_places(student_id: ObjectId) -> list[list[str]]:
    columns = {"_id": 0, "course_id": 1, "status": 1}
    mine = {"student_id": student_id, "status": {"$in": TAKEN}}
    found = Enrollment.collection().find(mine, columns)
    return [[str(row["course_id"]), row["status"]] for row in found]


def joined_course_ids(who: Principal) -> list[ObjectId]:
    """The courses on which this person has a place, active or pending."""
    return list(places(who.id)) if who.id is not None else []


def active_course_ids(who: Principal) -> list[ObjectId]:
    """The courses whose lessons this person may read as a learner."""
    if who.id is None:
        return []
    return [course for course, status in places(who.id).items() if status == ACTIVE]


def has_active_place(student_id: ObjectId, course_id: ObjectId) -> bool:
    """Whether this person learns in this course, asked of the store itself."""
    where = {"student_id": student_id, "course_id": course_id, "status": ACTIVE}
    return Enrollment.collection().find_one(where, {"_id": 1}) is not None


def learns_from(student_id: ObjectId, who: Principal) -> bool:
    """Whether this person has a place, active or pending, on a course that `who` teaches."""
    taught = taught_course_ids(who)
    where = {"student_id": student_id, "course_id": {"$in": taught}, "status": {"$in": TAKEN}}
    return bool(taught) and Enrollment.collection().find_one(where, {"_id": 1}) is not None


def place_count() -> int:
    """How many places there are, estimated; those that were given back are among them."""
    return int(Enrollment.collection().estimated_document_count())


def places_by_status() -> dict[str, int]:
    """How many places there are in each status, as they were counted a minute ago at the most."""
    return cache.remember(keys.counts(), _count_places)


def _count_places() -> dict[str, int]:
    """Nearly all are active, so the others are counted and the rest is what there is."""
    count = Enrollment.collection().count_documents
    others = {status: int(count({"status": status})) for status in (PENDING, LEFT)}
    return {ACTIVE: place_count() - sum(others.values()), **others}


def progress_of(enrollments: Iterable[Row]) -> dict[ObjectId, dict[str, int]]:
    """`{completed, total, percent}` of each of these places, in one query."""
    rows = list(enrollments)
    totals = course_totals({row["course_id"] for row in rows})
    progress = {}
    for row in rows:
        course = totals.get(row["course_id"])
        total = course["lesson_count"] if course else 0
        completed = min(len(row.get("completed_lessons") or ()), total)
        progress[row["_id"]] = {
            "completed": completed,
            "total": total,
            "percent": percent(completed, total),
        }
    return progress

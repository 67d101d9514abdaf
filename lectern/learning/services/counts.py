"""Counting large courses anew, so that whoever asks for their numbers finds them."""

from bson import ObjectId

from lectern.catalog.documents import Course
from lectern.learning import cache as keys
from lectern.learning.documents import PENDING, CourseCounts, Enrollment
from lectern.learning.selectors import count_course
from lectern.shared import cache, counted
from lectern.shared.clock import now
from lectern.shared.policies import Row

LARGE = 1_000  # places; on fewer a course is counted while somebody waits

_SAYS = {"_id": 0, "enrollment_count": 1, "lesson_count": 1}


def adopt_large_courses() -> None:
    """Have the courses counted that have become large. They stay so: shrinking changes little."""
    found = Course.collection().aggregate(
        [
            {"$match": {"enrollment_count": {"$gt": LARGE}}},
            {"$project": {"_id": 1}},
            *counted.unadopted(CourseCounts, "course_id"),
        ]
    )
    counted.adopt(CourseCounts, [{"course_id": row["_id"]} for row in found])


def recount_next() -> bool:
    """Count the large course that has been due for longest, if it has changed; was there one?"""
    row = counted.claim(CourseCounts)
    if row is None:
        return False
    course = Course.collection().find_one({"_id": row["course_id"]}, _SAYS)
    if course is None:  # it was removed while it was adopted
        CourseCounts.collection().delete_one({"_id": row["_id"]})
    elif counted.is_old(row) or row["seen"] != course or _has_changed(row):
        _keep(row["_id"], row["course_id"], seen=course)
    return True


def _has_changed(row: Row) -> bool:
    """Whether anybody came, did something, or waits no longer, since the course was counted."""
    course = {"course_id": row["course_id"]}
    places = Enrollment.collection()
    if places.find_one({**course, "active_at": {"$gte": counted.since(row)}}, {"_id": 1}):
        return True
    pending: int = row["places"]["pending"]
    return places.count_documents({**course, "status": PENDING}) != pending


def _keep(row_id: ObjectId, course_id: ObjectId, *, seen: Row) -> None:
    moment = now()
    counts = {**count_course(course_id), "seen": seen, "counted_at": moment}
    CourseCounts.collection().update_one({"_id": row_id}, {"$set": counts})
    cache.forget([keys.analytics(course_id)])

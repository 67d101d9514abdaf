"""Milestones: each is reached once, by completing lessons or because a course shrank."""

from bson import ObjectId

from lectern.catalog.documents import Course
from lectern.learning.documents import ACTIVE, MILESTONES, Enrollment, Milestone
from lectern.learning.events import CourseShrank, MilestoneReached
from lectern.learning.progress import milestones_reached
from lectern.shared.clock import now
from lectern.shared.mongo import Transaction, transactional
from lectern.shared.policies import Row

BATCH = 200


def reach_milestones(tx: Transaction, place: Row, *, total: int | None = None) -> None:
    """Record and tell what the completed lessons of a place amount to that was not told before.

    What was reached stays reached, and `completed_at` is the first time that all was done, whatever
    is taken back or added afterwards.
    """
    if total is None:
        course = tx.find_one(Course, {"_id": place["course_id"]}, {"lesson_count": 1})
        total = course["lesson_count"] if course else 0
    completed = len(place.get("completed_lessons", ()))
    reached = milestones_reached(completed, total, place.get("milestones", ()))
    if not reached:
        return
    changes: Row = {"$push": {"milestones": {"$each": reached}}}
    if 100 in reached:
        changes["$set"] = {"completed_at": now()}
    tx.update(Enrollment, {"_id": place["_id"]}, changes)
    names = {
        "enrollment": place["_id"],
        "student": place["student_id"],
        "course": place["course_id"],
    }
    tx.insert_many(Milestone(**names, percent=mark, reached_at=now()) for mark in reached)
    for mark in reached:
        tx.publish(MilestoneReached(**names, percent=mark))


@transactional
def recount_milestones(tx: Transaction, *, course: ObjectId) -> None:
    """Let a batch of learners reach what they have reached since lessons went, then the rest."""
    row = tx.find_one(Course, {"_id": course}, {"lesson_count": 1})
    if row is None or not row["lesson_count"]:
        return
    total: int = row["lesson_count"]
    learners = Enrollment.collection().find(
        {
            "course_id": course,
            "status": ACTIVE,
            "$or": [
                {
                    "milestones": {"$ne": mark},
                    f"completed_lessons.{_fewest(mark, total) - 1}": {"$exists": True},
                }
                for mark in MILESTONES
            ],
        },
        session=tx.session,
    )
    found = list(learners.limit(BATCH))
    for place in found:
        reach_milestones(tx, place, total=total)
    if len(found) == BATCH:
        tx.publish(CourseShrank(course=course))


def _fewest(mark: int, total: int) -> int:
    """The fewest lessons that make this share of all."""
    return -(-mark * total // 100)

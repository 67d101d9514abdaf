"""Whether what a course says of its lessons is so. The lessons are right."""

from bson import MinKey, ObjectId

from lectern.catalog import cache as keys
from lectern.catalog.documents import Course, Lesson
from lectern.shared import cache
from lectern.shared.agreement import Disagreement
from lectern.shared.mongo import Transaction, transactional
from lectern.shared.policies import Row

_COUNTED: Row = {
    "$group": {
        "_id": None,
        "count": {"$sum": 1},
        "minutes": {"$sum": "$minutes"},
        "published": {"$addToSet": "$published"},
    }
}
_NOTHING: Row = {"count": 0, "minutes": 0, "published": []}


def recount(*, repair: bool) -> list[Disagreement]:
    """Count the lessons of every course; with `repair`, make its numbers follow."""
    found = Course.collection().aggregate(
        [
            {"$match": {"_id": {"$gt": MinKey()}}},
            {
                "$lookup": {
                    "from": Lesson.collection().name,
                    "localField": "_id",
                    "foreignField": "course_id",
                    "pipeline": [_COUNTED],
                    "as": "real",
                }
            },
            {"$set": {"real": {"$ifNull": [{"$first": "$real"}, {"$literal": _NOTHING}]}}},
            {
                "$match": {
                    "$expr": {
                        "$or": [
                            {"$ne": ["$lesson_count", "$real.count"]},
                            {"$ne": ["$minutes", "$real.minutes"]},
                            {"$not": {"$setIsSubset": ["$real.published", ["$published"]]}},
                        ]
                    }
                }
            },
            {"$project": {"title": 1}},
        ]
    )
    disagreements = []
    for row in found:
        if repair:
            _count_again(course=row["_id"])
        subject = f"Course “{row['title']}”"
        disagreements.append(Disagreement("numbers-differ-from-its-lessons", subject, repair))
    return disagreements


@transactional
def _count_again(tx: Transaction, *, course: ObjectId) -> None:
    """Set the numbers; a lesson that comes or goes meanwhile makes this start again."""
    row = tx.find_one(Course, {"_id": course}, {"published": 1})
    if row is None:
        return
    lessons = tx.find(Lesson, {"course_id": course}, {"minutes": 1})
    numbers = {
        "lesson_count": len(lessons),
        "minutes": sum(lesson["minutes"] for lesson in lessons),
    }
    tx.update(Course, {"_id": course}, {"$set": numbers})
    tx.update_many(Lesson, {"course_id": course}, {"$set": {"published": row["published"]}})
    tx.after_commit(cache.forgetting(keys.of_course(course), tx))

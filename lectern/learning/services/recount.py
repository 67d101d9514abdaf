"""Whether places agree with the records beside them. What was achieved is never taken away."""

from collections.abc import Iterator

from bson import ObjectId

from lectern.accounts.documents import User
from lectern.catalog import services as catalog
from lectern.catalog.documents import Course, Lesson
from lectern.learning import cache as keys
from lectern.learning.documents import TAKEN, Enrollment, Milestone, Progress
from lectern.learning.names import NAMED_BY, kept_of
from lectern.learning.services.naming import follow_name
from lectern.shared import cache
from lectern.shared.agreement import Disagreement
from lectern.shared.clock import now
from lectern.shared.documents import EVERYTHING, in_batches
from lectern.shared.mongo import Transaction, transactional
from lectern.shared.policies import Row


def recount(*, repair: bool) -> list[Disagreement]:
    """Compare every place with its records and its student, and every course with its places."""
    found = []
    for place in _differing_places():
        if repair:
            _unite(enrollment=place)
        found.append(Disagreement("differs-from-its-records", f"Place {place}", repair))
    for misnamed in _misnamed_places():
        if repair:
            follow_name(student=misnamed["student_id"])
        found.append(Disagreement("has-another-name", f"Place {misnamed['_id']}", repair))
    for course in _miscounted_courses():
        if repair:
            _count_learners(course=course["_id"])
        subject = f"Course “{course['title']}”"
        found.append(Disagreement("counts-its-learners-wrong", subject, repair))
    return found


def _differing_places() -> Iterator[ObjectId]:
    done: Row = {
        "$and": [
            {"$eq": ["$student_id", "$$student"]},
            {"$eq": ["$course_id", "$$course"]},
        ]
    }
    rows = Enrollment.collection().aggregate(
        [
            {"$match": EVERYTHING},
            {
                "$lookup": {
                    "from": Progress.collection().name,
                    "let": {"student": "$student_id", "course": "$course_id"},
                    "pipeline": [{"$match": {"$expr": done, "completed": True}}],
                    "as": "done",
                }
            },
            {
                "$lookup": {
                    "from": Milestone.collection().name,
                    "localField": "_id",
                    "foreignField": "enrollment_id",
                    "as": "reached",
                }
            },
            {"$match": {"$expr": {"$not": {"$and": [_SAME_LESSONS, _SO_MANY, _SAME_MILESTONES]}}}},
            {"$project": {"_id": 1}},
        ]
    )
    for row in rows:
        yield row["_id"]


_COMPLETED: Row = {"$ifNull": ["$completed_lessons", []]}
_SAME_LESSONS: Row = {"$setEquals": [_COMPLETED, "$done.lesson_id"]}
_SO_MANY: Row = {"$eq": ["$lessons_done", {"$size": _COMPLETED}]}
_SAME_MILESTONES: Row = {"$setEquals": [{"$ifNull": ["$milestones", []]}, "$reached.percent"]}


@transactional
def _unite(tx: Transaction, *, enrollment: ObjectId) -> None:
    """Let the place and its records each have what the other has, of lessons that exist."""
    place = tx.find_one(Enrollment, {"_id": enrollment})
    if place is None:
        return
    mine = {"student_id": place["student_id"], "course_id": place["course_id"]}
    exist = {row["_id"] for row in tx.find(Lesson, {"course_id": place["course_id"]}, {"_id": 1})}
    recorded = {row["lesson_id"] for row in tx.find(Progress, {**mine, "completed": True})}
    done = [*place.get("completed_lessons", ()), *recorded]
    done = [lesson for lesson in dict.fromkeys(done) if lesson in exist]
    marks = {row["percent"] for row in tx.find(Milestone, {"enrollment_id": enrollment})}
    reached = sorted(marks | set(place.get("milestones", ())))
    tx.update(
        Enrollment,
        {"_id": enrollment},
        {"$set": {"completed_lessons": done, "lessons_done": len(done), "milestones": reached}},
    )
    blank = {"course_id": place["course_id"], "left": place["status"] not in TAKEN}
    for lesson in set(done) - recorded:
        tx.upsert(
            Progress,
            {"student_id": place["student_id"], "lesson_id": lesson},
            {
                "$set": {"completed": True, "completed_at": now(), "updated_at": now()},
                "$setOnInsert": blank,
            },
        )
    names = {"enrollment": enrollment, "student": mine["student_id"], "course": mine["course_id"]}
    tx.insert_many(
        Milestone(**names, percent=mark, reached_at=now()) for mark in set(reached) - marks
    )
    tx.after_commit(cache.forgetting(keys.of_student(place["student_id"]), tx))


def _misnamed_places() -> Iterator[Row]:
    columns = {"student_id": 1, "sort_name": 1, "known_as": 1}
    for rows in in_batches(Enrollment, {}, columns):
        asked = {"_id": {"$in": list({row["student_id"] for row in rows})}}
        people = {person["_id"]: person for person in User.collection().find(asked, NAMED_BY)}
        for row in rows:
            person = people.get(row["student_id"])
            if person is not None and not kept_of(person).items() <= row.items():
                yield row


def _miscounted_courses() -> Iterator[Row]:
    yield from Course.collection().aggregate(
        [
            {"$match": EVERYTHING},
            {
                "$lookup": {
                    "from": Enrollment.collection().name,
                    "localField": "_id",
                    "foreignField": "course_id",
                    "pipeline": [{"$match": {"status": {"$in": TAKEN}}}, {"$count": "places"}],
                    "as": "real",
                }
            },
            {"$set": {"real": {"$ifNull": [{"$first": "$real.places"}, 0]}}},
            {"$match": {"$expr": {"$ne": ["$enrollment_count", "$real"]}}},
            {"$project": {"title": 1}},
        ]
    )


@transactional
def _count_learners(tx: Transaction, *, course: ObjectId) -> None:
    """Set the number; who enrols meanwhile makes this start again."""
    places = tx.find(Enrollment, {"course_id": course, "status": {"$in": TAKEN}}, {"_id": 1})
    catalog.set_learner_count(course=course, learners=len(places))

"""Reads of announcements: who may see them, and whom they are still to reach."""

from bson import ObjectId
from pymongo.cursor import Cursor

from lectern.accounts.documents import User
from lectern.catalog.selectors import taught_course_ids
from lectern.learning.documents import ACTIVE, Enrollment
from lectern.learning.selectors import active_course_ids
from lectern.notifications.audiences import EVERYONE, INSTRUCTORS, ROLES, STUDENTS
from lectern.notifications.documents import Announcement
from lectern.shared.policies import Principal, Row
from lectern.shared.selection import Selection


def visible_announcements(who: Principal) -> Selection:
    """One's own, those of courses one learns or teaches in, and those to people like oneself.

    Who comes later finds here what was announced before. Admins see all.
    """
    if who.is_admin:
        return Selection(Announcement)
    courses = {*active_course_ids(who), *taught_course_ids(who)}
    mine = [EVERYONE]
    mine += [STUDENTS] if who.is_student else []
    mine += [INSTRUCTORS] if who.is_instructor else []
    alternatives: list[Row] = [
        {"author_id": who.id},
        {"course_id": None, "audience": {"$in": mine}},
    ]
    if courses:
        alternatives.append({"course_id": {"$in": sorted(courses)}})
    return Selection(Announcement, ({"$or": alternatives},))


def audience_size(announcement: Row) -> int:
    """How many people it is for now."""
    if announcement["course_id"] is not None:
        return int(Enrollment.collection().count_documents(_places(announcement)))
    role = ROLES[announcement["audience"]]
    if role is None:
        return int(User.collection().estimated_document_count())
    return int(User.collection().count_documents({role: True}))


def next_recipients(announcement: Row, after: ObjectId | None, limit: int) -> list[ObjectId]:
    """The next people it is for, by their ids: reading on costs what beginning does."""
    beyond: Row = {"$gt": after} if after else {"$exists": True}
    found: Cursor[Row]
    if announcement["course_id"] is not None:
        where = {**_places(announcement), "student_id": beyond}
        found = Enrollment.collection().find(where, {"_id": 0, "student_id": 1})
        return [row["student_id"] for row in found.sort("student_id", 1).limit(limit)]
    role = ROLES[announcement["audience"]]
    where = {"_id": beyond, "is_active": True, **({role: True} if role else {})}
    # Most people have the role: reading them in order beats finding all of them and sorting.
    found = User.collection().find(where, {"_id": 1}).hint([("_id", 1)])
    return [row["_id"] for row in found.sort("_id", 1).limit(limit)]


def _places(announcement: Row) -> Row:
    return {"course_id": announcement["course_id"], "status": ACTIVE}

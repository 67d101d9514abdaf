"""Who sees which quizzes, questions, choices, attempts and submissions."""

from collections.abc import Collection

from bson import ObjectId

from lectern.assessment.documents import Choice, Question, Quiz, QuizAttempt, QuizSubmission
from lectern.catalog.selectors import taught_course_ids
from lectern.learning.selectors import active_course_ids
from lectern.shared.documents import Document
from lectern.shared.policies import Principal, Row
from lectern.shared.selection import Selection


def visible_quizzes(who: Principal) -> Selection:
    """The quizzes of the courses that one learns or teaches in."""
    return _material(Quiz, who)


def visible_questions(who: Principal) -> Selection:
    """Their questions; the key is for those who teach, see `key_courses`."""
    return _material(Question, who)


def visible_choices(who: Principal) -> Selection:
    """Their choices; which is right is for those who teach, see `key_courses`."""
    return _material(Choice, who)


def visible_attempts(who: Principal) -> Selection:
    """One's own attempts, and those on courses one teaches."""
    return _own_or_taught(QuizAttempt, who)


def visible_submissions(who: Principal, taught: Collection[ObjectId] | None = None) -> Selection:
    """One's own submissions, and those on courses one teaches, unless those are known already."""
    return _own_or_taught(QuizSubmission, who, taught)


def key_courses(who: Principal) -> set[ObjectId] | None:
    """The courses whose keys this person may see; None means all."""
    return None if who.is_admin else set(taught_course_ids(who))


def _material(kind: type[Document], who: Principal) -> Selection:
    if who.is_admin:
        return Selection(kind)
    courses = {*active_course_ids(who), *taught_course_ids(who)}
    return Selection(kind, ({"course_id": {"$in": sorted(courses)}},))


def _own_or_taught(
    kind: type[Document], who: Principal, taught: Collection[ObjectId] | None = None
) -> Selection:
    if who.is_admin:
        return Selection(kind)
    mine: Row = {"student_id": who.id}
    courses = sorted(taught_course_ids(who) if taught is None else taught)
    where: Row = {"$or": [mine, {"course_id": {"$in": courses}}]} if courses else mine
    return Selection(kind, (where,))

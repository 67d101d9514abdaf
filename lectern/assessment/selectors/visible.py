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


def visible_questions(who: Principal, taught: Collection[ObjectId] | None = None) -> Selection:
    """Their questions; the key is for those who teach, see `key_courses`.

    Those of a quiz that is limited in time or in attempts are shown to learners once they have
    begun it: reading them beforehand would be time without limit.
    """
    return _begun(Question, who, taught)


def visible_choices(who: Principal, taught: Collection[ObjectId] | None = None) -> Selection:
    """Their choices, as their questions; which is right is for those who teach."""
    return _begun(Choice, who, taught)


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


def _begun(kind: type[Document], who: Principal, taught: Collection[ObjectId] | None) -> Selection:
    if who.is_admin:
        return Selection(kind)
    own = sorted(taught_course_ids(who) if taught is None else taught)
    learned = sorted(set(active_course_ids(who)) - set(own))
    alternatives: list[Row] = [{"course_id": {"$in": own}}] if own or not learned else []
    if learned:
        closed = {"$nin": [*_not_begun(who, learned), None]}
        alternatives.append({"course_id": {"$in": learned}, "quiz_id": closed})
    return Selection(kind, ({"$or": alternatives} if len(alternatives) > 1 else alternatives[0],))


def _not_begun(who: Principal, courses: list[ObjectId]) -> list[ObjectId]:
    """The limited quizzes of these courses that this person has never begun, in two queries."""
    limited = {
        "course_id": {"$in": courses},
        "$or": [{"time_limit_seconds": {"$gt": 0}}, {"max_attempts": {"$gt": 0}}],
    }
    quizzes = {row["_id"] for row in Quiz.collection().find(limited, {"_id": 1})}
    mine = {"student_id": who.id, "quiz_id": {"$in": sorted(quizzes)}}
    begun = QuizAttempt.collection().find(mine, {"_id": 0, "quiz_id": 1})
    return sorted(quizzes - {row["quiz_id"] for row in begun})


def _own_or_taught(
    kind: type[Document], who: Principal, taught: Collection[ObjectId] | None = None
) -> Selection:
    if who.is_admin:
        return Selection(kind)
    mine: Row = {"student_id": who.id}
    courses = sorted(taught_course_ids(who) if taught is None else taught)
    where: Row = {"$or": [mine, {"course_id": {"$in": courses}}]} if courses else mine
    return Selection(kind, (where,))

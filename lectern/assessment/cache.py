"""What is kept warm of quizzes and their results."""

from bson import ObjectId

from lectern.shared.cache import Key

SHEET_TTL = 30 * 60
ANALYTICS_TTL = 5 * 60


def sheet(quiz_id: ObjectId) -> Key:
    """What everybody who takes a quiz may know of it; forgotten when it or its questions change."""
    return Key(f"quiz:{quiz_id}", SHEET_TTL)


def analytics(course_id: ObjectId) -> Key:
    """The numbers of the quizzes of a course; they are as old as this at the most."""
    return Key(f"analytics:quizzes:course:{course_id}", ANALYTICS_TTL)

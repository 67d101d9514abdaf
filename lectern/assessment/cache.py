"""What is kept warm of quizzes and their results."""

from bson import ObjectId

from lectern.shared.cache import Key

ANALYTICS_TTL = 5 * 60


def analytics(course_id: ObjectId) -> Key:
    """The numbers of the quizzes of a course; they are as old as this at the most."""
    return Key(f"analytics:quizzes:course:{course_id}", ANALYTICS_TTL)

"""What happens to quizzes that are handed in."""

from dataclasses import dataclass

from bson import ObjectId

from lectern.shared.events import Event


@dataclass(frozen=True)
class QuizPassed(Event):
    """A submission reached the passing score."""

    submission: ObjectId
    student: ObjectId
    quiz: ObjectId


@dataclass(frozen=True)
class QuizFailed(Event):
    """A submission did not reach the passing score, and none before it did."""

    submission: ObjectId
    student: ObjectId
    quiz: ObjectId


@dataclass(frozen=True)
class QuizRetaken(Event):
    """A submission did not reach the passing score; but one before it did."""

    submission: ObjectId
    student: ObjectId
    quiz: ObjectId


@dataclass(frozen=True)
class QuizAwaitsReview(Event):
    """A submission holds an essay that an instructor has to grade."""

    submission: ObjectId
    student: ObjectId
    quiz: ObjectId

"""Closing an attempt: grade what was answered, keep it, and let follow what follows."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import structlog
from bson import ObjectId

from lectern.assessment import grading
from lectern.assessment.answers import check_answers
from lectern.assessment.documents import Quiz, QuizAttempt, QuizSubmission
from lectern.assessment.events import QuizAwaitsReview, QuizFailed, QuizPassed, QuizRetaken
from lectern.assessment.feedback import feedback
from lectern.assessment.selectors import paper_of
from lectern.learning import services as learning
from lectern.learning.selectors import has_active_place
from lectern.shared.clock import now
from lectern.shared.errors import NotFound
from lectern.shared.idempotency import Made
from lectern.shared.mongo import Transaction, transactional
from lectern.shared.policies import Row

log = structlog.get_logger(__name__)

BATCH = 200
# What is sent at the last second arrives a little later.
GRACE = timedelta(seconds=5)


def is_over(attempt: Row) -> bool:
    """Whether the time of an attempt, and the grace after it, have passed."""
    deadline: datetime | None = attempt.get("deadline")
    return deadline is not None and now() > deadline + GRACE


@transactional
def hand_in(
    tx: Transaction, *, attempt: ObjectId, answers: Mapping[str, object] | None = None
) -> Made:
    """Grade an attempt by the saved answers and those sent now, which win; only once.

    Whoever is second, or too late, gets what was handed in first: answers that arrive after the
    deadline are not counted, those saved before it are.
    """
    moment = now()
    # Claiming it first lets two that hand in at once meet here, before anything is graded.
    row = tx.find_and_update(
        QuizAttempt,
        {"_id": attempt, "submitted_at": None},
        {"$set": {"submitted_at": moment}},
    )
    if row is None:
        return Made(_existing(tx, attempt), is_new=False)
    if is_over(row):
        answers, moment = None, row["deadline"]
        tx.update(QuizAttempt, {"_id": attempt}, {"$set": {"submitted_at": moment}})
    quiz = tx.find_one(Quiz, {"_id": row["quiz_id"]})
    if quiz is None:
        raise NotFound
    submission = _graded(tx, quiz=quiz, attempt=row, sent=answers or {}, moment=moment)
    tx.insert(submission)
    tell(
        tx, submission=submission.pk, student=row["student_id"], quiz=quiz, passed=submission.passed
    )
    return Made(submission.pk)


def hand_in_overdue(*, limit: int = BATCH) -> int:
    """Hand in attempts whose time has passed, the most overdue first; how many it did itself.

    Whoever claims an attempt first hands it in: its student, or one of several workers. One that
    cannot be handed in holds no other back.
    """
    overdue = {"submitted_at": None, "deadline": {"$lt": now() - GRACE}}
    found = QuizAttempt.collection().find(overdue, {"_id": 1}).sort("deadline", 1).limit(limit)
    done = 0
    for row in found:
        try:
            done += hand_in(attempt=row["_id"]).is_new
        except NotFound:  # its quiz was removed in the moment in which it began
            QuizAttempt.collection().delete_one({**row, "submitted_at": None})
        except Exception:
            log.exception("overdue_attempt_failed", attempt=str(row["_id"]))
    return done


def tell(
    tx: Transaction, *, submission: ObjectId, student: ObjectId, quiz: Row, passed: bool | None
) -> None:
    """Let the lesson be completed by a pass, and publish what became of a submission.

    Nothing is taken back by a failure. Who only teaches the course makes no progress in it.
    """
    if passed and has_active_place(student, quiz["course_id"]):
        learning.pass_lesson(student=student, lesson=quiz["lesson_id"])
    names = {"submission": submission, "student": student, "quiz": quiz["_id"]}
    if passed is None:
        tx.publish(QuizAwaitsReview(**names))
    elif passed:
        tx.publish(QuizPassed(**names))
    else:
        again = _has_passed(tx, student, quiz["_id"])
        tx.publish(QuizRetaken(**names) if again else QuizFailed(**names))


@transactional
def count_passes(tx: Transaction, *, student: ObjectId, course: ObjectId) -> None:
    """Complete the lessons of a course whose quizzes the student has passed, once for each."""
    passes = {"student_id": student, "course_id": course, "passed": True}
    passed = {row["quiz_id"] for row in tx.find(QuizSubmission, passes, {"quiz_id": 1})}
    quizzes = tx.find(Quiz, {"_id": {"$in": list(passed)}}, {"lesson_id": 1})
    lessons = {row["lesson_id"] for row in quizzes}
    learning.pass_lessons(student=student, course=course, lessons=lessons)


@transactional
def count_passes_of_many(
    tx: Transaction, *, students: Sequence[ObjectId], course: ObjectId
) -> None:
    """The same for many; most who come have passed nothing yet."""
    passes = {"student_id": {"$in": list(students)}, "course_id": course, "passed": True}
    for student in {
        row["student_id"] for row in tx.find(QuizSubmission, passes, {"student_id": 1})
    }:
        count_passes(student=student, course=course)


def _has_passed(tx: Transaction, student: ObjectId, quiz: ObjectId) -> bool:
    where = {"student_id": student, "quiz_id": quiz, "passed": True}
    return tx.find_one(QuizSubmission, where, {"_id": 1}) is not None


def _existing(tx: Transaction, attempt: ObjectId) -> ObjectId:
    found = tx.find_one(QuizSubmission, {"attempt_id": attempt}, {"_id": 1})
    if found is None:
        raise NotFound
    return found["_id"]  # type: ignore[no-any-return]


def _graded(
    tx: Transaction, *, quiz: Row, attempt: Row, sent: Mapping[str, object], moment: datetime
) -> QuizSubmission:
    questions = paper_of(quiz["_id"], tx.find).questions
    known = {question.id for question in questions}
    saved = {
        question: entry["value"]
        for question, entry in attempt["answers"].items()
        if question in known and entry["value"] is not None and question not in sent
    }
    answers = saved | check_answers(questions, sent)
    grade = grading.grade(questions, answers)
    passed = grading.passed(grade.score, quiz["passing_score"])
    return QuizSubmission(
        student=attempt["student_id"],
        quiz=quiz["_id"],
        course=quiz["course_id"],
        attempt=attempt["_id"],
        answers=answers,
        status=grade.status,
        score=grade.score,
        points=grade.points,
        max_points=grade.max_points,
        passed=passed,
        # All of it; what of it is told is decided when it is read.
        feedback=feedback(questions, answers, grade, "after_submit", passed),
        seconds=max((moment - attempt["started_at"]).total_seconds(), 0.0),
        submitted_at=moment,
    )

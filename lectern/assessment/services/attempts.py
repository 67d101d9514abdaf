"""Starting attempts and saving their answers."""

import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

import mongoengine as me
from bson import ObjectId
from pymongo import ReturnDocument

from lectern.assessment.answers import Asked, InvalidAnswer, check_answer
from lectern.assessment.documents import Quiz, QuizAttempt
from lectern.assessment.paper import unready
from lectern.assessment.selectors import paper_of, sheet_of
from lectern.assessment.services.hand_in import GRACE, hand_in, is_over
from lectern.catalog.policies import teaches
from lectern.catalog.selectors import course_row
from lectern.learning.selectors import has_active_place
from lectern.learning.services import NotEnrolled
from lectern.shared.clock import now
from lectern.shared.errors import Conflict, FieldError, NotFound
from lectern.shared.idempotency import Made, Once, unnoted
from lectern.shared.mongo import Transaction, transactional
from lectern.shared.policies import Principal, Row

R = TypeVar("R")

RACES = 10


class NoAttemptsLeft(Conflict):
    """A quiz may be taken only so many times."""

    code = "no-attempts-left"
    title = "You have used all your attempts at this quiz."


class QuizNotReady(Conflict):
    """A quiz without questions, or with one that has no key, cannot be taken."""

    code = "quiz-not-ready"
    title = "This quiz is not ready to be taken yet."


class AttemptSubmitted(Conflict):
    """What has been handed in is not changed any more."""

    code = "attempt-submitted"
    title = "This attempt has been handed in already."


class AttemptOver(Conflict):
    """The time is up; what was saved before has been handed in."""

    code = "attempt-over"
    title = "The time for this attempt is over; the answers saved before have been handed in."


@dataclass(frozen=True, slots=True)
class SavedAnswer:
    """An answer as a browser tab knows it; of two versions the higher one is kept."""

    value: object
    version: int


def start_attempt(*, who: Principal, quiz: ObjectId, once: Once = unnoted) -> Made:
    """Begin an attempt, or resume the open one; however often one clicks, there is one."""
    close_overdue(who=who, quiz=quiz)
    return among_clicks(lambda: once(lambda: begin(who=who, quiz=quiz)))


def close_overdue(*, who: Principal, quiz: ObjectId) -> None:
    """Hand in this person's open attempt if its time has passed, so that another may begin."""
    overdue = QuizAttempt.collection().find_one(
        {"student_id": who.id, "quiz_id": quiz, "submitted_at": None}, {"deadline": 1}
    )
    if overdue is not None:
        hand_in_if_over(attempt=overdue)


def among_clicks(act: Callable[[], R]) -> R:
    """Act again where another click was first: the next look finds what it made."""
    for _ in range(RACES):
        try:
            return act()
        except me.NotUniqueError:
            continue
    raise Conflict


def hand_in_if_over(*, attempt: Row) -> bool:
    """Hand in an attempt whose time has passed; whether it had."""
    if attempt.get("submitted_at") is not None or not is_over(attempt):
        return False
    hand_in(attempt=attempt["_id"])
    return True


def save_answers(*, who: Principal, attempt: Row, answers: Mapping[str, SavedAnswer]) -> Row:
    """Keep each answer whose version is higher than that of the kept one; the attempt as it is now.

    One atomic update decides, so an older tab never overwrites a newer one.
    """
    check_place(who, attempt["course_id"])
    _check_open(attempt)
    checked = _checked(sheet_of(attempt["quiz_id"]).questions, answers)
    newer: Row = {f"answers.{name}": _newer(name, answer) for name, answer in checked.items()}
    kept = QuizAttempt.collection().find_one_and_update(
        {
            "_id": attempt["_id"],
            "submitted_at": None,
            "$or": [{"deadline": None}, {"deadline": {"$gte": now() - GRACE}}],
        },
        [{"$set": newer or {"_id": "$_id"}}],
        return_document=ReturnDocument.AFTER,
    )
    if kept is None:  # it was closed, or went, since we looked
        row = QuizAttempt.collection().find_one({"_id": attempt["_id"]}, {"answers": 0})
        if row is None:
            raise NotFound
        _check_open(row)
        raise AttemptSubmitted
    return kept


def check_place(who: Principal, course: ObjectId) -> None:
    """Quizzes are taken by those who learn in the course, and tried by those who teach it."""
    if who.id is not None and has_active_place(who.id, course):
        return
    if not teaches(who, course_row(course)):
        raise NotEnrolled


@transactional
def begin(tx: Transaction, *, who: Principal, quiz: ObjectId) -> Made:
    """The open attempt, else a new one; `NotUniqueError` when another click is making it."""
    row = tx.find_one(Quiz, {"_id": quiz})
    if row is None:
        raise NotFound
    check_place(who, row["course_id"])
    mine = {"student_id": who.id, "quiz_id": quiz}
    open_attempt = tx.find_one(QuizAttempt, {**mine, "submitted_at": None}, {"_id": 1})
    if open_attempt is not None:
        return Made(open_attempt["_id"], is_new=False)
    _check_ready(who, row, tx)
    before = [attempt["number"] for attempt in tx.find(QuizAttempt, mine, {"number": 1})]
    if row["max_attempts"] and len(before) >= row["max_attempts"]:
        raise NoAttemptsLeft
    moment, limit = now(), row["time_limit_seconds"]
    attempt = QuizAttempt(
        student=who.id,
        quiz=quiz,
        course=row["course_id"],
        number=max(before, default=0) + 1,
        started_at=moment,
        deadline=moment + timedelta(seconds=limit) if limit else None,
        seed=secrets.randbits(48),
    )
    return Made(tx.insert(attempt).pk)


def _check_ready(who: Principal, quiz: Row, tx: Transaction) -> None:
    """Those who teach are told what is missing; those who learn, that it is."""
    if sheet_of(quiz["_id"]).is_ready:
        return
    paper = paper_of(quiz["_id"], tx.find)
    lacking = unready(paper)
    if not teaches(who, course_row(quiz["course_id"])):
        raise QuizNotReady
    if not paper.questions:
        raise QuizNotReady("It has no questions.")
    errors = [FieldError(f"/questions/{one.question}", one.reason, "no-key") for one in lacking]
    raise QuizNotReady(errors=errors)


def _check_open(attempt: Row) -> None:
    if attempt.get("submitted_at") is not None:
        raise AttemptSubmitted
    if hand_in_if_over(attempt=attempt):
        raise AttemptOver


def _checked(
    questions: Iterable[Asked], answers: Mapping[str, SavedAnswer]
) -> dict[str, SavedAnswer]:
    """The answers as they will be kept, cleared ones included."""
    known = {question.id: question for question in questions}
    errors = []
    if answers.keys() - known.keys():
        sentence = "The quiz has no such question."
        errors.append(FieldError("/answers", sentence, "unknown-question"))
    checked = {}
    for name in known.keys() & answers.keys():
        try:
            value = check_answer(known[name], answers[name].value, f"/answers/{name}/value")
        except InvalidAnswer as error:
            errors.extend(error.errors)
        else:
            checked[name] = SavedAnswer(value, answers[name].version)
    if errors:
        raise InvalidAnswer(errors=errors)
    return checked


def _newer(name: str, answer: SavedAnswer) -> Row:
    kept = f"$answers.{name}"
    return {
        "$cond": [
            {"$lt": [{"$ifNull": [f"{kept}.version", -1]}, answer.version]},
            {"value": {"$literal": answer.value}, "version": answer.version},
            kept,
        ]
    }

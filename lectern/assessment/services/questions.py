"""Writes of questions and of their choices."""

from collections.abc import Sequence
from typing import Any

from bson import ObjectId

from lectern.assessment import cache as keys
from lectern.assessment.documents import Choice, Question, Quiz
from lectern.catalog.ordering import check_order
from lectern.shared import cache
from lectern.shared.clock import now
from lectern.shared.documents import MAX_POSITION, Document
from lectern.shared.errors import NotFound
from lectern.shared.markdown import render
from lectern.shared.mongo import Transaction, transactional
from lectern.shared.policies import Row

_PARENTS = {"question_id": 1, "quiz_id": 1}


@transactional
def add_question(tx: Transaction, /, *, quiz: ObjectId, **values: Any) -> Question:
    """Add a question to a quiz, at the end when no position is given."""
    row = _tied(tx, Quiz, quiz)
    _forget_sheet(tx, quiz)
    values.setdefault("position", _end(tx, Question, {"quiz_id": quiz}))
    question = Question(quiz=quiz, course=row["course_id"], created_at=now(), **_rendered(values))
    return tx.insert(question)


@transactional
def change_question(tx: Transaction, *, question: ObjectId, values: dict[str, Any]) -> None:
    """Change a question; what was handed in before keeps its grade."""
    _change(tx, Question, question, Question.changes(**_rendered(values)))


@transactional
def remove_question(tx: Transaction, *, question: ObjectId) -> None:
    """Remove a question with its choices."""
    row = tx.find_one(Question, {"_id": question}, {"quiz_id": 1})
    if row is None:
        raise NotFound
    _tied(tx, Quiz, row["quiz_id"])
    _forget_sheet(tx, row["quiz_id"])
    tx.delete(Choice, {"question_id": question})
    tx.delete(Question, {"_id": question})


@transactional
def reorder_questions(tx: Transaction, *, quiz: ObjectId, order: Sequence[ObjectId]) -> None:
    """Put all questions of a quiz into this order.

    A question that is added or removed at the same moment makes the order outdated.
    """
    _tied(tx, Quiz, quiz)
    _forget_sheet(tx, quiz)
    there = tx.find(Question, {"quiz_id": quiz}, {"_id": 1})
    check_order(order, [row["_id"] for row in there])
    tx.update_each(
        Question,
        [
            ({"_id": question}, {"$set": {"position": position}})
            for position, question in enumerate(order)
        ],
    )


@transactional
def add_choice(tx: Transaction, /, *, question: ObjectId, **values: Any) -> Choice:
    """Add a choice to a question, at the end when no position is given."""
    row = _tied(tx, Question, question)
    _forget_sheet(tx, row["quiz_id"])
    values.setdefault("position", _end(tx, Choice, {"question_id": question}))
    choice = Choice(question=question, quiz=row["quiz_id"], course=row["course_id"], **values)
    return tx.insert(choice)


@transactional
def change_choice(tx: Transaction, *, choice: ObjectId, values: dict[str, Any]) -> None:
    """Change a choice."""
    _change(tx, Choice, choice, Choice.changes(**values))


@transactional
def remove_choice(tx: Transaction, *, choice: ObjectId) -> None:
    """Remove a choice."""
    row = tx.find_one(Choice, {"_id": choice}, _PARENTS)
    if row is None or not tx.delete(Choice, {"_id": choice}):
        raise NotFound
    _forget_sheet(tx, _quiz_of(tx, row))


def _change(tx: Transaction, kind: type[Document], row_id: ObjectId, changes: Row) -> None:
    if not changes:
        return
    row = tx.find_and_update(kind, {"_id": row_id}, {"$set": changes}, projection=_PARENTS)
    if row is None:
        raise NotFound
    _forget_sheet(tx, _quiz_of(tx, row))


def _quiz_of(tx: Transaction, row: Row) -> ObjectId:
    """Choices of before their second version know it only by their question."""
    if "quiz_id" not in row:
        row = tx.find_one(Question, {"_id": row["question_id"]}, _PARENTS) or {}
    return ObjectId(row["quiz_id"])


def _forget_sheet(tx: Transaction, quiz: ObjectId) -> None:
    tx.after_commit(cache.forgetting([keys.sheet(quiz)], tx))


def _tied(tx: Transaction, kind: type[Document], parent: ObjectId) -> Row:
    """What something begins or ceases to hang on, written, so that two changes of it meet here."""
    row = tx.find_and_update(
        kind, {"_id": parent}, {"$inc": {"revision": 1}}, projection={"course_id": 1, "quiz_id": 1}
    )
    if row is None:
        raise NotFound
    return row


def _end(tx: Transaction, kind: type[Document], siblings: Row) -> int:
    found = tx.find(kind, siblings, {"position": 1})
    return min(max((row["position"] for row in found), default=-1) + 1, MAX_POSITION)


def _rendered(values: dict[str, Any]) -> dict[str, Any]:
    if "text" not in values or "text_html" in values:
        return values
    return {**values, "text_html": render(values["text"]).html}

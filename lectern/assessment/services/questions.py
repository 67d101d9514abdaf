"""Writes of questions and of their choices."""

from typing import Any

from bson import ObjectId

from lectern.assessment.documents import Choice, Question, Quiz
from lectern.shared.clock import now
from lectern.shared.documents import MAX_POSITION, Document
from lectern.shared.errors import NotFound
from lectern.shared.markdown import render
from lectern.shared.mongo import Transaction, transactional
from lectern.shared.policies import Row


@transactional
def add_question(tx: Transaction, /, *, quiz: ObjectId, **values: Any) -> Question:
    """Add a question to a quiz, at the end when no position is given."""
    row = tx.find_one(Quiz, {"_id": quiz}, {"course_id": 1})
    if row is None:
        raise NotFound
    values.setdefault("position", _end(tx, Question, {"quiz_id": quiz}))
    question = Question(quiz=quiz, course=row["course_id"], created_at=now(), **_rendered(values))
    return tx.insert(question)


@transactional
def change_question(tx: Transaction, *, question: ObjectId, values: dict[str, Any]) -> None:
    """Change a question; what was handed in before keeps its grade."""
    changes = Question.changes(**_rendered(values))
    if changes and not tx.update(Question, {"_id": question}, {"$set": changes}):
        raise NotFound


@transactional
def remove_question(tx: Transaction, *, question: ObjectId) -> None:
    """Remove a question with its choices."""
    tx.delete(Choice, {"question_id": question})
    if not tx.delete(Question, {"_id": question}):
        raise NotFound


@transactional
def add_choice(tx: Transaction, /, *, question: ObjectId, **values: Any) -> Choice:
    """Add a choice to a question, at the end when no position is given."""
    row = tx.find_one(Question, {"_id": question}, {"course_id": 1})
    if row is None:
        raise NotFound
    values.setdefault("position", _end(tx, Choice, {"question_id": question}))
    return tx.insert(Choice(question=question, course=row["course_id"], **values))


@transactional
def change_choice(tx: Transaction, *, choice: ObjectId, values: dict[str, Any]) -> None:
    """Change a choice."""
    if values and not tx.update(Choice, {"_id": choice}, {"$set": Choice.changes(**values)}):
        raise NotFound


@transactional
def remove_choice(tx: Transaction, *, choice: ObjectId) -> None:
    """Remove a choice."""
    if not tx.delete(Choice, {"_id": choice}):
        raise NotFound


def _end(tx: Transaction, kind: type[Document], siblings: Row) -> int:
    found = tx.find(kind, siblings, {"position": 1})
    return min(max((row["position"] for row in found), default=-1) + 1, MAX_POSITION)


def _rendered(values: dict[str, Any]) -> dict[str, Any]:
    if "text" not in values or "text_html" in values:
        return values
    return {**values, "text_html": render(values["text"]).html}

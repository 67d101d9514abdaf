"""The sheet of a quiz: its rules and questions as everybody who takes it may know them.

It is kept warm (`cache.sheet`), so nothing that tells the key is in it: whoever reads Redis, or a
view that shows too much of it, gives no answer away.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from bson import ObjectId

from lectern.assessment.paper import Paper, unready
from lectern.assessment.questions import Kind
from lectern.assessment.shuffling import (
    choices_in_order,
    matches_in_order,
    prompts_in_order,
    questions_in_order,
)
from lectern.shared.policies import Row

_REFERENCES = ("_id", "course_id")
_RULES = ("title", "passing_score", "max_attempts", "time_limit_seconds", "shuffle")


@dataclass(frozen=True, slots=True)
class Item:
    """Something to pick: a choice, a prompt or a match."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question without its key; its matches stand in the order of their ids."""

    id: str
    kind: Kind
    text_html: str
    points: float
    choices: Sequence[Item]
    prompts: Sequence[Item]
    matches: Sequence[Item]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rules of a quiz (as its row has them), whether it can be taken, and its questions."""

    quiz: Row
    is_ready: bool
    questions: Sequence[AskedQuestion]


def as_data(quiz: Row, paper: Paper) -> dict[str, Any]:
    """What is kept of a quiz, as plain data."""
    return {
        **{name: str(quiz[name]) for name in _REFERENCES},
        **{name: quiz[name] for name in _RULES},
        "is_ready": bool(paper.questions) and not unready(paper),
        "questions": [
            asdict(
                AskedQuestion(
                    id=question.id,
                    kind=question.kind,
                    text_html=paper.html[question.id],
                    points=question.points,
                    choices=[Item(choice.id, choice.text) for choice in question.choices],
                    prompts=[Item(pair.id, pair.prompt) for pair in question.pairs],
                    matches=sorted(
                        (Item(match.id, match.text) for match in question.matches),
                        key=lambda match: match.id,
                    ),
                )
            )
            for question in paper.questions
        ],
    }


def from_data(data: Mapping[str, Any]) -> Sheet:
    """The sheet that was kept so."""
    return Sheet(
        quiz={
            **{name: ObjectId(data[name]) for name in _REFERENCES},
            **{name: data[name] for name in _RULES},
        },
        is_ready=data["is_ready"],
        questions=[
            AskedQuestion(**{**question, **{name: _items(question[name]) for name in _PICKED}})
            for question in data["questions"]
        ],
    )


def shown(sheet: Sheet, *, seed: int) -> list[dict[str, Any]]:
    """The questions in the order of one attempt."""
    shuffle: bool = sheet.quiz["shuffle"]
    return [
        {
            "id": asked.id,
            "kind": asked.kind,
            "text_html": asked.text_html,
            "points": asked.points,
            "choices": _plain(
                choices_in_order(asked.choices, question=asked.id, seed=seed, shuffle=shuffle)
            ),
            "prompts": _plain(
                prompts_in_order(asked.prompts, question=asked.id, seed=seed, shuffle=shuffle)
            ),
            "matches": _plain(matches_in_order(asked.matches, question=asked.id, seed=seed)),
        }
        for asked in questions_in_order(sheet.questions, seed=seed, shuffle=shuffle)
    ]


_PICKED = ("choices", "prompts", "matches")


def _items(kept: Sequence[Mapping[str, str]]) -> list[Item]:
    return [Item(**item) for item in kept]


def _plain(items: Sequence[Item]) -> list[dict[str, str]]:
    return [{"id": item.id, "text": item.text} for item in items]

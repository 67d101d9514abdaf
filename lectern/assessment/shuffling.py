"""The order in which an attempt shows its questions, choices and matches.

Sorting by a digest of the seed and the id, rather than drawing from a generator, gives the same
order on every reload, machine and Python version, tells nothing of the order it was written in,
and keeps the rest in place when an item is added or removed during an attempt.
"""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from lectern.assessment.questions import Choice, Match, Pair, Question


class Identified(Protocol):
    @property
    def id(self) -> str: ...


Item = TypeVar("Item", bound=Identified)


def questions_in_order(
    questions: Sequence[Question], *, seed: int, shuffle: bool
) -> list[Question]:
    """The questions of a quiz, shuffled or as they were written."""
    return _shuffled(questions, f"{seed}:questions") if shuffle else list(questions)


def choices_in_order(question: Question, *, seed: int, shuffle: bool) -> list[Choice]:
    """The choices of a question, shuffled or as they were written."""
    if not shuffle:
        return list(question.choices)
    return _shuffled(question.choices, f"{seed}:choices:{question.id}")


def prompts_in_order(question: Question, *, seed: int, shuffle: bool) -> list[Pair]:
    """The prompts of a matching question, shuffled or as they were written."""
    if not shuffle:
        return list(question.pairs)
    return _shuffled(question.pairs, f"{seed}:prompts:{question.id}")


def matches_in_order(question: Question, *, seed: int) -> list[Match]:
    """The matches of a matching question, always shuffled: their order is the key."""
    return _shuffled(question.matches, f"{seed}:matches:{question.id}")


def _shuffled(items: Iterable[Item], purpose: str) -> list[Item]:
    return sorted(items, key=lambda item: hashlib.sha256(f"{purpose}:{item.id}".encode()).digest())

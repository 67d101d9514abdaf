"""The order in which an attempt shows its questions, choices and matches.

Sorting by a digest of the seed and the id, rather than drawing from a generator, gives the same
order on every reload, machine and Python version, tells nothing of the order it was written in,
and keeps the rest in place when an item is added or removed during an attempt.
"""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar


class Identified(Protocol):
    @property
    def id(self) -> str: ...


Item = TypeVar("Item", bound=Identified)


def questions_in_order(questions: Sequence[Item], *, seed: int, shuffle: bool) -> list[Item]:
    """The questions of a quiz, shuffled or as they were written."""
    return _shuffled(questions, f"{seed}:questions") if shuffle else list(questions)


def choices_in_order(
    choices: Sequence[Item], *, question: str, seed: int, shuffle: bool
) -> list[Item]:
    """The choices of a question, shuffled or as they were written."""
    return _shuffled(choices, f"{seed}:choices:{question}") if shuffle else list(choices)


def prompts_in_order(
    prompts: Sequence[Item], *, question: str, seed: int, shuffle: bool
) -> list[Item]:
    """The prompts of a matching question, shuffled or as they were written."""
    return _shuffled(prompts, f"{seed}:prompts:{question}") if shuffle else list(prompts)


def matches_in_order(matches: Sequence[Item], *, question: str, seed: int) -> list[Item]:
    """The matches of a matching question, always shuffled: their order is the key."""
    return _shuffled(matches, f"{seed}:matches:{question}")


def _shuffled(items: Iterable[Item], purpose: str) -> list[Item]:
    return sorted(items, key=lambda item: hashlib.sha256(f"{purpose}:{item.id}".encode()).digest())

"""What grading knows of a question: plain values, with the key."""

import hashlib
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

Kind = Literal["single", "multiple", "true_false", "short_text", "numeric", "matching", "essay"]

# A double reaches down to about 5e-324; a key nearer to 0 can never be answered.
_SMALLEST_EXPONENT = -324


@dataclass(frozen=True, slots=True)
class Choice:
    id: str
    text: str
    is_correct: bool
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A prompt and the match that is right for it; several prompts may share one match."""

    id: str
    prompt: str
    match: Match


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its key: only the fields of its kind are filled."""

    id: str
    kind: Kind
    points: float = 1.0
    explanation: str = ""
    choices: tuple[Choice, ...] = ()
    accepted: tuple[str, ...] = ()
    truth: bool | None = None
    value: Decimal | None = None
    tolerance: Decimal = Decimal(0)
    pairs: tuple[Pair, ...] = ()

    @property
    def prompts(self) -> tuple[Pair, ...]:
        """What a match is to be found for: a pair has the id of its prompt."""
        return self.pairs

    @property
    def matches(self) -> tuple[Match, ...]:
        """Each match once, in the order of the pairs."""
        return tuple(dict.fromkeys(pair.match for pair in self.pairs))


def from_documents(question: Mapping[str, Any], choices: Iterable[Mapping[str, Any]]) -> Question:
    """Read a stored question and its choices, which come in their order of position.

    A key that cannot be read leaves its field empty: nobody earns the points, nothing fails.
    """
    identity = str(question["_id"])
    kind = question["kind"]
    key = question.get("answer") or ""
    points = question.get("points")
    return Question(
        id=identity,
        kind=kind,
        points=1.0 if points is None else float(points),
        explanation=question.get("explanation") or "",
        choices=_choices(choices) if kind in ("single", "multiple") else (),
        accepted=_lines(key) if kind == "short_text" else (),
        truth=_truth(key) if kind == "true_false" else None,
        value=_number(key) if kind == "numeric" else None,
        tolerance=_number(str(question.get("tolerance") or 0)) or Decimal(0),
        pairs=_pairs(identity, choices) if kind == "matching" else (),
    )


def match_id(question: str, text: str) -> str:
    """The same id for the same text in the same question, so equal matches are one."""
    return hashlib.blake2b(f"{question}\n{text}".encode(), digest_size=12).hexdigest()


def _choices(documents: Iterable[Mapping[str, Any]]) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            id=str(document["_id"]),
            text=document["text"],
            is_correct=bool(document.get("is_correct")),
            feedback=document.get("feedback") or "",
        )
        for document in documents
    )


def _pairs(question: str, documents: Iterable[Mapping[str, Any]]) -> tuple[Pair, ...]:
    return tuple(
        Pair(str(document["_id"]), document["text"], Match(match_id(question, text), text))
        for document in documents
        if (text := (document.get("match") or "").strip())
    )


def _lines(key: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in key.splitlines() if line.strip())


def _truth(key: str) -> bool | None:
    return {"true": True, "false": False}.get(key.strip().lower())


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return None
    if not number:
        return Decimal(0)
    if not number.is_finite() or math.isinf(float(number)):
        return None
    if number.adjusted() < _SMALLEST_EXPONENT:
        return None
    return number

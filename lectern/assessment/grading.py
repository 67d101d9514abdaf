"""Grading: pure functions from questions and answers to a grade.

Shares are exact fractions until the end. Points and percentages leave as floats rounded half up
to two digits, which JSON and the database carry unchanged; the score comes from the exact sum,
so three thirds are a whole and the shown points may miss it by a hundredth.

Answers are graded as they are found: an id that no longer exists, or a value of another kind,
is never right and never fails, because a question may change after it was answered.
"""

import math
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from typing import Literal

from lectern.assessment.answers import is_blank
from lectern.assessment.questions import Kind, Question

Status = Literal["graded", "awaiting_review"]

NOTHING, EVERYTHING = Fraction(0), Fraction(1)

# A double carries 15 decimal digits faithfully; what follows is noise of its binary form.
_DOUBLE = Context(prec=15)

# Phones type curly quotes unasked.
_STRAIGHT_QUOTES = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"'})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one question brought. While an essay awaits review, points and correct are None.

    `correct` means fully right; `partial` that some of the points were earned.
    """

    question: str
    points: float | None
    max_points: float
    correct: bool | None
    partial: bool


@dataclass(frozen=True, slots=True)
class Grade:
    """The points so far, and the score in percent, which is None until all is graded."""

    points: float
    max_points: float
    score: float | None
    status: Status
    outcomes: tuple[Outcome, ...]


def grade(
    questions: Sequence[Question],
    answers: Mapping[str, object],
    reviews: Mapping[str, float] | None = None,
) -> Grade:
    """Grade the answers; `reviews` holds the points that an instructor gave to essays.

    A quiz without points to earn scores 100, one without questions 0.
    """
    given = reviews or {}
    shares = [_share(question, answers.get(question.id), given) for question in questions]
    worth = [_exact(question.points) for question in questions]
    total = sum(worth, NOTHING)
    earned = sum(
        (share * points for share, points in zip(shares, worth, strict=True) if share), NOTHING
    )
    awaiting = None in shares
    share_of_total = earned / total if total else Fraction(bool(questions))
    return Grade(
        points=_rounded(earned),
        max_points=_rounded(total),
        score=None if awaiting else _rounded(100 * share_of_total),
        status="awaiting_review" if awaiting else "graded",
        outcomes=tuple(map(_outcome, questions, shares)),
    )


def passed(score: float | None, passing_score: float) -> bool | None:
    """Whether the score, as it is shown, suffices; None while it is not known."""
    return None if score is None else score >= passing_score


def normalised(text: str) -> str:
    """The form in which short texts are compared: width, case, spacing and quotes are alike."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    # Folding case may leave a letter and its accent apart.
    composed = unicodedata.normalize("NFKC", folded).translate(_STRAIGHT_QUOTES)
    return " ".join(composed.split())


def _share(question: Question, answer: object, reviews: Mapping[str, float]) -> Fraction | None:
    """The share of the points that the answer earns, or None when it awaits review."""
    if question.kind == "essay" and question.id in reviews:
        return _reviewed(question, reviews[question.id])
    if is_blank(answer):
        return NOTHING
    if question.kind == "essay":
        return None
    return _GRADERS[question.kind](question, answer)


def _reviewed(question: Question, points: float) -> Fraction:
    if not 0 <= points <= question.points:
        raise ValueError(f"A review gives between 0 and {question.points:g} points.")
    return _exact(points) / _exact(question.points) if question.points else EVERYTHING


def _single(question: Question, answer: object) -> Fraction:
    return Fraction(any(choice.is_correct and choice.id == answer for choice in question.choices))


def _multiple(question: Question, answer: object) -> Fraction:
    """(right picked - wrong picked) / right, at least 0. Where no choice is right, pick none."""
    picked = set(_strings(answer))
    right = {choice.id for choice in question.choices if choice.is_correct}
    wrong = {choice.id for choice in question.choices} - right
    if not right:
        return Fraction(isinstance(answer, list) and not picked & wrong)
    return max(NOTHING, Fraction(len(picked & right) - len(picked & wrong), len(right)))


def _true_false(question: Question, answer: object) -> Fraction:
    return Fraction(isinstance(answer, bool) and answer is question.truth)


def _short_text(question: Question, answer: object) -> Fraction:
    if not isinstance(answer, str):
        return NOTHING
    return Fraction(normalised(answer) in map(normalised, question.accepted))


def _numeric(question: Question, answer: object) -> Fraction:
    """Right within the tolerance, its bounds included, by the decimals that people write.

    Whole numbers are exact. A number with a fraction arrives as a double, so the key too is
    taken to the digits that a double can carry.
    """
    if isinstance(answer, bool) or not isinstance(answer, int | float) or question.value is None:
        return NOTHING
    if isinstance(answer, int):
        number, key = Decimal(answer), question.value
    elif math.isfinite(answer):
        number, key = _DOUBLE.create_decimal(repr(answer)), _DOUBLE.plus(question.value)
    else:
        return NOTHING
    distance = abs(Fraction(number) - Fraction(key))
    return Fraction(distance <= Fraction(question.tolerance))


def _matching(question: Question, answer: object) -> Fraction:
    """The share of prompts that were given their match."""
    if not isinstance(answer, Mapping) or not question.pairs:
        return NOTHING
    right = sum(answer.get(pair.id) == pair.match.id for pair in question.pairs)
    return Fraction(right, len(question.pairs))


_GRADERS: dict[Kind, Callable[[Question, object], Fraction]] = {
    "single": _single,
    "multiple": _multiple,
    "true_false": _true_false,
    "short_text": _short_text,
    "numeric": _numeric,
    "matching": _matching,
}


def _outcome(question: Question, share: Fraction | None) -> Outcome:
    worth = _exact(question.points)
    return Outcome(
        question=question.id,
        points=None if share is None else _rounded(share * worth),
        max_points=_rounded(worth),
        correct=None if share is None else share == EVERYTHING,
        partial=share is not None and NOTHING < share < EVERYTHING,
    )


def _strings(answer: object) -> list[str]:
    return [item for item in answer if isinstance(item, str)] if isinstance(answer, list) else []


def _exact(number: float) -> Fraction:
    """The decimal that was written, not its nearest binary fraction."""
    return Fraction(str(number))


def _rounded(number: Fraction) -> float:
    return math.floor(number * 100 + Fraction(1, 2)) / 100

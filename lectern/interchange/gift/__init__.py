"""Quizzes as GIFT text: `parse(text)` and `write(quiz)`."""

from lectern.interchange.gift.model import (
    Choice,
    Kind,
    Pair,
    ParsedQuiz,
    Problem,
    Question,
    Severity,
)
from lectern.interchange.gift.parser import parse
from lectern.interchange.gift.writer import write

__all__ = [
    "Choice",
    "Kind",
    "Pair",
    "ParsedQuiz",
    "Problem",
    "Question",
    "Severity",
    "parse",
    "write",
]

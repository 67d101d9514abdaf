"""A quiz as a GIFT file holds it.

Lines and problems tell where something was read. They are not part of what a quiz is, so two
quizzes that differ in nothing else are equal.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

Kind = Literal["single", "multiple", "true_false", "short_text", "numeric", "matching", "essay"]
Format = Literal["markdown", "html", "plain", "moodle"]
Reveal = Literal["never", "after_submit", "after_pass"]
Severity = Literal["info", "warning", "error"]

_MARKDOWN_SIGN = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~$:&])")


@dataclass(frozen=True, slots=True)
class Problem:
    """A remark about one line. An error means that a question was not read.

    `values` are what the sentence speaks of, and `what` tells apart the sentences of one code.
    """

    line: int
    code: str
    message: str
    severity: Severity
    values: Mapping[str, str | int] = field(default_factory=dict, hash=False, compare=False)


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to pick. `weight` is set only where it differs from how Lectern grades."""

    text: str
    correct: bool
    feedback: str = ""
    weight: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    prompt: str
    match: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its key: only the fields of its kind are filled."""

    kind: Kind
    text: str
    title: str = ""
    format: Format = "markdown"
    choices: tuple[Choice, ...] = ()
    accepted: tuple[str, ...] = ()
    truth: bool | None = None
    value: Decimal | None = None
    tolerance: Decimal = Decimal(0)
    pairs: tuple[Pair, ...] = ()
    explanation: str = ""
    points: Decimal = Decimal(1)
    line: int = field(default=1, compare=False)

    @property
    def markdown(self) -> str:
        """The text as Markdown, whatever format it was written in."""
        if self.format == "plain":
            return _MARKDOWN_SIGN.sub(r"\\\1", self.text)
        return self.text


@dataclass(frozen=True, slots=True)
class ParsedQuiz:
    """The questions of one file and its settings; None leaves a setting to its default."""

    questions: tuple[Question, ...] = ()
    title: str | None = None
    passing_score: int | None = None
    max_attempts: int | None = None
    time_limit_seconds: int | None = None
    shuffle: bool | None = None
    reveal: Reveal | None = None
    problems: tuple[Problem, ...] = field(default=(), compare=False)

    @property
    def ok(self) -> bool:
        """Whether every question was read."""
        return not any(problem.severity == "error" for problem in self.problems)

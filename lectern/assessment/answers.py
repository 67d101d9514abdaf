"""What counts as an answer to a question, whether or not it is right.

Answers come from the network, so their shape, size and ids are checked before they are kept.
An error repeats nothing that was sent: its pointer names only ids that the quiz knows.
"""

import math
from collections.abc import Callable, Container, Iterable, Sequence
from typing import Protocol

from lectern.assessment.questions import Kind
from lectern.assessment.shuffling import Identified
from lectern.shared.errors import FieldError, Invalid

Answer = str | bool | int | float | list[str] | dict[str, str]

SHORT_TEXT_LIMIT = 1_000
ESSAY_LIMIT = 20_000


class Asked(Protocol):
    """What has to be known of a question to tell an answer from nonsense; its key is not."""

    @property
    def id(self) -> str: ...
    @property
    def kind(self) -> Kind: ...
    @property
    def choices(self) -> Sequence[Identified]: ...
    @property
    def prompts(self) -> Sequence[Identified]: ...
    @property
    def matches(self) -> Sequence[Identified]: ...


class InvalidAnswer(Invalid):
    """One or more values cannot be answers; `errors` says which, and why."""

    code = "invalid-answer"
    title = "Some answers cannot be accepted."


def check_answers(
    questions: Iterable[Asked], answers: object, pointer: str = "/answers"
) -> dict[str, Answer]:
    """The answers to keep, by question; unanswered questions are left out.

    Raises InvalidAnswer with every finding at once.
    """
    if not isinstance(answers, dict):
        raise _wrong_type(pointer, "an object of question ids and answers")
    known = {question.id: question for question in questions}
    kept: dict[str, Answer] = {}
    errors: list[FieldError] = []
    if answers.keys() - known.keys():
        errors.append(FieldError(pointer, "The quiz has no such question.", "unknown-question"))
    for identity, question in known.items():
        try:
            answer = check_answer(question, answers.get(identity), f"{pointer}/{identity}")
        except InvalidAnswer as error:
            errors.extend(error.errors)
        else:
            if answer is not None:
                kept[identity] = answer
    if errors:
        raise InvalidAnswer(errors=errors)
    return kept


def check_answer(question: Asked, value: object, pointer: str = "") -> Answer | None:
    """The answer to keep, or None when the question is left unanswered.

    Raises InvalidAnswer; `pointer` says where in the request the value stands.
    """
    return None if value is None else _CHECKS[question.kind](question, value, pointer)


def is_blank(answer: object) -> bool:
    """Nothing was answered: no value, or a text of white space."""
    return answer is None or (isinstance(answer, str) and not answer.strip())


def _single(question: Asked, value: object, at: str) -> str:
    return _known(value, {choice.id for choice in question.choices}, at, "choice")


def _multiple(question: Asked, value: object, at: str) -> list[str]:
    if not isinstance(value, list):
        raise _wrong_type(at, "a list of choice ids")
    if len(value) > len(question.choices):
        raise _invalid(at, "too-many", "There are more answers than choices.")
    choices = {choice.id for choice in question.choices}
    picked = [_known(item, choices, f"{at}/{i}", "choice") for i, item in enumerate(value)]
    if len(set(picked)) < len(picked):
        raise _invalid(at, "duplicate-choice", "A choice is picked twice.")
    return picked


def _true_false(_: Asked, value: object, at: str) -> bool:
    if not isinstance(value, bool):
        raise _wrong_type(at, "true or false")
    return value


def _short_text(_: Asked, value: object, at: str) -> str:
    return _text(value, SHORT_TEXT_LIMIT, at)


def _essay(_: Asked, value: object, at: str) -> str:
    return _text(value, ESSAY_LIMIT, at)


def _numeric(_: Asked, value: object, at: str) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _wrong_type(at, "a number")
    try:
        double = float(value)
    except OverflowError:
        double = math.inf
    if not math.isfinite(double):
        raise _invalid(at, "out-of-range", "The number is not finite, or too large.")
    # The database keeps whole numbers of 64 bits; a larger one is kept as a double.
    return value if -(2**63) <= value < 2**63 else double


def _matching(question: Asked, value: object, at: str) -> dict[str, str]:
    if not isinstance(value, dict):
        raise _wrong_type(at, "an object of prompt ids and match ids")
    prompts = {prompt.id for prompt in question.prompts}
    matches = {match.id for match in question.matches}
    if value.keys() - prompts:
        raise _invalid(at, "unknown-prompt", "The question has no such prompt.")
    return {
        prompt: _known(match, matches, f"{at}/{prompt}", "match")
        for prompt, match in value.items()
        if match is not None
    }


_CHECKS: dict[Kind, Callable[[Asked, object, str], Answer]] = {
    "single": _single,
    "multiple": _multiple,
    "true_false": _true_false,
    "short_text": _short_text,
    "numeric": _numeric,
    "matching": _matching,
    "essay": _essay,
}


def _known(value: object, ids: Container[str], at: str, name: str) -> str:
    if not isinstance(value, str):
        raise _wrong_type(at, f"a {name} id")
    if value not in ids:
        raise _invalid(at, f"unknown-{name}", f"The question has no such {name}.")
    return value


def _text(value: object, limit: int, at: str) -> str:
    if not isinstance(value, str):
        raise _wrong_type(at, "text")
    if len(value) > limit:
        raise _invalid(at, "too-long", f"The text is longer than {limit:,} characters.")
    try:
        value.encode()
    except UnicodeEncodeError:
        # JSON can spell half of a surrogate pair, which the database cannot hold.
        raise _invalid(at, "invalid-text", "The text is not valid Unicode.") from None
    return value


def _wrong_type(at: str, expected: str) -> InvalidAnswer:
    return _invalid(at, "wrong-type", f"Expected {expected}.")


def _invalid(at: str, code: str, detail: str) -> InvalidAnswer:
    return InvalidAnswer(errors=[FieldError(at, detail, code)])

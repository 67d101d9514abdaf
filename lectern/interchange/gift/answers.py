"""Reads what stands between the braces into the key of a question."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Protocol

from lectern.interchange.gift.model import Choice, Kind, Pair, Severity
from lectern.interchange.gift.numbers import NumberError, read_number
from lectern.interchange.gift.text import decode_inner, mask

_MARK = re.compile(r"[=~]")
_WEIGHT = re.compile(r"\s*%(-?\d{1,3}(?:\.\d{1,10})?)%")
_TRUTH = re.compile(r"\s*(TRUE|FALSE|T|F)\s*(?=#|\Z)", re.IGNORECASE)
_FULL = Decimal(100)
# Moodle's own weights are rounded: 33.333 is a third.
_ROUNDING = Decimal("0.5")


class Tell(Protocol):
    """Says something about a place in the braces."""

    def __call__(
        self, offset: int, code: str, message: str, severity: Severity, **values: str | int
    ) -> None: ...


class AnswerError(Exception):
    """The braces hold no key that can be read."""

    def __init__(self, code: str, message: str, offset: int = 0, **values: str | int) -> None:
        super().__init__(message)
        self.code, self.message, self.offset, self.values = code, message, offset, values


@dataclass(frozen=True, slots=True)
class _Piece:
    """One answer: the sign before it, its weight, text and feedback."""

    offset: int
    sign: str
    weight: Decimal | None
    raw: str
    feedback: str

    @property
    def text(self) -> str:
        return decode_inner(self.raw)

    @property
    def is_right(self) -> bool:
        return self.sign == "=" or (self.weight is not None and self.weight >= _FULL)


def read_answers(body: str, forced_kind: str | None, tell: Tell) -> dict[str, Any]:
    """The fields of a question that its braces decide: its kind, its key, its explanation."""
    masked = mask(body)
    cut = masked.find("####")
    explanation = decode_inner(body[cut + 4 :]) if cut >= 0 else ""
    body, masked = (body[:cut], masked[:cut]) if cut >= 0 else (body, masked)
    key, feedback = _key(body, masked, forced_kind, tell)
    if feedback:
        tell(
            0,
            "feedback-joined",
            "Feedback on an answer of this kind is shown as part of the explanation.",
            "info",
        )
    parts = dict.fromkeys(part for part in (explanation, *feedback) if part)
    return {**key, "explanation": "\n\n".join(parts)}


def _key(
    body: str, masked: str, forced_kind: str | None, tell: Tell
) -> tuple[dict[str, Any], list[str]]:
    """The key, and feedback that Lectern has no other place for than the explanation."""
    if not body.strip():
        tell(0, "essay", "An essay waits for an instructor to grade it.", "info")
        return {"kind": "essay"}, []
    truth = _TRUTH.match(masked)
    if truth:
        raw = body[truth.end() :]
        feedback = [decode_inner(part) for part in _split(raw, "#")]
        return {"kind": "true_false", "truth": truth.group(1)[0] in "Tt"}, _filled(feedback)
    if body.lstrip().startswith("#"):
        return _numeric(body, tell)
    pieces = _pieces(body, masked, 0)
    if any(piece.sign == "~" for piece in pieces) or forced_kind:
        return _choices(pieces, forced_kind, tell), []
    arrows = sum("->" in mask(piece.raw) for piece in pieces)
    if arrows == 0:
        return _short_text(pieces, tell)
    if arrows < len(pieces):
        raise AnswerError("mixed-matching", "Each answer of a matching question needs “->”.")
    return _matching(pieces, tell)


def _split(text: str, sign: str) -> list[str]:
    """Cut at each unescaped sign."""
    parts, start = [], 0
    for found in re.finditer(re.escape(sign), mask(text)):
        parts.append(text[start : found.start()])
        start = found.end()
    return [*parts, text[start:]]


def _filled(texts: list[str]) -> list[str]:
    return [text for text in texts if text]


def _pieces(body: str, masked: str, offset: int) -> list[_Piece]:
    marks = list(_MARK.finditer(masked))
    lead = body[: marks[0].start()] if marks else body
    if lead.strip():
        raise AnswerError(
            "no-sign", "An answer starts with “=” when it is right and “~” when it is wrong."
        )
    ends = [mark.start() for mark in marks[1:]] + [len(body)]
    return [
        _piece(mark.group(), body[mark.end() : end], offset + mark.start())
        for mark, end in zip(marks, ends, strict=True)
    ]


def _piece(sign: str, raw: str, offset: int) -> _Piece:
    found = _WEIGHT.match(raw)
    weight = Decimal(found.group(1)) if found else None
    raw = raw[found.end() :] if found else raw
    cut = mask(raw).find("#")
    feedback = decode_inner(raw[cut + 1 :]) if cut >= 0 else ""
    return _Piece(offset, sign, weight, raw[:cut] if cut >= 0 else raw, feedback)


def _choices(pieces: list[_Piece], forced_kind: str | None, tell: Tell) -> dict[str, Any]:
    for piece in pieces:
        if not piece.text:
            raise AnswerError("empty-answer", "An answer has no text.", piece.offset, what="text")
    single = forced_kind == "single" if forced_kind else any(p.sign == "=" for p in pieces)
    choices = _single(pieces, tell) if single else _multiple(pieces, tell)
    kind: Kind = "single" if single else "multiple"
    if not forced_kind and not any(choice.correct for choice in choices):
        raise AnswerError("no-right-answer", "No answer is marked as right.", what="choice")
    return {"kind": kind, "choices": choices}


def _single(pieces: list[_Piece], tell: Tell) -> tuple[Choice, ...]:
    right = [piece for piece in pieces if piece.is_right]
    if len(right) > 1:
        message = "Several answers are right: picking any one of them earns the points."
        tell(right[1].offset, "several-right", message, "info")
    choices = []
    for piece in pieces:
        partial = piece.weight if piece.weight and not piece.is_right else None
        if partial or (piece.sign == "=" and piece.weight not in (None, _FULL)):
            message = "Partial credit in a single choice is not carried: right earns all."
            tell(piece.offset, "partial-credit", message, "warning", what="choice")
        choices.append(Choice(piece.text, piece.is_right, piece.feedback, partial))
    return tuple(choices)


def _multiple(pieces: list[_Piece], tell: Tell) -> tuple[Choice, ...]:
    choices = tuple(
        Choice(piece.text, (weight := _worth(piece)) > 0, piece.feedback, weight)
        for piece in pieces
    )
    if _is_even(choices):
        return tuple(replace(choice, weight=None) for choice in choices)
    tell(
        0,
        "weights",
        "The weights are not carried: each right pick earns the same and each wrong pick "
        "takes as much away.",
        "warning",
        what="choices",
    )
    return choices


def _worth(piece: _Piece) -> Decimal:
    if piece.weight is not None:
        return piece.weight
    return _FULL if piece.sign == "=" else Decimal(0)


def _is_even(choices: tuple[Choice, ...]) -> bool:
    """Whether the weights are those that Lectern grades by."""
    right = sum(choice.correct for choice in choices)
    if not right:
        return all(not choice.weight for choice in choices)
    share = _FULL / right
    expected = (share if choice.correct else -share for choice in choices)
    pairs = zip(choices, expected, strict=True)
    return all(abs((choice.weight or 0) - worth) <= _ROUNDING for choice, worth in pairs)


def _short_text(pieces: list[_Piece], tell: Tell) -> tuple[dict[str, Any], list[str]]:
    accepted = []
    for piece in pieces:
        text = " ".join(piece.text.split())
        if not text:
            raise AnswerError("empty-answer", "An answer has no text.", piece.offset, what="text")
        if piece.weight is not None and piece.weight < _FULL:
            message = f"The answer “{text}” earns only part of the points and is not carried."
            tell(piece.offset, "partial-credit", message, "warning", what="text", text=text)
        else:
            accepted.append(text)
    if not accepted:
        raise AnswerError("no-right-answer", "No answer earns all of the points.", what="text")
    feedback = _filled([piece.feedback for piece in pieces])
    return {"kind": "short_text", "accepted": tuple(dict.fromkeys(accepted))}, feedback


def _matching(pieces: list[_Piece], tell: Tell) -> tuple[dict[str, Any], list[str]]:
    pairs = []
    for piece in pieces:
        cut = mask(piece.raw).find("->")
        pair = Pair(decode_inner(piece.raw[:cut]), decode_inner(piece.raw[cut + 2 :]))
        if not pair.match:
            message = "A pair has nothing behind “->”."
            raise AnswerError("empty-answer", message, piece.offset, what="match")
        if pair.prompt:
            pairs.append(pair)
        else:
            message = f"The match “{pair.match}” belongs to no prompt and is not carried."
            tell(piece.offset, "extra-match", message, "warning", match=pair.match)
        if piece.weight is not None:
            message = "The weight of a pair is not carried."
            tell(piece.offset, "weights", message, "warning", what="pair")
    if not pairs:
        raise AnswerError("empty-answer", "No pair has a prompt.", what="prompt")
    if len(pairs) == 1:
        tell(0, "one-pair", "A single pair leaves nothing to match.", "warning")
    feedback = _filled([piece.feedback for piece in pieces])
    return {"kind": "matching", "pairs": tuple(pairs)}, feedback


def _numeric(body: str, tell: Tell) -> tuple[dict[str, Any], list[str]]:
    start = body.index("#") + 1
    inside = body[start:]
    masked = mask(inside)
    if _MARK.search(masked):
        pieces = _pieces(inside, masked, start)
    else:
        pieces = [_piece("=", inside, start)]
    key: dict[str, Any] = {}
    for piece in pieces:
        is_full = piece.sign == "=" and piece.weight in (None, _FULL)
        if is_full and not key:
            try:
                value, tolerance = read_number(piece.text)
            except NumberError as error:
                raise AnswerError(
                    "number", str(error), piece.offset, what=error.what, text=error.text
                ) from None
            key = {"kind": "numeric", "value": value, "tolerance": tolerance}
        elif piece.text:
            message = f"One number is the key; the answer “{piece.text}” is not carried."
            tell(piece.offset, "more-numbers", message, "warning", text=piece.text)
    if not key:
        raise AnswerError("no-right-answer", "No number earns all of the points.", what="number")
    return key, _filled([piece.feedback for piece in pieces])

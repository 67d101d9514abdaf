"""Numeric keys: `3.14`, `3.14:0.01` (a tolerance) and `1..5` (a range)."""

import re
from decimal import Context, Decimal

_NUMBER = re.compile(r"[+-]?(?:\d{1,40}(?:\.\d{0,40})?|\.\d{1,40})(?:[eE][+-]?\d{1,2})?")
# Wide enough for the sum of any two such numbers, so that the middle of a range is exact.
_EXACT = Context(prec=400)


class NumberError(ValueError):
    """The text is not a number, a number with a tolerance or a range; `what` says which."""

    def __init__(self, message: str, what: str, text: str) -> None:
        super().__init__(message)
        self.what, self.text = what, text


def read_number(text: str) -> tuple[Decimal, Decimal]:
    """The value and the tolerance around it."""
    low, dots, high = text.partition("..")
    if dots:
        first, last = _decimal(low), _decimal(high)
        if last < first:
            raise NumberError(f"The range “{text}” ends before it starts.", "range", text)
        middle = _EXACT.divide(_EXACT.add(first, last), Decimal(2))
        return middle, _EXACT.subtract(last, middle)
    value, _, tolerance = text.partition(":")
    spread = _decimal(tolerance) if tolerance.strip() else Decimal(0)
    if spread < 0:
        raise NumberError(f"The tolerance of “{text}” is below zero.", "tolerance", text)
    return _decimal(value), spread


def _decimal(text: str) -> Decimal:
    text = text.strip()
    if not _NUMBER.fullmatch(text):
        raise NumberError(f"“{text}” is not a number.", "number", text)
    return Decimal(text)

"""Settings of the quiz and of a question, written as comments: `// passing_score: 70`."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

_WHOLE = re.compile(r"\d{1,6}")
_POINTS = re.compile(r"\d{1,4}(?:\.\d{1,2})?")
_YES_NO = {"yes": True, "true": True, "no": False, "false": False}


class SettingError(ValueError):
    """The value does not fit the setting; `what` says why."""

    def __init__(self, message: str, what: str, **values: str | int) -> None:
        super().__init__(message)
        self.values = {"what": what, **values}


def _whole(most: int) -> Callable[[str], int]:
    def read(value: str) -> int:
        if not _WHOLE.fullmatch(value) or int(value) > most:
            message = f"“{value}” is not a whole number from 0 to {most}."
            raise SettingError(message, "whole", most=most)
        return int(value)

    return read


def _one_of(*values: str) -> Callable[[str], str]:
    def read(value: str) -> str:
        if value.lower() not in values:
            known = ", ".join(values)
            raise SettingError(f"“{value}” is not one of {known}.", "choice", known=known)
        return value.lower()

    return read


def _yes_or_no(value: str) -> bool:
    if value.lower() not in _YES_NO:
        raise SettingError(f"“{value}” is neither yes nor no.", "truth")
    return _YES_NO[value.lower()]


def _title(value: str) -> str:
    if not value or len(value) > 200:
        raise SettingError("A title has 1 to 200 characters.", "title")
    return value


def _points(value: str) -> Decimal:
    if not _POINTS.fullmatch(value):
        message = f"“{value}” is not a number of points such as 2 or 0.5."
        raise SettingError(message, "points")
    return Decimal(value)


# Name in a file -> (name of the field, how its value is read)
_SETTINGS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "title": ("title", _title),
    "passing_score": ("passing_score", _whole(100)),
    "max_attempts": ("max_attempts", _whole(1_000)),
    "time_limit": ("time_limit_seconds", _whole(604_800)),
    "shuffle": ("shuffle", _yes_or_no),
    "reveal": ("reveal", _one_of("never", "after_submit", "after_pass")),
    "points": ("points", _points),
    "kind": ("kind", _one_of("single", "multiple")),
}


def read_setting(name: str, value: str) -> tuple[str, Any] | None:
    """The field and its value; None for a comment that only looks like a setting."""
    if name not in _SETTINGS:
        return None
    field, read = _SETTINGS[name]
    return field, read(value)

"""Takes typed values out of a mapping; what does not fit becomes a finding with its line."""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import urlsplit

from lectern.interchange.report import Findings
from lectern.interchange.strict_yaml import Located

# Neither a zero nor half of a surrogate pair can be stored as text.
_NOT_TEXT = re.compile(r"[\x00\ud800-\udfff]")
_NOT_IN_A_LINE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_CURRENCY = re.compile(r"[A-Z]{3}")
_CENT = Decimal("0.01")
_HIGHEST_PRICE = Decimal("999999.99")


@dataclass
class Fields:
    """Reads one mapping. `first_line` is the line of the file on which the mapping starts."""

    file: str
    values: Mapping[str, Located]
    findings: Findings
    first_line: int = 1
    _asked: set[str] = field(default_factory=set)

    def line(self, key: str) -> int:
        found = self.values.get(key)
        return self.first_line - 1 + (found.line if found else 1)

    def has(self, key: str) -> bool:
        return self._value(key) is not None

    def title(self, key: str = "title") -> str:
        """The one field that must be there."""
        text = self.text(key, most=200, one_line=True)
        if not text and self._value(key) is None:
            self._wrong(key, "missing-title", "A title is missing: write “title: …”.")
        return text

    def text(self, key: str, *, most: int, one_line: bool = False) -> str:
        value = self._value(key)
        if value is None:
            return ""
        if not isinstance(value, str):
            self._wrong(key, "type", f"“{key}” is text; put the value in quotes.", what="text")
            return ""
        if len(value) > most:
            message = f"“{key}” has {len(value)} characters; {most} fit."
            self._wrong(key, "too-long", message, what="text", count=len(value), most=most)
            return ""
        if (_NOT_IN_A_LINE if one_line else _NOT_TEXT).search(value):
            said = "one line of text" if one_line else "text"
            message = f"“{key}” is {said}, without control characters."
            self._wrong(key, "type", message, what="line" if one_line else "characters")
            return ""
        return value.strip() if one_line else value

    def whole(self, key: str, *, most: int) -> int | None:
        value = self._value(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
            message = f"“{key}” is a whole number from 0 to {most}."
            self._wrong(key, "type", message, what="whole", most=most)
            return None
        return value

    def yes_no(self, key: str) -> bool:
        value = self._value(key)
        if value is not None and not isinstance(value, bool):
            self._wrong(key, "type", f"“{key}” is true or false.", what="truth")
        return value is True

    def one_of(self, key: str, choices: tuple[str, ...]) -> str | None:
        value = self._value(key)
        if value is None:
            return None
        if value not in choices:
            known = ", ".join(choices)
            self._wrong(key, "type", f"“{key}” is one of {known}.", what="choice", known=known)
            return None
        return str(value)

    def texts(self, key: str, *, most: int) -> tuple[str, ...]:
        value = self._value(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self._wrong(key, "type", f"“{key}” is a list of words: [one, two].", what="words")
            return ()
        items = tuple(dict.fromkeys(item.strip() for item in value if item.strip()))
        if len(items) > most or any(
            len(item) > 50 or _NOT_IN_A_LINE.search(item) for item in items
        ):
            message = f"“{key}” holds up to {most} words of 50 characters."
            self._wrong(key, "too-long", message, what="words", most=most)
            return ()
        return items

    def language(self, key: str) -> str:
        said = "a language tag such as en or pt-BR"
        return self._matching(key, _LANGUAGE, said, what="language")

    def currency(self, key: str) -> str:
        said = "three capital letters such as USD"
        return self._matching(key, _CURRENCY, said, what="currency")

    def price(self, key: str) -> Decimal:
        value = self._value(key)
        if value is None:
            return Decimal("0.00")
        try:
            if isinstance(value, bool) or not isinstance(value, str | int | float):
                raise InvalidOperation
            price = Decimal(str(value))
            if not 0 <= price <= _HIGHEST_PRICE or price != price.quantize(_CENT):
                raise InvalidOperation
        except InvalidOperation:
            self._wrong(key, "type", f'“{key}” is an amount such as "49.00".', what="amount")
            return Decimal("0.00")
        return abs(price.quantize(_CENT))

    def web_address(self, key: str) -> str:
        value = self.text(key, most=2_000, one_line=True)
        try:
            parts = urlsplit(value)
            valid = not value or (parts.scheme in ("http", "https") and bool(parts.netloc))
        except ValueError:
            valid = False
        if not valid or " " in value:
            message = f"“{key}” is an address that starts with https://."
            self._wrong(key, "type", message, what="address")
            return ""
        return value

    def report_unknown(self) -> None:
        """Name the keys that nobody asked for, and what they may have been meant to be."""
        for key in self.values.keys() - self._asked:
            close = difflib.get_close_matches(key, self._asked, n=1)
            hint = f" Did you mean “{close[0]}”?" if close else ""
            message = f"The key “{key}” is unknown and is not carried.{hint}"
            self.findings.warning(
                self.file,
                self.line(key),
                "unknown-key",
                message,
                what="similar" if close else "strange",
                key=key,
                close="".join(close),
            )

    def _value(self, key: str) -> Any:
        self._asked.add(key)
        found = self.values.get(key)
        return found.value if found else None

    def _matching(self, key: str, pattern: re.Pattern[str], said: str, what: str) -> str:
        value = self._value(key)
        if value is None:
            return ""
        if not isinstance(value, str) or not pattern.fullmatch(value):
            self._wrong(key, "type", f"“{key}” is {said}.", what=what)
            return ""
        return value

    def _wrong(self, key: str, code: str, message: str, **values: str | int) -> None:
        self.findings.error(self.file, self.line(key), code, message, key=key, **values)

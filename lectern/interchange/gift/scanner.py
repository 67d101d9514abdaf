"""Cuts a GIFT file into questions, categories and the settings in its comments.

A blank line ends a question, and so does the next question where the author left none. A brace
that is never closed costs only its own question.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from lectern.interchange.gift.text import mask

_TITLE = re.compile(r"::.+?::", re.DOTALL)
_SETTING = re.compile(r"//\s*([a-z_]+)\s*:\s*(.*?)\s*")
_CATEGORY = "$CATEGORY:"
_ANSWER_SIGNS = ("=", "~", "#", "}")


@dataclass(frozen=True)
class Source:
    """The lines of one question, and the settings in the comments above it."""

    lines: tuple[tuple[int, str], ...]
    settings: tuple["Setting", ...] = ()

    @cached_property
    def text(self) -> str:
        return "\n".join(text for _, text in self.lines)

    @cached_property
    def _starts(self) -> list[int]:
        starts, position = [], 0
        for _, text in self.lines:
            starts.append(position)
            position += len(text) + 1
        return starts

    def line_at(self, offset: int) -> int:
        """The line of the file that holds this place of the text."""
        return self.lines[bisect_right(self._starts, offset) - 1][0]


@dataclass(frozen=True, slots=True)
class Setting:
    """A comment such as `// passing_score: 70`."""

    line: int
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Category:
    line: int
    name: str


Item = Source | Setting | Category

# These settings are about the question below them, all others about the quiz.
QUESTION_SETTINGS = frozenset({"points", "kind"})


@dataclass
class _Scanner:
    lines: list[tuple[int, str]] = field(default_factory=list)
    settings: list[Setting] = field(default_factory=list)
    next_settings: list[Setting] = field(default_factory=list)
    blanks: int = 0
    is_open: bool = False
    # How many lines there were when the braces closed; 0 while they have not.
    closed_at: int = 0

    def run(self, text: str) -> Iterator[Item]:
        for number, line in enumerate(text.split("\n"), start=1):
            yield from self._line(number, line)
        yield from self._flush()

    def _line(self, number: int, line: str) -> Iterator[Item]:
        stripped = line.strip()
        if stripped.startswith("//"):
            yield from self._comment(number, stripped)
        elif not stripped:
            if self.is_open:
                self.blanks += 1
            else:
                yield from self._flush()
        else:
            if self._starts_anew(stripped):
                yield from self._flush()
            elif self.closed_at and "{" in mask(stripped):
                yield from self._flush_to_braces()
            if stripped.startswith(_CATEGORY) and not self.lines:
                yield Category(number, stripped.removeprefix(_CATEGORY).strip())
            else:
                self._take(number, line)

    def _comment(self, number: int, comment: str) -> Iterator[Item]:
        found = _SETTING.fullmatch(comment)
        if found is None:
            return
        setting = Setting(number, found.group(1), found.group(2))
        if setting.name not in QUESTION_SETTINGS:
            yield setting
        elif self.lines and not self.closed_at:
            self.settings.append(setting)
        else:
            self.next_settings.append(setting)

    def _starts_anew(self, stripped: str) -> bool:
        if not self.lines:
            return False
        if stripped.startswith(_CATEGORY) or _TITLE.match(mask(stripped)):
            return True
        return self.blanks > 0 and not stripped.startswith(_ANSWER_SIGNS)

    def _take(self, number: int, line: str) -> None:
        if not self.lines:
            self.settings, self.next_settings = self.next_settings, []
        first = number - self.blanks
        self.lines.extend((blank, "") for blank in range(first, number))
        self.blanks = 0
        self.lines.append((number, line))
        for sign in re.findall("[{}]", mask(line)):
            if sign == "{":
                self.is_open = True
            elif self.is_open:
                self.is_open, self.closed_at = False, len(self.lines)

    def _flush(self) -> Iterator[Item]:
        if self.lines:
            yield Source(tuple(self.lines), tuple(self.settings))
        self.lines, self.settings = [], []
        self.blanks = 0
        self.is_open, self.closed_at = False, 0

    def _flush_to_braces(self) -> Iterator[Item]:
        """End the question at its braces: the lines behind them begin the next one."""
        begun = self.lines[self.closed_at :]
        self.lines = self.lines[: self.closed_at]
        yield from self._flush()
        for number, line in begun:
            self._take(number, line)


def scan(text: str) -> Iterator[Item]:
    """The pieces of a file in their order; any text can be cut."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return _Scanner().run(plain)

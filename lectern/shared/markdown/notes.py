"""What rendering has to tell the author, each with the line it is about."""

from dataclasses import dataclass
from enum import StrEnum


class Topic(StrEnum):
    """Dangling: it points nowhere. Unsupported: it is not carried. Withheld: not for learners."""

    DANGLING = "dangling"
    UNSUPPORTED = "unsupported"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True, order=True)
class Note:
    """One remark about one line of the source.

    `code` is stable and meant for programs; `subject` is the target, name or formula concerned.
    """

    line: int
    code: str
    subject: str
    message: str


class Notes:
    """Collects remarks while one text is rendered; `first_line` is where the text starts."""

    def __init__(self, first_line: int = 1) -> None:
        self._first_line = first_line
        self._by_topic: dict[Topic, set[Note]] = {topic: set() for topic in Topic}

    def add(self, topic: Topic, line: int, code: str, subject: str, message: str) -> None:
        """Remember a remark about the zero-based `line`; saying it twice counts once."""
        self._by_topic[topic].add(Note(self._first_line + line, code, subject, message))

    def about(self, topic: Topic) -> tuple[Note, ...]:
        return tuple(sorted(self._by_topic[topic]))

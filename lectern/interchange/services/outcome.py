"""What became of a course, a lesson, a quiz or a question, as the report says it."""

from typing import Literal

from lectern.interchange.report import Findings


def became(
    items: Findings,
    file: str,
    line: int,
    state: str,
    what: Literal["course", "lesson", "quiz", "question"],
    title: str,
) -> None:
    """Say that this one was created, changed, left as it was or removed."""
    items.add("info", file, line, state, f"The {what} “{title}”.", what=what, title=title)

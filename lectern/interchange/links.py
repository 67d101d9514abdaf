"""Links between the lessons of a course."""

from collections.abc import Collection
from pathlib import PurePosixPath

_SUFFIXES = (".md", ".html", "")


def lesson_target(path: str, stems: Collection[str]) -> str | None:
    """The stem of the lesson that a relative link means: `04-lists.md`, `.html` or bare."""
    target = PurePosixPath(path)
    if target.suffix not in _SUFFIXES or len(target.parts) != 1:
        return None
    stem = target.name.removesuffix(target.suffix)
    return stem if stem in stems else None

"""What the lessons of a course are called as files."""

import re
from collections.abc import Iterable

from bson import ObjectId
from django.utils.text import slugify

from lectern.shared.policies import Row

_SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,80}")


def slug_of(*, title: str, otherwise: str) -> str:
    """A title as part of a file name."""
    return slugify(title)[:60].strip("-_") or otherwise


def stems_of(lessons: Iterable[Row]) -> dict[ObjectId, str]:
    """`01-loops` for each lesson, in order; what was imported keeps the name behind the number."""
    stems: dict[ObjectId, str] = {}
    taken: set[str] = set()
    for number, row in enumerate(lessons, start=1):
        source = row.get("source") or ""
        base = (
            source if _SLUG.fullmatch(source) else slug_of(title=row["title"], otherwise="lesson")
        )
        slug, again = base, 1
        while slug.lower() in taken:
            again += 1
            slug = f"{base[:70]}-{again}"
        taken.add(slug.lower())
        stems[row["_id"]] = f"{number:02}-{slug}"
    return stems

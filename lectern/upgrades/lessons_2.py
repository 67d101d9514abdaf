"""Lessons keep the words by which search finds them."""

from collections.abc import Iterator, Sequence

from lectern.catalog.documents import Lesson
from lectern.catalog.words import of_lesson
from lectern.shared.policies import Row
from lectern.shared.upgrading import Change, Upgrade

FROM = ("title", "content_html", "title_words")


def _changes(rows: Sequence[Row]) -> Iterator[Change]:
    for row in rows:
        as_read = {name: row.get(name) for name in FROM}
        yield (as_read, of_lesson(row)) if row.get("title_words") is None else ({}, {})


LESSONS_2 = Upgrade(Lesson, 2, _changes)

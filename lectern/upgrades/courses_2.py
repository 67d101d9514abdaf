"""Courses keep the words by which search finds them."""

from collections.abc import Iterator, Sequence

from lectern.catalog.documents import Course
from lectern.catalog.words import of_course
from lectern.shared.policies import Row
from lectern.shared.upgrading import Change, Upgrade

FROM = ("title", "summary", "tags", "title_words")


def _changes(rows: Sequence[Row]) -> Iterator[Change]:
    for row in rows:
        as_read = {name: row.get(name) for name in FROM}
        yield (as_read, of_course(row)) if row.get("title_words") is None else ({}, {})


COURSES_2 = Upgrade(Course, 2, _changes, drops=("course_text",))  # by which one searched before

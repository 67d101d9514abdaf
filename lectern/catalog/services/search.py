"""Bringing what older versions have stored into the form in which search finds it."""

from collections.abc import Callable, Mapping
from typing import Any

from lectern.catalog import words
from lectern.catalog.documents import Course, Lesson
from lectern.shared.documents import Document


def fill_words() -> int:
    """Give their words to all courses and lessons that have none; how many there were.

    Nothing that a service has stored meanwhile is overwritten.
    """
    if "course_text" in Course.collection().index_information():
        Course.collection().drop_index("course_text")  # by which older versions searched
    return _fill(Course, words.of_course) + _fill(Lesson, words.of_lesson)


def _fill(kind: type[Document], words_of: Callable[[Mapping[str, Any]], Mapping[str, Any]]) -> int:
    filled = 0
    for row in kind.collection().find({"title_words": None}):
        without = {"_id": row["_id"], "title_words": None}
        done = kind.collection().update_one(without, {"$set": dict(words_of(row))})
        filled += done.modified_count
    return filled

"""Writes of the catalogue."""

from .categories import (
    CategoryExists,
    add_category,
    category_named,
    change_category,
    remove_category,
)
from .courses import (
    EmptyCourse,
    add_course,
    change_course,
    count_learners,
    publish,
    remove_course,
    unpublish,
)
from .lessons import add_lesson, change_lesson, remove_lesson
from .recount import recount
from .search import fill_words

__all__ = [
    "CategoryExists",
    "EmptyCourse",
    "add_category",
    "add_course",
    "add_lesson",
    "category_named",
    "change_category",
    "change_course",
    "change_lesson",
    "count_learners",
    "fill_words",
    "publish",
    "recount",
    "remove_category",
    "remove_course",
    "remove_lesson",
    "unpublish",
]

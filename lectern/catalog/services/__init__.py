"""Writes of the catalogue."""

from .categories import (
    CategoryExists,
    add_category,
    category_named,
    change_category,
    remove_category,
)
from .courses import (
    CourseArchived,
    EmptyCourse,
    TeachesCourses,
    UnknownInstructor,
    add_course,
    admit_learner,
    archive,
    change_course,
    dismiss_learner,
    publish,
    refuse_while_teaching,
    remove_course,
    set_learner_count,
    unarchive,
    unpublish,
)
from .lessons import (
    Placed,
    add_lesson,
    change_lesson,
    complete_by_view,
    remove_lesson,
    reorder_lessons,
    tie_to_lesson,
)
from .recount import recount
from .search import fill_words

__all__ = [
    "CategoryExists",
    "CourseArchived",
    "EmptyCourse",
    "Placed",
    "TeachesCourses",
    "UnknownInstructor",
    "add_category",
    "add_course",
    "add_lesson",
    "admit_learner",
    "archive",
    "category_named",
    "change_category",
    "change_course",
    "change_lesson",
    "complete_by_view",
    "dismiss_learner",
    "fill_words",
    "publish",
    "recount",
    "refuse_while_teaching",
    "remove_category",
    "remove_course",
    "remove_lesson",
    "reorder_lessons",
    "set_learner_count",
    "tie_to_lesson",
    "unarchive",
    "unpublish",
]

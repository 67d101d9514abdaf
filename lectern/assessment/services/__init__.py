"""Writes of assessment."""

from .questions import (
    add_choice,
    add_question,
    change_choice,
    change_question,
    remove_choice,
    remove_question,
)
from .quizzes import (
    add_quiz,
    change_quiz,
    remove_quiz,
    remove_quizzes_of_course,
    remove_quizzes_of_lesson,
)

__all__ = [
    "add_choice",
    "add_question",
    "add_quiz",
    "change_choice",
    "change_question",
    "change_quiz",
    "remove_choice",
    "remove_question",
    "remove_quiz",
    "remove_quizzes_of_course",
    "remove_quizzes_of_lesson",
]

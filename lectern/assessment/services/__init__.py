"""Writes of assessment."""

from .quizzes import (
    add_quiz,
    change_quiz,
    remove_quiz,
    remove_quizzes_of_course,
    remove_quizzes_of_lesson,
)

__all__ = [
    "add_quiz",
    "change_quiz",
    "remove_quiz",
    "remove_quizzes_of_course",
    "remove_quizzes_of_lesson",
]

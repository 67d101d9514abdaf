"""Writes of assessment: the material, and what learners do with it."""

from .anonymity import forget_person
from .attempts import (
    AttemptOver,
    AttemptSubmitted,
    NoAttemptsLeft,
    QuizNotReady,
    SavedAnswer,
    hand_in_if_over,
    save_answers,
    start_attempt,
)
from .counts import adopt_large_quizzes, recount_next_quiz
from .hand_in import count_passes, count_passes_of_many, hand_in, hand_in_overdue
from .questions import (
    add_choice,
    add_question,
    change_choice,
    change_question,
    remove_choice,
    remove_question,
    reorder_questions,
)
from .quizzes import (
    add_quiz,
    change_quiz,
    remove_quiz,
    remove_quizzes_of_course,
    remove_quizzes_of_lesson,
)
from .submissions import InvalidReview, review, submit_attempt, submit_quiz

__all__ = [
    "AttemptOver",
    "AttemptSubmitted",
    "InvalidReview",
    "NoAttemptsLeft",
    "QuizNotReady",
    "SavedAnswer",
    "add_choice",
    "add_question",
    "add_quiz",
    "adopt_large_quizzes",
    "change_choice",
    "change_question",
    "change_quiz",
    "count_passes",
    "count_passes_of_many",
    "forget_person",
    "hand_in",
    "hand_in_if_over",
    "hand_in_overdue",
    "recount_next_quiz",
    "remove_choice",
    "remove_question",
    "remove_quiz",
    "remove_quizzes_of_course",
    "remove_quizzes_of_lesson",
    "reorder_questions",
    "review",
    "save_answers",
    "start_attempt",
    "submit_attempt",
    "submit_quiz",
]

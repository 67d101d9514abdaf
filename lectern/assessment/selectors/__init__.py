"""Reads of assessment; what somebody may see is the query."""

from .attempts import (
    attempts_left,
    attempts_left_of,
    paper_of,
    passes,
    quiz_row,
    quiz_summaries,
    quizzes_by_id,
    sheet_of,
    submissions_of,
)
from .personal import own_attempts, own_submissions
from .results import awaiting_review, best_results, count_quiz, course_quiz_figures, quiz_items
from .standing import average_score, quizzes_to_do, standings
from .statistics import (
    has_quiz,
    latest_scores,
    quizzes_by_lesson,
    submissions_per_day,
)
from .visible import (
    key_courses,
    visible_attempts,
    visible_choices,
    visible_questions,
    visible_quizzes,
    visible_submissions,
)

__all__ = [
    "attempts_left",
    "attempts_left_of",
    "average_score",
    "awaiting_review",
    "best_results",
    "count_quiz",
    "course_quiz_figures",
    "has_quiz",
    "key_courses",
    "latest_scores",
    "own_attempts",
    "own_submissions",
    "paper_of",
    "passes",
    "quiz_items",
    "quiz_row",
    "quiz_summaries",
    "quizzes_by_id",
    "quizzes_by_lesson",
    "quizzes_to_do",
    "sheet_of",
    "standings",
    "submissions_of",
    "submissions_per_day",
    "visible_attempts",
    "visible_choices",
    "visible_questions",
    "visible_quizzes",
    "visible_submissions",
]

"""The clock of assessment."""

from celery import shared_task

from lectern.assessment import services
from lectern.shared import counted


@shared_task(name="lectern.assessment.tasks.hand_in_overdue")  # type: ignore[untyped-decorator]
def hand_in_overdue() -> None:
    """Hand in what was left open past its deadline."""
    services.hand_in_overdue()


@shared_task(name="lectern.assessment.tasks.recount_quizzes")  # type: ignore[untyped-decorator]
def recount_quizzes() -> None:
    """Count the quizzes of large courses that have changed."""
    services.adopt_large_quizzes()
    counted.catch_up(services.recount_next_quiz)

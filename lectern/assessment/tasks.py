"""The clock of assessment."""

from celery import shared_task

from lectern.assessment import services


@shared_task(name="lectern.assessment.tasks.hand_in_overdue")  # type: ignore[untyped-decorator]
def hand_in_overdue() -> None:
    """Hand in what was left open past its deadline."""
    services.hand_in_overdue()

"""The clock of learning."""

from celery import shared_task

from lectern.learning import services
from lectern.shared import counted


@shared_task(name="lectern.learning.tasks.recount_courses")  # type: ignore[untyped-decorator]
def recount_courses() -> None:
    """Count the large courses of which something has changed."""
    services.adopt_large_courses()
    counted.catch_up(services.recount_next)

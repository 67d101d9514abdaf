"""The clock of learning."""

import time

from celery import shared_task

from lectern.learning import services
from lectern.shared import leaving

SECONDS = 45.0  # a run ends before the next one begins; that one goes on


@shared_task(name="lectern.learning.tasks.recount_courses")  # type: ignore[untyped-decorator]
def recount_courses() -> None:
    """Count the large courses of which something has changed."""
    until = time.monotonic() + SECONDS
    services.adopt_large_courses()
    while services.recount_next() and time.monotonic() < until and not leaving.is_asked():
        pass

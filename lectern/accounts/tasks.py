"""The housekeeping of identity."""

from celery import shared_task

from lectern.accounts import services
from lectern.accounts.services import sessions


@shared_task(name="lectern.accounts.tasks.prune_sessions")  # type: ignore[untyped-decorator]
def prune_sessions() -> None:
    """Drop expired tokens and sessions."""
    sessions.prune()


@shared_task(name="lectern.accounts.tasks.hand_over_facts")  # type: ignore[untyped-decorator]
def hand_over_facts() -> None:
    """Tell MongoDB what SQL has been told while MongoDB was away."""
    services.hand_over_waiting()

"""The housekeeping of identity."""

from celery import shared_task

from lectern.accounts.services import sessions


@shared_task(name="lectern.accounts.tasks.prune_sessions")  # type: ignore[untyped-decorator]
def prune_sessions() -> None:
    """Drop expired tokens and sessions."""
    sessions.prune()

"""What django-axes is told of a sign-in, and the answer to who is locked out."""

from typing import Any

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max
from rest_framework.exceptions import Throttled

from lectern.shared.clock import now


def name_of(_request: Any, credentials: dict[str, Any] | None) -> str:
    """The name or e-mail address that was given, in one form, at most as long as its column."""
    given = credentials or {}
    return str(given.get("username") or given.get("email") or "").strip().lower()[:255]


def refuse_if_locked(request: Any) -> None:
    """429 with the time to wait, when the failure that was just counted was one too many.

    Names that nobody has are locked like any other, so that the answer tells nothing.
    """
    if not request.axes_locked_out:
        return
    failures = AccessAttempt.objects.filter(
        username=name_of(request, request.axes_credentials), ip_address=request.axes_ip_address
    )
    last = failures.aggregate(last=Max("attempt_time"))["last"] or now()
    wait = (last + settings.AXES_COOLOFF_TIME - now()).total_seconds()
    raise Throttled(wait=max(wait, 1), detail="Too many sign-ins with this name have failed.")

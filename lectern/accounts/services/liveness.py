"""Whether sessions live and end as SQL says. SQL is right."""

from lectern.accounts import cache as keys
from lectern.accounts.models import Session
from lectern.accounts.services.sessions import end_all
from lectern.shared import cache
from lectern.shared.agreement import Disagreement
from lectern.shared.clock import now


def check_sessions(*, repair: bool) -> list[Disagreement]:
    """Find people who may not sign in and still are, and warm copies of sessions that ended."""
    found = []
    live = Session.objects.filter(ended_at=None, account__is_active=False)
    accounts = live.values_list("account_id", "account__username").distinct()
    for account, username in accounts.order_by("account_id"):
        if repair:
            end_all(account=account)
        found.append(Disagreement("may-not-sign-in-and-is-signed-in", username, repair))
    ended = Session.objects.filter(ended_at__isnull=False, expires_at__gt=now())
    for jti, username in ended.values_list("access_jti", "account__username").iterator():
        if cache.get(keys.token(jti, 1)):
            if repair:
                cache.forget([keys.token(jti, 1)])
            found.append(Disagreement("an-ended-session-is-believed", username, repair))
    return found

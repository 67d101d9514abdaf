"""Failed sign-ins, counted by django-axes for each name and address."""

from axes.models import AccessAttempt

from lectern.accounts.models import Account


def forgive(*, account: Account, address: str | None = None) -> None:
    """Forget the failures with the names of this account; only those from one address, if given."""
    names = {account.username.lower(), account.email.lower()}
    failures = AccessAttempt.objects.filter(username__in=names)
    if address is not None:
        failures = failures.filter(ip_address=address)
    failures.delete()

"""Where SQL and MongoDB disagree about people, and how that is mended. SQL is right."""

from lectern.accounts import cache as keys
from lectern.accounts.documents import User
from lectern.accounts.models import Account
from lectern.accounts.services.profiles import heal_profile, removal_of
from lectern.accounts.services.removal import finish
from lectern.shared import cache
from lectern.shared.agreement import Disagreement
from lectern.shared.policies import Row

BATCH = 1_000


def reconcile(*, repair: bool) -> list[Disagreement]:
    """Compare every account with its profile; with `repair`, make the profile follow.

    Where there is no account at all, nothing is mended: the SQL database is another one, or lost,
    and the profiles are what its restoring will need.
    """
    found: list[Disagreement] = []
    seen: set[int] = set()
    for account in Account.objects.order_by("pk").iterator(chunk_size=BATCH):
        seen.add(account.pk)
        profile = User.collection().find_one({"auth_id": account.pk})
        kind = _difference(account, profile)
        if kind is None:
            continue
        if repair:
            _mend(account, profile)
        found.append(Disagreement(kind, account.username, repair))
    for profile in User.collection().find({}, {"auth_id": 1, "username": 1}).sort("auth_id", 1):
        if profile["auth_id"] not in seen:
            mended = repair and bool(seen)
            if mended:
                User.collection().delete_one({"_id": profile["_id"]})
                cache.forget([keys.names()])
            found.append(Disagreement("profile-without-account", profile["username"], mended))
    return found


def _difference(account: Account, profile: Row | None) -> str | None:
    if profile is None:
        begun = removal_of(account.pk) is not None
        return "removal-not-finished" if begun else "account-without-profile"
    if profile["username"] != account.username or profile["email"] != account.email:
        return "names-differ"
    if profile["is_admin"] != account.is_staff or profile["is_active"] != account.is_active:
        return "rights-differ"
    return None


def _mend(account: Account, profile: Row | None) -> None:
    if profile is None and (begun := removal_of(account.pk)):
        finish(user=begun["user_id"], account=account.pk)
        return
    if profile is None:
        heal_profile(account=account)
        return
    values = {
        "username": account.username,
        "email": account.email,
        "is_admin": account.is_staff,
        "is_active": account.is_active,
    }
    User.collection().update_one({"_id": profile["_id"]}, {"$set": User.changes(**values)})
    cache.forget([keys.names()])

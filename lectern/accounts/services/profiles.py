"""The profile that belongs to an account: one upsert by `auth_id`."""

from typing import Any

from pymongo import ReturnDocument
from pymongo.errors import DuplicateKeyError

from lectern.accounts.documents import Removal, User
from lectern.accounts.models import Account
from lectern.shared.clock import now
from lectern.shared.errors import NotFound
from lectern.shared.policies import Row


def heal_profile(*, account: Account) -> Row:
    """The profile of an account, made anew when MongoDB has lost it; not of who is going."""
    found = User.collection().find_one({"auth_id": account.pk})
    if found is None and removal_of(account.pk) is not None:
        raise NotFound
    return found or put_profile(account, {"is_admin": account.is_staff})


def removal_of(account: int) -> Row | None:
    """The removal that this account is left over from."""
    return Removal.collection().find_one({"auth_id": account})


def put_profile(account: Account, values: dict[str, Any]) -> Row:
    """Make or replace the profile of an account."""
    fields = User(
        auth_id=account.pk,
        username=account.username,
        email=account.email,
        created_at=now(),
        **values,
    ).validated()
    return _write(account, fields)


def readdress_profile(account: Account) -> Row:
    """Let the profile of an account follow its address, made anew when MongoDB has lost it."""
    heal_profile(account=account)
    return _write(account, User.changes(email=account.email))


def _write(account: Account, fields: Row) -> Row:
    for attempt in (1, 2):
        try:
            found = User.collection().find_one_and_update(
                {"auth_id": account.pk},
                {"$set": fields},
                upsert=True,
                return_document=ReturnDocument.AFTER,
            )
            return found or {}
        except DuplicateKeyError:
            if attempt == 2 or not _drop_orphans(account):
                raise
    raise AssertionError("unreachable")


def _drop_orphans(account: Account) -> bool:
    """Remove profiles of this name or address whose account was never committed."""
    rows = User.collection().find(
        {"$or": [{"username": account.username}, {"email": account.email}]}, {"auth_id": 1}
    )
    orphans = [row["_id"] for row in rows if not Account.objects.filter(pk=row["auth_id"]).exists()]
    return bool(User.collection().delete_many({"_id": {"$in": orphans}}).deleted_count)

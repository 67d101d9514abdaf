"""Taking a person out of every store.

All of MongoDB is one transaction, within that of SQL, so that a refusal leaves everything as it
was. MongoDB commits first. Should SQL not follow, a *removal* stands in MongoDB, which knows the
number of the account and nothing else: nobody signs in with such an account any more, and a worker
or `lectern doctor --repair` finishes what was begun. So it is with files, which no transaction
holds.
"""

import structlog
from bson import ObjectId
from django.db import transaction
from rest_framework_simplejwt.token_blacklist.models import OutstandingToken

from lectern.accounts import cache as keys
from lectern.accounts.documents import Removal, User
from lectern.accounts.events import PersonRemoved
from lectern.accounts.models import Account
from lectern.accounts.services import sessions
from lectern.accounts.services.lockout import forgive
from lectern.shared import audit, cache, idempotency, jobs, uploads
from lectern.shared.clock import now
from lectern.shared.errors import Conflict, NotFound
from lectern.shared.mongo import Transaction, transactional

log = structlog.get_logger(__name__)


class LastAdmin(Conflict):
    """Somebody has to run the installation."""

    code = "last-admin"
    title = "Nobody else could run this installation; make somebody else an admin first."


def remove(*, user: ObjectId) -> None:
    """Remove a person with all that is personal; what they handed in stays, as nobody's.

    `LastAdmin`, and what listeners of `PersonRemoved` refuse.
    """
    row = User.collection().find_one({"_id": user}, {"auth_id": 1})
    if row is None:
        raise NotFound
    account = int(row["auth_id"])
    with transaction.atomic():
        keep_an_admin(without=account)
        sessions.end_all(account=account)
        _forget_account(account)
        _forget_profile(user=user, account=account)
    try:
        finish(user=user, account=account)
    except Exception:  # it is committed: a worker goes on where this ended
        log.exception("removal_not_finished", account=account)


def keep_an_admin(*, without: int) -> None:
    """Refuse to go on without the only admin; of two who go at once the second is refused."""
    admins = Account.objects.select_for_update().filter(is_staff=True, is_active=True)
    if [account.pk for account in admins.order_by("pk")] == [without]:
        raise LastAdmin


def finish(*, user: ObjectId, account: int) -> None:
    """Do what could not be part of the transaction, as often as it takes."""
    with transaction.atomic():
        _forget_account(account)
    User.collection().delete_many({"auth_id": account})
    audit.forget_person(user=user)
    jobs.forget_owner(owner=user)
    uploads.drop_left_behind()
    cache.forget([keys.names()])
    Removal.collection().delete_one({"auth_id": account})


@transactional
def _forget_profile(tx: Transaction, *, user: ObjectId, account: int) -> None:
    """Those who know of the person forget them in the transaction of this event."""
    if tx.find_one(User, {"_id": user}, {"_id": 1}) is None:
        raise NotFound  # somebody was faster
    tx.insert(Removal(auth_id=account, user=user, begun_at=now()))
    tx.publish(PersonRemoved(user=user, account=account))
    uploads.forget_person(tx, owner=user)
    idempotency.forget_person(tx, owner=user)
    tx.delete(User, {"_id": user})


def _forget_account(key: int) -> None:
    account = Account.objects.filter(pk=key).first()
    if account is None:
        return
    forgive(account=account)
    OutstandingToken.objects.filter(user_id=key).delete()  # else they stay, without their owner
    account.delete()

"""Becoming an instructor: asked for by a person, decided by an admin.

Where the site asks for no approval, whoever wants to teach teaches. Of two admins who decide at
once the first one has decided.
"""

from bson import ObjectId

from lectern.accounts import cache as keys
from lectern.accounts.documents import User
from lectern.accounts.events import InstructorApproved, InstructorDeclined, InstructorRequested
from lectern.accounts.services import people, sessions
from lectern.shared import cache, site
from lectern.shared.errors import Conflict
from lectern.shared.events import Event
from lectern.shared.mongo import Transaction, transactional


class NotRequested(Conflict):
    """Nobody waits for this decision, or another admin was faster."""

    code = "not-requested"
    title = "This person does not ask to become an instructor, or that has been decided."


def request_to_teach(*, user: ObjectId) -> None:
    """Ask to become an instructor; asking again changes nothing."""
    if site.current().instructor_approval:
        _ask(user=user)
    else:
        people.change_roles(user=user, values={"is_instructor": True})


def approve_instructor(*, user: ObjectId) -> None:
    """Let somebody teach who asked for it; their sessions end, so that it holds at once."""
    account = _decide(user=user, answer=InstructorApproved(user), is_instructor=True)
    sessions.end_all(account=account)


def decline_instructor(*, user: ObjectId) -> None:
    """Let somebody know that they will not teach here; they may ask again."""
    _decide(user=user, answer=InstructorDeclined(user), is_instructor=False)


@transactional
def _ask(tx: Transaction, *, user: ObjectId) -> None:
    neither = {"_id": user, "is_instructor": False, "instructor_requested": {"$ne": True}}
    if tx.update(User, neither, {"$set": User.changes(instructor_requested=True)}):
        tx.publish(InstructorRequested(user))
        tx.after_commit(cache.forgetting([keys.names()], tx))


@transactional
def _decide(tx: Transaction, *, user: ObjectId, answer: Event, is_instructor: bool) -> int:
    """The account of the person who waited for this."""
    changes = User.changes(instructor_requested=False, is_instructor=is_instructor)
    waiting = {"_id": user, "instructor_requested": True}
    row = tx.find_and_update(User, waiting, {"$set": changes})
    if row is None:
        raise NotRequested
    tx.publish(answer)
    tx.after_commit(cache.forgetting([keys.names()], tx))
    return int(row["auth_id"])

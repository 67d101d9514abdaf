"""What goes with a person who is removed."""

import secrets

from bson import ObjectId

from lectern.accounts.documents import User
from lectern.accounts.selectors import display_name
from lectern.notifications import cache as keys
from lectern.notifications.documents import Announcement, HeldMessage, Notification, Preferences
from lectern.shared import cache
from lectern.shared.mongo import Transaction, transactional


@transactional
def forget_person(tx: Transaction, *, user: ObjectId) -> None:
    """Drop what the person was told or is to be told, what they chose, and what names them.

    What they announced to others stays, as nobody's.
    """
    tx.delete(Notification, {"recipient_id": user})
    tx.delete(HeldMessage, {"person_id": user})
    tx.delete(Preferences, {"person_id": user})
    nobody = ObjectId(secrets.token_bytes(12))
    tx.update_many(Announcement, {"author_id": user}, {"$set": {"author_id": nobody}})
    _forget_request(tx, user)
    tx.after_commit(cache.forgetting([keys.unread(user), keys.preferences(user)], tx))


def _forget_request(tx: Transaction, user: ObjectId) -> None:
    """Admins were told by name that this person wanted to teach."""
    person = tx.find_one(User, {"_id": user})
    if person is None:
        return
    admins = [row["_id"] for row in tx.find(User, {"is_admin": True}, {"_id": 1})]
    told = {"kind": "instructor-requested", "facts.name": display_name(person)}
    tx.delete(Notification, {"recipient_id": {"$in": admins}, **told})
    tx.after_commit(cache.forgetting([keys.unread(admin) for admin in admins], tx))

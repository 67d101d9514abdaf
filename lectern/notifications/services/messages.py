"""Messages: a few words that somebody writes to one person."""

from bson import ObjectId

from lectern.notifications.documents import Notification
from lectern.notifications.events import MessageSent
from lectern.notifications.services.inbox import notify
from lectern.notifications.services.post import post
from lectern.shared.mongo import Transaction, transactional


@transactional
def send_message(
    tx: Transaction, *, recipient: ObjectId, message: str, url: str = ""
) -> Notification:
    """Put it into the inbox of one person, and send it by e-mail too if they want that."""
    told = notify(recipient=recipient, kind="message", facts={"text": message}, url=url)
    tx.publish(MessageSent(notification=told.pk))
    return told


def mail_message(*, key: str, notification: ObjectId) -> None:
    """Send it by e-mail, unless it has been taken out of the inbox already."""
    row = Notification.collection().find_one({"_id": notification})
    if row is not None:
        recipient, kind = row["recipient_id"], row["kind"]
        post(key=key, recipient=recipient, kind=kind, facts=row["facts"], url=row["url"])

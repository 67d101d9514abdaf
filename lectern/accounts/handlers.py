"""What is finished after the transaction of an event."""

from bson import ObjectId

from lectern.accounts import services
from lectern.accounts.events import PersonRemoved


def finish_removal(event: PersonRemoved, _event_id: ObjectId) -> None:
    """What no transaction of MongoDB holds: the account, and files."""
    services.finish(user=event.user, account=event.account)

"""What is kept warm of notifications, and what forgets it."""

from bson import ObjectId

from lectern.shared.cache import Key
from lectern.shared.policies import Principal

TTL = 2 * 60
PREFERENCES_TTL = 15 * 60


def unread(recipient_id: ObjectId) -> Key:
    """How many notifications a person has not read; forgotten when one comes or is read."""
    return Key(f"notifications:user:{recipient_id}", TTL)


def unread_page(who: Principal, query: str, _id: str) -> Key | None:
    """The same as the API shows it, for those who are signed in."""
    return unread(who.id) if who.id and not query else None


def preferences(person_id: ObjectId) -> Key:
    """What a person has chosen to be told; forgotten when they choose otherwise."""
    return Key(f"preferences:user:{person_id}", PREFERENCES_TTL)

"""What is kept warm of how the site is set."""

from lectern.shared.cache import Key

TTL = 30 * 60


def changes() -> Key:
    """What admins have changed; forgotten when they change more."""
    return Key("site", TTL)

"""What is kept warm about people, and for how long."""

from lectern.shared.cache import VERSION_TTL, Key

COUNTS_TTL = 5 * 60
PRESENCE_TTL = 60


def names() -> Key:
    """The version of all that shows what people are called; forgotten when any profile changes."""
    return Key("version:names", VERSION_TTL)


def token(jti: str, remaining_life: int) -> Key:
    """Whether a session lives; forgotten when it ends."""
    return Key(f"token:{jti}", max(remaining_life, 1))


def counts() -> Key:
    """How many people there are by role; as old as this at the most."""
    return Key("counts:people", COUNTS_TTL)


def days() -> Key:
    """How many people came and were there each day; as old as this at the most."""
    return Key("counts:people:days", COUNTS_TTL)


def presence() -> Key:
    """How many people were here lately; as old as this at the most."""
    return Key("counts:people:here", PRESENCE_TTL)

"""How many requests a web process works on, and how many it lets wait: numbers, and no imports."""

AT_ONCE = 4
WAITING = 24
# Threads that tell those who come on top, so that nobody waits for a refusal.
REFUSING = 4


def threads(at_once: int) -> int:
    """The threads that a server needs for this."""
    return at_once + WAITING + REFUSING

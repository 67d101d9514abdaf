"""How far something long is."""

from collections.abc import Callable

# What happens, how much of it is done, and of how much in all when that is known.
Advance = Callable[[str, int, int | None], None]

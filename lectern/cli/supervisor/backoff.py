"""When to start a dead child again, and when to stop trying."""

from dataclasses import dataclass

DELAYS = (0.1, 0.5, 1.0, 2.0)
QUICK = 20.0


@dataclass
class Backoff:
    """Counts deaths that followed quickly upon a start; a long life clears the count."""

    deaths: int = 0

    def after_death(self, lived: float) -> float | None:
        """Seconds to wait before the next start, or None when it is time to give up."""
        self.deaths = self.deaths + 1 if lived < QUICK else 1
        return DELAYS[self.deaths - 1] if self.deaths <= len(DELAYS) else None

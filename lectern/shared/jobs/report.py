"""How much a report may say: a document of MongoDB holds 16 MB, people read less."""

from collections.abc import Iterable
from dataclasses import dataclass

import bson

from lectern.shared.policies import Row

ROWS = 10_000
BYTES = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Room:
    """What is left for a report; what does not fit any more is only counted."""

    rows: int = ROWS
    size: int = BYTES

    def take(self, rows: Iterable[Row]) -> tuple[list[Row], int, "Room"]:
        """The rows that fit, how many do not, and what is left then."""
        kept, dropped, left, size = [], 0, self.rows, self.size
        for row in rows:
            needed = len(bson.encode(row))
            if left and needed <= size:
                kept.append(row)
                left, size = left - 1, size - needed
            else:
                dropped += 1
        return kept, dropped, Room(left, size)

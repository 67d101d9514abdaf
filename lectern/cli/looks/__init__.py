"""What `lectern doctor` looks at, and what it finds."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """What one look found."""

    text: str
    well: bool = True

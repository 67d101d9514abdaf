"""Where stored facts that must agree do not."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One thing on which two places differ, and whether that has just been mended."""

    kind: str
    subject: str
    mended: bool

    def __str__(self) -> str:
        return f"{self.subject}: {self.kind.replace('-', ' ')}{', mended' if self.mended else ''}"

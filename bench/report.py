"""A table of what was measured, and which of it misses its bound."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.table import Table


@dataclass(frozen=True)
class Check:
    """What a figure must be, and whether it is."""

    bound: str
    holds: bool


def at_least(bound: float, found: float, of: str = "") -> Check:
    """A bound from below; `of` names the figure where a row has several."""
    return Check(f"{of}≥ {bound:g}", found >= bound)


def at_most(bound: float, found: float, of: str = "") -> Check:
    """A bound from above."""
    return Check(f"{of}≤ {bound:g}", found <= bound)


class Report:
    """A table whose last column says what must be."""

    def __init__(self, title: str, *columns: str, caption: str | None = None) -> None:
        self.table = Table(title=title, caption=caption)
        self.missed: list[str] = []
        self.table.add_column("what")
        for column in (*columns, "must be"):
            self.table.add_column(column, justify="right")

    def add(self, name: str, *cells: str, checks: Sequence[Check] = ()) -> None:
        """A row, and what must be true of it."""
        said = [
            check.bound if check.holds else f"[red]{check.bound}, missed[/]" for check in checks
        ]
        blank = [""] * (len(self.table.columns) - 2 - len(cells))
        self.table.add_row(name, *cells, *blank, "; ".join(said))
        self.missed += [f"{name}: {check.bound}" for check in checks if not check.holds]

"""`overview`: how 500 learners stand in 130 lessons and ten quizzes, as their teacher sees it."""

import statistics
from collections.abc import Callable
from typing import Any

from rich.table import Table

from bench.client import Client
from bench.load import in_turn, p95


def measure(url: str, *, times: int) -> Table:
    """A page of a hundred, and all five."""
    teacher = Client(url, "bench-teacher")
    course = teacher.course("Overview")
    calls: dict[str, Callable[[], Any]] = {}
    for name in ("learners", "gradebook"):
        first = f"/api/courses/{course}/{name}/?page_size=100"
        calls[f"{name}, 100"] = lambda first=first: teacher.get(first)
        calls[f"{name}, all 500"] = lambda first=first: _all(teacher, first)
    calls["places, 100"] = lambda: teacher.get(f"/api/enrollments/?course={course}&page_size=100")
    in_turn(calls, 2)
    table = Table(title="500 learners × 130 lessons, uncached, milliseconds")
    table.add_column("what")
    for column in ("p50", "p95"):
        table.add_column(column, justify="right")
    for name, taken in in_turn(calls, times).items():
        table.add_row(name, f"{statistics.median(taken):.0f}", f"{p95(taken):.0f}")
    return table


def _all(teacher: Client, first: str) -> None:
    path: str | None = first
    while path:
        path = teacher.get(path)["next"]

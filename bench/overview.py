"""`overview`: how 500 learners stand in 130 lessons and ten quizzes, as their teacher sees it."""

import statistics
from functools import partial

from bench.client import Client
from bench.installation import Site
from bench.load import Call, in_turn, p95
from bench.report import Report, at_most

LONGEST_MS = 300


def measure(site: Site, *, times: int) -> Report:
    """A page of a hundred, which is what a screen asks for, and all five."""
    teacher = site.client("bench-teacher")
    course = teacher.course("Overview")
    pages = {
        "learners": f"/api/courses/{course}/learners/?page_size=100",
        "gradebook": f"/api/courses/{course}/gradebook/?page_size=100",
        "places": f"/api/enrollments/?course={course}&page_size=100",
    }
    calls = {f"{name}, 100": Call(partial(teacher.get, path)) for name, path in pages.items()}
    for name in ("learners", "gradebook"):
        calls[f"{name}, all 500 in five requests"] = Call(partial(_all, teacher, pages[name]))
    in_turn(calls, 2)
    report = Report("500 learners × 130 lessons, uncached, milliseconds", "p50", "p95")
    for name, taken in in_turn(calls, times).items():
        slow = p95(taken)
        report.add(
            name,
            *(f"{statistics.median(taken):.0f}", f"{slow:.0f}"),
            checks=[at_most(LONGEST_MS, slow)],
        )
    return report


def _all(teacher: Client, first: str) -> None:
    path: str | None = first
    while path:
        path = teacher.get(path)["next"]

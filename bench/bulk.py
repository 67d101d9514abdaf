"""`bulk`: 5,000 people get a place, everybody gets an announcement; reads go on meanwhile."""

import statistics
import time

from bench.client import PAUSE, Client
from bench.installation import Site
from bench.report import Report, at_most

ROWS = 5_000
LONGEST = {"enrolment": 30, "announcement": 120}
SLOWED = 1.2
READS = 50


def measure(site: Site, *, learners: int) -> Report:
    """How long each takes, and what a read beside it costs."""
    admin, teacher = site.client("bench-admin"), site.client("bench-teacher")
    course = teacher.send("POST", "/api/courses/", {"title": "Bulk"})["id"]
    teacher.send("POST", "/api/lessons/", {"course": course, "title": "One", "content": "Text."})
    teacher.send("POST", f"/api/courses/{course}/publish/", {})
    names = [f"learner{number}" for number in range(min(ROWS, learners))]
    report = Report(
        "Long work, and a read beside it",
        *("rows", "seconds", "read before, ms", "read during / before"),
    )
    bodies = {
        "enrolment": ("/api/enrollments/bulk/", {"course": course, "people": names}, len(names)),
        "announcement": (
            "/api/announcements/",
            {"audience": "everyone", "title": "News", "body": "It is here."},
            learners,
        ),
    }
    for name, (path, body, rows) in bodies.items():
        before = [_read_after_a_pause(admin) for _ in range(READS)]
        during: list[float] = []
        began = time.monotonic()
        made = admin.send("POST", path, body)
        admin.finish(made.get("job") or made["id"], lambda: during.append(_read(admin)))  # noqa: B023 - asked within the turn
        seconds = time.monotonic() - began
        usual = statistics.median(before)
        slowed = statistics.median(during or before) / usual
        report.add(
            name,
            *(f"{rows:,}", f"{seconds:.1f}", f"{usual * 1_000:.1f}", f"{slowed:.2f}"),
            checks=[at_most(LONGEST[name], seconds, "s "), at_most(SLOWED, slowed, "read ")],
        )
    return report


def _read_after_a_pause(client: Client) -> float:
    """As it comes beside the work: a server that has just been idle answers later."""
    time.sleep(PAUSE)
    return _read(client)


def _read(client: Client) -> float:
    began = time.perf_counter()
    client.get("/api/courses/?expand=")
    return time.perf_counter() - began

"""`bulk`: 5,000 people get a place, everybody gets an announcement; reads go on meanwhile."""

import statistics
import time
from typing import Any

from rich.table import Table

from bench.client import Client

ROWS = 5_000
LONGEST = 600.0
PAUSE = 0.1


def measure(url: str) -> Table:
    """How long each takes, and what a read beside it costs."""
    admin, teacher = Client(url, "bench-admin"), Client(url, "bench-teacher")
    learners = admin.get("/api/users/?page_size=1")["count"]
    course = teacher.send("POST", "/api/courses/", {"title": "Bulk"})["id"]
    teacher.send("POST", "/api/lessons/", {"course": course, "title": "One", "content": "Text."})
    teacher.send("POST", f"/api/courses/{course}/publish/", {})
    names = [f"learner{number}" for number in range(min(ROWS, learners))]
    table = Table(title="Long work, and a read beside it")
    table.add_column("what")
    for column in ("seconds", "read during / before"):
        table.add_column(column, justify="right")
    bodies = {
        f"enrolment of {len(names):,}": (
            "/api/enrollments/bulk/",
            {"course": course, "people": names},
        ),
        "announcement to everybody": (
            "/api/announcements/",
            {"audience": "everyone", "title": "News", "body": "It is here."},
        ),
    }
    for name, (path, body) in bodies.items():
        before = [_read(admin) for _ in range(50)]
        began = time.monotonic()
        made: dict[str, Any] = admin.send("POST", path, body)
        during = _until_done(admin, str(made.get("job") or made["id"]))
        seconds = time.monotonic() - began
        ratio = statistics.median(during) / statistics.median(before)
        table.add_row(name, f"{seconds:.1f}", f"{ratio:.2f}")
    return table


def _read(client: Client) -> float:
    began = time.perf_counter()
    client.get("/api/courses/?expand=")
    return time.perf_counter() - began


def _until_done(admin: Client, job: str) -> list[float]:
    """What reads cost until the job is done."""
    taken, deadline = [], time.monotonic() + LONGEST
    while time.monotonic() < deadline:
        taken.append(_read(admin))
        status = admin.get(f"/api/jobs/{job}/")["status"]
        if status == "failed":
            raise RuntimeError(f"The job {job} has failed.")
        if status == "done":
            break
        time.sleep(PAUSE)
    return taken

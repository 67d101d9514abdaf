"""Large courses counted as a worker counts them, and how long one takes."""

import subprocess
import sys
import time
from pathlib import Path

from bson import ObjectId

from bench.installation import environment


def recount(data: Path, course: str) -> float:
    """Have what is large counted; the milliseconds that counting this course takes."""
    # In a process of its own, for Django is set up once for one set of stores.
    code = "import sys; from bench.counts import recount_here; recount_here(*sys.argv[1:])"
    said = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code, str(data), course],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        env=environment(),
    ).stdout
    return float(said.split()[-1])


def recount_here(data: str, course: str) -> None:
    """Count from this process, and say how long it took."""
    from lectern.cli import django_project

    with django_project.ready(Path(data), "bench"):
        from lectern.learning.selectors import count_course
        from lectern.learning.tasks import recount_courses

        recount_courses()
        began = time.perf_counter()
        count_course(ObjectId(course))
        print((time.perf_counter() - began) * 1_000)  # noqa: T201 - read by whom started us

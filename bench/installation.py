"""An installation to measure: filled once, kept in its folder, run as `lectern up` runs it."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.data import Say, Size

# What is measured is the work, not the limits.
RATES = ",".join(
    f"{scope}=1000000/s" for scope in ("auth", "account", "mail", "write", "search", "anonymous")
)


def folder(root: Path, size: Size) -> Path:
    """Where the data of this size are kept between runs."""
    return root / f"{size.courses}x{size.learners}"


def prepare(root: Path, size: Size, say: Say) -> Path:
    """The data folder of this size, filled when it is not there or was left half-filled."""
    data = folder(root, size)
    done = data / "bench.json"
    wanted = {"seed": size.seed, "courses": size.courses, "learners": size.learners}
    if done.exists() and json.loads(done.read_text()) == wanted:
        return data
    shutil.rmtree(data, ignore_errors=True)
    say(f"filling {data}")
    began = time.monotonic()
    # In a process of its own, for Django is set up once for one set of stores.
    code = "import sys; from bench.installation import fill_here; fill_here(*sys.argv[1:])"
    numbers = [str(number) for number in (size.courses, size.learners, size.seed)]
    subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code, str(data), *numbers], check=True
    )
    done.write_text(json.dumps(wanted))
    say(f"filled in {time.monotonic() - began:.0f} s")
    return data


def fill_here(data: str, courses: str, learners: str, seed: str) -> None:
    """Fill the data folder from this process."""
    from bench.data import fill
    from lectern.cli import django_project

    with django_project.ready(Path(data), "bench"):
        fill(Size(int(courses), int(learners), int(seed)), lambda line: print(f"  {line}"))  # noqa: T201


@contextmanager
def running(data: Path, workers: int) -> Iterator[tuple[str, int]]:
    """The product on this data folder for the length of a `with` block; its URL and process."""
    environment = {**os.environ, "LECTERN_RATES": RATES, "LECTERN_DATA_DIR": str(data)}
    for name in ("MONGODB_URI", "REDIS_URL", "DATABASE_URL"):
        environment.pop(name, None)
    command = ["-m", "lectern", "up", "--no-demo", "--workers", str(workers)]
    process = subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, *command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment,
    )
    try:
        yield _url(process), process.pid
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()


def _url(process: subprocess.Popen[str]) -> str:
    said = []
    assert process.stdout is not None  # noqa: S101 - it is a pipe
    for line in process.stdout:
        said.append(line)
        if "Lectern is ready" in line:
            return line.rsplit(" ", 1)[1].strip().rstrip("/")
    sys.exit("".join(said))

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
from dataclasses import dataclass
from pathlib import Path

from bench.client import Client
from bench.data import Say, Size

# What is measured is the work, not the limits.
RATES = ",".join(
    f"{scope}=1000000/s" for scope in ("auth", "account", "mail", "write", "search", "anonymous")
)


# What an operator may have set for an installation of their own, which is not to be measured, and
# whose people are not to be written to.
OPERATORS = (
    "MONGODB_URI",
    "REDIS_URL",
    "DATABASE_URL",
    "EMAIL_URL",
    "MEDIA_STORAGE_URL",
    "LECTERN_",
)


def environment(**more: str) -> dict[str, str]:
    """Ours, without what names stores or mail servers, and with this."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith(OPERATORS)}
    return kept | more


@dataclass(frozen=True)
class Site:
    """An installation that runs: where it answers, the process that runs it, and its data."""

    url: str
    process: int
    data: Path

    def client(self, username: str = "") -> Client:
        """Somebody who asks it."""
        return Client(self.url, username, (self.process,))


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
        [sys.executable, "-c", code, str(data), *numbers], check=True, env=environment()
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
def running(data: Path, workers: int, redis_url: str = "", demo: str = "") -> Iterator[Site]:
    """The product on this data folder for the length of a `with` block.

    With a Redis of the caller's own, it starts none; `demo` is the password of the demo's people.
    """
    told = {"REDIS_URL": redis_url} if redis_url else {}
    told |= {"LECTERN_DEMO_PASSWORD": demo} if demo else {}
    command = ["-m", "lectern", "up", "--demo" if demo else "--no-demo", "--workers", str(workers)]
    process = subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, *command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment(LECTERN_RATES=RATES, LECTERN_DATA_DIR=str(data), **told),
    )
    try:
        yield Site(_url(process), process.pid, data)
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

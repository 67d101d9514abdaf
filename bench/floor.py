"""What the machine can do at most: one plain Django view is 1.00."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from bench.installation import Site, environment
from bench.load import Ask
from lectern.cli import services
from lectern.cli.datadir import DataDir
from lectern.cli.embedded.ports import free_port

PLAIN = "plain Django view"

# Begun by root it would become somebody who cannot read the folder; others' `user` it ignores.
NGINX = """
user root root; daemon off;
pid {folder}/nginx.pid; error_log {folder}/nginx.log; worker_processes {workers};
events {{ worker_connections 512; }}
http {{
  access_log off; default_type application/json; client_body_temp_path {folder};
  server {{ listen 127.0.0.1:{port}; root {folder}; }}
}}
"""


@contextmanager
def plain_views(body: Path, site: Site, workers: int) -> Iterator[dict[str, Ask]]:
    """Granian as `lectern up` starts it, with views that answer a file: at once, or after one read
    of the stores of the site.
    """
    from lectern.cli.supervisor.plan import Address, web

    stores = services.read(DataDir(site.data.resolve()))
    told = {
        "BENCH_BODY": str(body),
        "BENCH_REDIS": stores.redis_url,
        "BENCH_MONGODB": stores.mongodb_uri,
    }

    port = free_port()
    command = web(Address("127.0.0.1", port), workers, "localhost").command
    command = [part.replace("lectern.config.wsgi", "bench.plain") for part in command]
    with _running(command, told) as process:
        plain = _answering(f"http://127.0.0.1:{port}/", process.pid)
        both = (process.pid, site.process)
        yield {
            PLAIN: plain,
            f"{PLAIN}, a read of Redis": Ask(f"{plain.url}redis", {}, both),
            f"{PLAIN}, a row of MongoDB": Ask(f"{plain.url}mongodb", {}, both),
        }


@contextmanager
def nginx(body: Path, workers: int) -> Iterator[Ask | None]:
    """NGINX with the same bytes as a file; None where it is not installed."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        yield None
        return
    port, folder = free_port(), body.parent
    config = folder / "nginx.conf"
    config.write_text(NGINX.format(folder=folder, port=port, workers=workers))
    with _running([program, "-p", str(folder), "-c", str(config)], {}) as process:
        yield _answering(f"http://127.0.0.1:{port}/{body.name}", process.pid)


def stores(data: Path, seconds: float) -> dict[str, float]:
    """How often a second one client reads one entry of Redis, and one row of MongoDB."""
    code = "import sys; from bench.floor import _stores; _stores(sys.argv[1], float(sys.argv[2]))"
    said = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code, str(data), str(seconds)],
        check=True,
        capture_output=True,
        text=True,
        env=environment(),
    ).stdout
    redis, mongo = said.split()[-2:]
    return {"Redis GET, one client": float(redis), "PyMongo find_one, one client": float(mongo)}


def _stores(data: str, seconds: float) -> None:
    from lectern.cli import django_project

    with django_project.ready(Path(data), "bench"):
        from lectern.catalog.documents import Course
        from lectern.shared import cache

        courses, redis = Course.collection(), cache.connection()
        first = courses.find_one({})
        assert first is not None  # noqa: S101 - the data have been written
        row_id = first["_id"]
        redis.set("bench", b"x" * 2_000, ex=60)
        rates = []
        for read in (lambda: redis.get("bench"), lambda: courses.find_one({"_id": row_id})):
            count, end = 0, time.monotonic() + seconds
            while time.monotonic() < end:
                read()
                count += 1
            rates.append(count / seconds)
        print(*rates)  # noqa: T201 - read by whom started us


@contextmanager
def _running(command: list[str], environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(command, env={**os.environ, **environment})  # noqa: S603
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def _answering(url: str, process: int) -> Ask:
    for _ in range(400):
        try:
            httpx.get(url).raise_for_status()
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return Ask(url, {}, (process,))
    sys.exit(f"{url} does not answer.")

"""Measure Lectern beside what the machine can do, and a large installation beside a small one.

Everything is started here: mongod, Valkey, Granian and the worker as `lectern up` starts them, on
data that are written once and kept. Figures are ratios of things measured in short turns, so that
what else the machine does meets all alike. Examples:

  make bench                                        all of it, about half an hour after the data
  make bench ARGS="--only requests --seconds 2"     reads, as ratios of a plain Django view
  make bench ARGS="--only scale --courses 2000"     2,000 courses beside 200
  make bench PEER=https://lms.example/courses       any other server in the same turns
"""

import argparse
import shutil
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from rich.console import Console

from bench import bulk, installation, overview, reads, scale, startup
from bench.client import Client
from bench.data import Size
from bench.load import Ask, need_wrk

SMALL = Size(courses=200, learners=1_000)
PARTS = ("startup", "requests", "overview", "bulk", "scale")

console = Console()


def main() -> None:
    options = _options()
    large = Size(options.courses, options.learners, options.seed)
    small = Size(SMALL.courses, SMALL.learners, options.seed)
    root: Path = options.data
    parts = options.only or PARTS
    if "requests" in parts:
        need_wrk()
    if "startup" in parts:
        console.print(startup.measure())
    with ExitStack() as stack:

        def run(size: Size) -> tuple[str, int, Path]:
            data = installation.prepare(root, size, console.print)
            running = installation.running(data, options.workers)
            return *stack.enter_context(running), data

        urls = {}
        if {"requests", "overview"} & set(parts):
            url, process, data = run(small)
            urls["small"] = url
            measures: dict[str, Callable[[], object]] = {
                "requests": lambda: _requests(url, process, data, options),
                "overview": lambda: overview.measure(url, times=options.times),
            }
            for name in [part for part in parts if part in measures]:
                console.print(measures[name]())
        if {"scale", "bulk"} & set(parts):
            url_of_large = run(large)[0]
        if "bulk" in parts:
            console.print(bulk.measure(url_of_large))
        if "scale" in parts:
            near = urls.get("small") or run(small)[0]
            names = {_name(small): near, _name(large): url_of_large}
            console.print(scale.measure(names, times=options.times))
    if options.clean:
        shutil.rmtree(root)


def _requests(url: str, process: int, data: Path, options: argparse.Namespace) -> object:
    people = {
        "visitor": Client(url, process=process),
        "student": Client(url, "bench-student", process=process),
    }
    return reads.measure(
        people,
        data,
        workers=options.workers,
        rounds=options.rounds,
        seconds=options.seconds,
        peers=[Ask(peer, {}) for peer in options.peer if peer],
    )


def _name(size: Size) -> str:
    return f"{size.courses:,} courses, {size.learners:,} learners"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--only", nargs="+", choices=PARTS, help="only these parts; all without it")
    add("--courses", type=int, default=200_000, help="of the large installation (200000)")
    add("--learners", type=int, default=100_000, help="of the large installation (100000)")
    add("--seed", type=int, default=1, help="other data, the same each time")
    add("--workers", type=int, default=2, help="processes that answer requests (2)")
    add("--rounds", type=int, default=5, help="short turns of each request (5)")
    add("--seconds", type=float, default=1.0, help="length of a turn (1)")
    add("--times", type=int, default=50, help="how often a request is timed alone (50)")
    add("--peer", nargs="*", default=[], help="URLs of other servers, read in the same turns")
    add("--data", type=Path, default=Path("var/bench"), help="where data are kept (var/bench)")
    add("--clean", action="store_true", help="remove the data afterwards (about 5 GB)")
    return parser.parse_args()


if __name__ == "__main__":
    main()

"""Measure Lectern beside what the machine can do, and a large installation beside a small one.

Everything is started here: mongod, Valkey, Granian and the worker as `lectern up` starts them, on
data that are written once and kept. Figures are ratios of things measured in short turns, so that
what else the machine does meets all alike. Where a row says what must be, a miss makes the command
end with 1. `requests` and `away` need wrk (apt-get install wrk). Examples:

  make bench                                        all of it, about an hour after the data
  make bench ARGS="--only requests --seconds 2"     reads, as ratios of a plain Django view
  make bench ARGS="--only rush --students 400"      classes that take a quiz, from 400 up
  make bench ARGS="--only scale --courses 2000"     2,000 courses beside 200
  make bench PEER=https://lms.example               requests of another server in the same turns;
      ARGS="--peer-header 'Authorization: …'" says who asks, ARGS="--peer-path 'course=/c/7'" what
"""

import argparse
import shutil
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from rich.console import Console

from bench import away, bulk, installation, overview, paths, reads, rush, scale, startup
from bench.data import Size
from bench.installation import Site
from bench.load import need_wrk
from bench.report import Report

SMALL = Size(courses=200, learners=1_000)
CLASS = Size(courses=200, learners=5_000)

console = Console()


class Bench:
    """The parts, on installations of the sizes that were asked for."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.small, self.class_ = (
            Size(size.courses, size.learners, options.seed) for size in (SMALL, CLASS)
        )
        self.large = Size(options.courses, options.learners, options.seed)

    def parts(self) -> dict[str, Callable[[], Report]]:
        """By name, in their order; `bulk` leaves work behind and is last."""
        return {
            "startup": startup.measure,
            "requests": self.requests,
            "away": self.away,
            "overview": self.overview,
            "rush": self.rush,
            "scale": self.scale,
            "bulk": self.bulk,
        }

    def requests(self) -> Report:
        options = self.options
        other = reads.Other(
            options.peer,
            dict(_pair(header, ":") for header in options.peer_header),
            dict(_pair(path, "=") for path in options.peer_path),
        )
        with self._running(self.small) as site:
            return reads.measure(site, other=other, **self._turns())

    def away(self) -> Report:
        return away.measure(self._data(self.small), **self._turns())

    def overview(self) -> Report:
        with self._running(self.small) as site:
            return overview.measure(site, times=self.options.times)

    def rush(self) -> Report:
        cores, size = self.options.workers, self.class_
        students = self.options.students or rush.PER_CORE * cores
        with self._running(size) as site:
            return rush.measure(
                site, cores=cores, students=students, most=size.learners, steps=self.options.steps
            )

    def scale(self) -> Report:
        with self._running(self.small) as near, self._running(self.large) as far:
            sites = {_name(self.small): near, _name(self.large): far}
            return scale.measure(sites, times=self.options.times)

    def bulk(self) -> Report:
        with self._running(self.large) as site:
            return bulk.measure(site, learners=self.large.learners)

    def _turns(self) -> dict[str, Any]:
        options = self.options
        turns = {"rounds": options.rounds, "seconds": options.seconds, "names": options.reads}
        return {"workers": options.workers, **turns}

    def _data(self, size: Size) -> Path:
        return installation.prepare(self.options.data, size, console.print)

    def _running(self, size: Size) -> AbstractContextManager[Site]:
        return installation.running(self._data(size), self.options.workers)


def main() -> None:
    options = _options()
    parts = Bench(options).parts()
    chosen = [name for name in parts if name in (options.only or parts)]
    if {"requests", "away"} & set(chosen):
        need_wrk()
    missed = []
    for name in chosen:
        report = parts[name]()
        console.print(report.table)
        missed += [f"{name}: {what}" for what in report.missed]
    if options.clean:
        shutil.rmtree(options.data)
    if missed:
        sys.exit("\n".join(["Missed:", *missed]))


def _name(size: Size) -> str:
    return f"{size.courses:,} courses, {size.learners:,} learners"


def _pair(text: str, by: str) -> tuple[str, str]:
    name, _, rest = text.partition(by)
    return name.strip(), rest.strip()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    parts = ("startup", "requests", "away", "overview", "rush", "scale", "bulk")
    add("--only", nargs="+", choices=parts, help="only these parts; all without it")
    add("--courses", type=int, default=200_000, help="of the large installation (200000)")
    add("--learners", type=int, default=100_000, help="of the large installation (100000)")
    add("--seed", type=int, default=1, help="other data, the same each time")
    add("--workers", type=int, default=2, help="processes that answer requests (2)")
    add("--rounds", type=int, default=5, help="short turns of each request (5)")
    add("--seconds", type=int, default=1, help="length of a turn (1)")
    add(
        "--reads",
        nargs="+",
        default=[],
        choices=list(paths.reads("")),
        metavar="READ",
        help="only these, such as outline",
    )
    add("--times", type=int, default=50, help="how often a request is timed alone (50)")
    add("--students", type=int, help="the first class of the rush (300 for each worker)")
    add("--steps", type=int, default=4, help="how many classes it tries; 1: only the first (4)")
    add("--peer", nargs="*", default=[], help="URLs of other servers, read in the same turns")
    add("--peer-header", nargs="*", default=[], help="what they are sent: 'Name: text'")
    add("--peer-path", nargs="*", default=[], help="what they are asked: 'name=/path'")
    add("--data", type=Path, default=Path("var/bench"), help="where data are kept (var/bench)")
    add("--clean", action="store_true", help="remove the data afterwards (about 5 GB)")
    return parser.parse_args()


if __name__ == "__main__":
    main()

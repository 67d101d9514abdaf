"""The same load for a long time without any fault: does anything grow that should not?

Every ten seconds the memory of each process, the open connections of both stores and the age of the
outbox are read. At the end the slope of each process's memory after the warm-up is printed, and
whether all stayed within bounds. Exit code 0 when they did.
"""

import argparse
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

import psutil  # type: ignore[import-untyped]

from tests.faults import load, nginx
from tests.faults.checker import check
from tests.faults.mongo import CACHE_MIB
from tests.faults.redis import MEMORY_MIB
from tests.faults.site import Site, running

MEBIBYTE = 1024 * 1024
EVERY = 10.0
WARM_UP = 0.3  # of the time: caches fill, pools open, code is loaded
OUTBOX_AGE = 2.0
# So many MiB may come with allocators, however long it is looked at: the longer, the less an hour.
MOST_GROWTH = 10.0
MOST_NEW_CONNECTIONS = 10
# What these hold is data, whose amount grows with the load until their caches are full; besides
# them there are connections, journals and code.
MOST_OF_STORES = {"mongod": CACHE_MIB + 512.0, "valkey": MEMORY_MIB + 64.0}


@dataclass
class Readings:
    """What was read, by moment."""

    at: list[float] = field(default_factory=list)
    memory: dict[str, list[float]] = field(default_factory=dict)
    mongo: list[int] = field(default_factory=list)
    redis: list[int] = field(default_factory=list)
    outbox_age: list[float] = field(default_factory=list)

    def read(self, site: Site) -> None:
        """Read everything once."""
        self.at.append(time.monotonic())
        for program in site.programs():
            self.memory.setdefault(program.name, []).append(_memory(program.pid))
        status = site.mongo.client.admin.command("serverStatus")
        self.mongo.append(int(status["connections"]["current"]))
        self.redis.append(int(site.redis.client().info("clients")["connected_clients"]))
        self.outbox_age.append(_overdue(site))

    def warm(self) -> int:
        """The index of the first reading after the warm-up."""
        return int(len(self.at) * WARM_UP)

    def slope(self, name: str) -> float:
        """MiB an hour after the warm-up: the median of all slopes between two readings."""
        points = list(zip(self.at, self.memory[name], strict=True))[self.warm() :]
        pairs = combinations(points, 2)
        return statistics.median((b[1] - a[1]) / (b[0] - a[0]) for a, b in pairs) * 3600

    @property
    def hours(self) -> float:
        """How long it was looked at after the warm-up."""
        return (self.at[-1] - self.at[self.warm()]) / 3600

    def growth(self, name: str) -> float:
        """MiB from the first third after the warm-up to the last, by their medians."""
        values = self.memory[name][self.warm() :]
        third = max(len(values) // 3, 1)
        return statistics.median(values[-third:]) - statistics.median(values[:third])


def main() -> int:
    """Read the command line, do it, and print what was read."""
    arguments = _parser().parse_args()
    if not nginx.program():
        print(nginx.INSTALL)
        return 1
    folder = Path(tempfile.mkdtemp(prefix="lectern-soak-")).resolve()
    readings = Readings()
    with running(folder, keep=False) as site:
        school = load.found(site)
        print(f"Under load for {arguments.minutes:g} minutes ...", flush=True)
        with load.under(site, school) as ledger:
            _watch(site, school, readings, arguments.minutes * 60)
        verdict = check(site, ledger)
    _tell(readings)
    faults = _faults(readings, verdict.lost + verdict.doubled + ledger.wrong)
    print(f"{ledger.sent} requests, {ledger.acknowledged} acknowledged, {dict(ledger.errors)}")
    print("\n".join(faults) if faults else "All stayed within bounds.")
    return 1 if faults else 0


def _watch(site: Site, school: load.School, readings: Readings, seconds: float) -> None:
    end = time.monotonic() + seconds
    sign_in_at = time.monotonic() + load.RENEW_SECONDS
    while time.monotonic() < end:
        readings.read(site)
        if time.monotonic() > sign_in_at:
            load.sign_in_again(site, school)
            sign_in_at += load.RENEW_SECONDS
        time.sleep(EVERY)


def _tell(readings: Readings) -> None:
    print()
    print("| process | first, MiB | last, MiB | slope after warm-up, MiB/h |")
    print("|---|---|---|---|")
    for name, values in sorted(readings.memory.items()):
        first, last = values[readings.warm()], values[-1]
        print(f"| {name} | {first:.0f} | {last:.0f} | {readings.slope(name):+.1f} |")
    for what, numbers in (("MongoDB", readings.mongo), ("Redis", readings.redis)):
        after = numbers[readings.warm() :]
        print(f"Connections to {what}: {after[0]} after the warm-up, {max(after)} at the most")
    print(f"Age of the outbox: {max(readings.outbox_age):.1f} s at the most")


def _faults(readings: Readings, wrong: list[str]) -> list[str]:
    """What did not stay within bounds."""
    found = wrong[:20]
    for name in readings.memory:
        bound = MOST_OF_STORES.get(name.rstrip("0123456789"))
        if bound is not None:
            if max(readings.memory[name]) > bound:
                found.append(f"{name} came to {max(readings.memory[name]):.0f} MiB")
            continue
        by_slope = readings.slope(name) * readings.hours
        if min(readings.growth(name), by_slope) > MOST_GROWTH:
            found.append(f"{name} grows by {readings.slope(name):.0f} MiB an hour")
    for what, numbers in (("MongoDB", readings.mongo), ("Redis", readings.redis)):
        after = numbers[readings.warm() :]
        if max(after) - after[0] > MOST_NEW_CONNECTIONS:
            found.append(f"Connections to {what} grew from {after[0]} to {max(after)}")
    if max(readings.outbox_age) > OUTBOX_AGE:
        found.append(f"An event was overdue for {max(readings.outbox_age):.1f} s")
    return found


def _memory(pid: int) -> float:
    """MiB of a process and its children; pages they share are counted once."""
    try:
        process = psutil.Process(pid)
        family = [process, *process.children(recursive=True)]
        return float(sum(one.memory_full_info().pss for one in family)) / MEBIBYTE
    except psutil.NoSuchProcess:
        return 0.0


def _overdue(site: Site) -> float:
    """For how long the event that is most overdue is so, whether or not it has been tried."""
    first = site.mongo.client["lectern"]["outbox"].find_one(sort=[("due_at", 1)])
    return max(time.time() - first["due_at"].timestamp(), 0.0) if first else 0.0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.faults.soak",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="Example: make soak ARGS='--minutes 60'",
    )
    parser.add_argument("--minutes", type=float, default=10, help="for how long (10)")
    return parser


if __name__ == "__main__":
    sys.exit(main())

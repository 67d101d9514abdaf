"""Asking a server: as often as it can answer (wrk), and one question after the other."""

import re
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

import httpx
import psutil  # type: ignore[import-untyped]

CONNECTIONS = 16
DRAIN = 0.3  # seconds
IDLE = 0.15  # seconds of a processor in a second: what the programs spend on looking around


@dataclass(frozen=True)
class Ask:
    """One GET, and the processes whose families answer it, when they run on this machine."""

    url: str
    headers: Mapping[str, str]
    processes: tuple[int, ...] = ()


@dataclass(frozen=True)
class Load:
    """How a server stood it."""

    per_second: float
    p50: float  # milliseconds
    p99: float
    errors: int
    cpu: float  # milliseconds of all processors for each request; 0 where that is not known


@dataclass(frozen=True)
class Call:
    """Something to time, and what comes before it each time and is not timed."""

    make: Callable[[], Any]
    before: Callable[[], Any] = lambda: None


def need_wrk() -> None:
    """Say what to install when it is not there."""
    if shutil.which("wrk") is None:
        sys.exit("`requests` and `away` ask with wrk. On Debian and Ubuntu: apt-get install wrk")


def wrk(ask: Ask, seconds: int) -> Load:
    """Ask as often as the server can answer."""
    headers = [f"-H{name}: {text}" for name, text in ask.headers.items()]
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency", *headers, ask.url]
    # What the turn before asked last and did not wait for would take the places of this one.
    time.sleep(DRAIN)
    before = processor_seconds(*ask.processes)
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603
    spent = processor_seconds(*ask.processes) - before
    answered = re.search(r"(\d+) requests in", said)
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    broken = re.search(r"Socket errors: .*?(\d+).*?(\d+).*?(\d+).*?(\d+)", said)
    errors = int(refused[1]) if refused else 0
    if broken:
        errors += sum(map(int, broken.groups()))
    rate = re.search(r"Requests/sec:\s*([\d.]+)", said)
    return Load(
        per_second=float(rate[1]) if rate else 0.0,
        p50=_quantile(said, 50),
        p99=_quantile(said, 99),
        errors=errors,
        cpu=spent * 1_000 / max(int(answered[1]) if answered else 0, 1),
    )


def processor_seconds(*processes: int) -> float:
    """The seconds that families of processes have spent computing."""
    roots = [psutil.Process(process) for process in processes]
    families = [one for root in roots for one in (root, *root.children(recursive=True))]
    spent = [one.cpu_times() for one in families]
    return float(sum(times.user + times.system for times in spent))


def turn(asks: Mapping[str, Ask], seconds: int) -> dict[str, Load]:
    """One short round of each."""
    return {name: wrk(ask, seconds) for name, ask in asks.items()}


def alternate(asks: Mapping[str, Ask], *, rounds: int, seconds: int) -> dict[str, Load]:
    """The medians of short rounds in turn: what else the machine does meets all alike."""
    for ask in asks.values():  # a first answer is dearer than all others
        httpx.get(ask.url, headers=dict(ask.headers)).raise_for_status()
    return medians([turn(asks, seconds) for _ in range(rounds)])


def medians(turns: Sequence[Mapping[str, Load]]) -> dict[str, Load]:
    """What each request cost in the middle of its turns."""
    return {name: _median([each[name] for each in turns]) for name in turns[0]}


def in_turn(calls: Mapping[str, Call], times: int) -> dict[str, list[float]]:
    """The milliseconds of each call, made one after the other, in turn."""
    taken: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(times):
        for name, call in calls.items():
            call.before()
            began = time.perf_counter()
            call.make()
            taken[name].append((time.perf_counter() - began) * 1_000)
    return taken


def one_by_one(ask: Ask, times: int, before: Callable[[], Any]) -> Load:
    """Ask so often, each time after something that is not timed."""
    url, taken, errors = urlsplit(ask.url), [], 0
    connection = HTTPConnection(url.netloc)
    spent = processor_seconds(*ask.processes)
    for _ in range(times):
        before()
        began = time.perf_counter()
        connection.request("GET", url.path, headers=dict(ask.headers))
        answer = connection.getresponse()
        answer.read()
        taken.append(time.perf_counter() - began)
        errors += answer.status >= 400
    spent = processor_seconds(*ask.processes) - spent
    connection.close()
    return Load(
        per_second=times / sum(taken),
        p50=statistics.median(taken) * 1_000,
        p99=sorted(taken)[int(times * 0.99)] * 1_000,
        errors=errors,
        cpu=spent * 1_000 / times,
    )


def settle(process: int, longest: float = 120.0) -> None:
    """Return when the product has nothing left to do, such as sending what was caused before."""
    deadline = time.monotonic() + longest
    while time.monotonic() < deadline:
        before = processor_seconds(process)
        time.sleep(1)
        if processor_seconds(process) - before < IDLE:
            return


def p95(taken: Sequence[float]) -> float:
    """What 95 of 100 stay below."""
    return sorted(taken)[int(len(taken) * 0.95)]


def _median(loads: Sequence[Load]) -> Load:
    return Load(
        per_second=statistics.median(load.per_second for load in loads),
        p50=statistics.median(load.p50 for load in loads),
        p99=statistics.median(load.p99 for load in loads),
        errors=sum(load.errors for load in loads),
        cpu=statistics.median(load.cpu for load in loads),
    )


def _quantile(said: str, percent: int) -> float:
    found = re.search(rf"{percent}%\s+([\d.]+)(us|ms|s)", said)
    if found is None:
        return 0.0
    return float(found[1]) * {"us": 0.001, "ms": 1.0, "s": 1_000.0}[found[2]]

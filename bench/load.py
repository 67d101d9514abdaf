"""Asking a server: as often as it can answer (wrk), and one question after the other."""

import re
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import httpx
import psutil  # type: ignore[import-untyped]

CONNECTIONS = 16


@dataclass(frozen=True)
class Ask:
    """One GET, and the process whose family answers it, when it runs on this machine."""

    url: str
    headers: Mapping[str, str]
    process: int | None = None


@dataclass(frozen=True)
class Load:
    """How a server stood it."""

    per_second: float
    p50: float  # milliseconds
    p99: float
    errors: int
    cpu: float  # milliseconds of all processors for each request; 0 where that is not known


def need_wrk() -> None:
    """Say what to install when it is not there."""
    if shutil.which("wrk") is None:
        sys.exit("These benchmarks ask with wrk. On Debian and Ubuntu: apt-get install wrk")


def wrk(ask: Ask, seconds: float) -> Load:
    """Ask as often as the server can answer."""
    headers = [f"-H{name}: {text}" for name, text in ask.headers.items()]
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds:g}s", "--latency", *headers, ask.url]
    before = _cpu(ask.process)
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603
    spent = _cpu(ask.process) - before
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


def _cpu(process: int | None) -> float:
    """The seconds that a family of processes has spent computing."""
    if process is None:
        return 0.0
    root = psutil.Process(process)
    spent = [one.cpu_times() for one in (root, *root.children(recursive=True))]
    return float(sum(times.user + times.system for times in spent))


def alternate(asks: Mapping[str, Ask], *, rounds: int, seconds: float) -> dict[str, Load]:
    """The medians of short rounds in turn: what else the machine does meets all alike."""
    for ask in asks.values():  # a first answer is dearer than all others
        httpx.get(ask.url, headers=dict(ask.headers)).raise_for_status()
    found: dict[str, list[Load]] = {name: [] for name in asks}
    for _ in range(rounds):
        for name, ask in asks.items():
            found[name].append(wrk(ask, seconds))
    return {name: _median(loads) for name, loads in found.items()}


def in_turn(calls: Mapping[str, Callable[[], Any]], times: int) -> dict[str, list[float]]:
    """The milliseconds of each call, made one after the other, in turn."""
    taken: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(times):
        for name, call in calls.items():
            began = time.perf_counter()
            call()
            taken[name].append((time.perf_counter() - began) * 1_000)
    return taken


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

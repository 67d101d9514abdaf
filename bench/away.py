"""`away`: what reads cost while Redis is stopped, beside the same reads of an answer not kept."""

import time
from collections.abc import Collection
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import installation
from bench.load import Load, medians, turn
from bench.paths import KEPT, UNREAD, chosen, cold
from bench.report import Report, at_least, at_most
from lectern.cli.embedded import ports, valkey
from lectern.shared.cache import BREAKER_SECONDS

RATIO = 0.6


def measure(
    data: Path, *, workers: int, rounds: int, seconds: int, names: Collection[str] = ()
) -> Report:
    """Redis comes and goes, so that what else the machine does meets both alike."""
    here: list[dict[str, Load]] = []
    away: list[dict[str, Load]] = []
    port = ports.free_port()
    with TemporaryDirectory() as folder, ExitStack() as redis:

        def start() -> str:
            serve = valkey.serve(Path(folder) / "valkey", Path(folder), port)
            return redis.enter_context(serve).uri

        with installation.running(data, workers, start()) as site:
            student = site.client("bench-student")
            asks = {
                name: student.ask(cold(path) if name in KEPT else path)
                for name, path in chosen(student.course("Rush"), names).items()
                if name != UNREAD  # which is kept however one asks
            }
            for number in range(rounds):
                if number:
                    start()
                    time.sleep(BREAKER_SECONDS + 0.5)  # until then nobody asks it
                here.append(turn(asks, seconds))
                redis.close()
                away.append(turn(asks, seconds))
            start()  # the worker ends the sooner for it
    report = Report(
        "Requests a second without Redis, as ratios of those with it, signed in and not kept",
        *("ratio", "by processor time", "with", "without", "errors"),
        caption="The bound is on the better of both ratios: others keep a busy machine from it.",
    )
    before, after = medians(here), medians(away)
    for name, load in after.items():
        ratio = load.per_second / before[name].per_second
        by_time = before[name].cpu / load.cpu if load.cpu else 0.0
        errors = load.errors + before[name].errors
        report.add(
            name,
            *(f"{ratio:.2f}", f"{by_time:.2f}"),
            *(f"{before[name].per_second:,.0f}", f"{load.per_second:,.0f}", str(errors)),
            checks=[at_least(RATIO, max(ratio, by_time)), at_most(0, errors, "errors ")],
        )
    return report

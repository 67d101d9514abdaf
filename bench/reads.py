"""`requests`: reads as ratios of a plain Django view on the same server."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

from bench import floor
from bench.installation import Site
from bench.kept import Kept
from bench.load import Ask, Load, alternate, one_by_one
from bench.paths import KEPT, MEMBERS, UNREAD, chosen, cold, of_other, reads
from bench.report import Check, Report, at_least, at_most

CACHED, SLOWEST = 0.5, 3
UNCACHED = {"course": 0.25, "course list": 0.15}
ALONE = 300  # requests in a second of a turn


@dataclass(frozen=True)
class Other:
    """A server that is read in the same turns: where, with which headers, by which paths."""

    urls: list[str] = field(default_factory=list)
    headers: Mapping[str, str] = field(default_factory=dict)
    paths: Mapping[str, str] = field(default_factory=dict)

    def asks(self) -> Iterator[tuple[str, Ask]]:
        """What each is asked."""
        for url in self.urls:
            course = "" if self.paths else self._course(url)
            for name, address in of_other(url, self.paths, course).items():
                yield name, Ask(address, self.headers)

    def _course(self, url: str) -> str:
        """The first course that it lists."""
        answer = httpx.get(f"{url.rstrip('/')}/api/courses/", headers=dict(self.headers))
        return str(answer.raise_for_status().json()["results"][0]["id"])


def measure(
    site: Site,
    *,
    workers: int,
    rounds: int,
    seconds: int,
    names: Collection[str] = (),
    other: Other | None = None,
) -> Report:
    """The table: what is kept and what is not, of a visitor and of a student; all or these."""
    visitor, student = site.client(), site.client("bench-student")
    course = visitor.course("Rush")
    asks: dict[str, Ask] = {}
    bounds: dict[str, float] = {}
    for name, path in chosen(course, names).items():
        for who, person in {"visitor": visitor, "student": student}.items():
            if who == "visitor" and name in MEMBERS:
                continue
            if name not in KEPT:
                asks[f"{name}, {who}, not kept"] = person.ask(path)
                continue
            asks[warm := f"{name}, {who}, cached"] = person.ask(path)
            if who == "student":
                bounds[warm] = CACHED
            if name != UNREAD:
                asks[bare := f"{name}, {who}, uncached"] = person.ask(cold(path))
                if name in UNCACHED:
                    bounds[bare] = UNCACHED[name]
    asks |= dict(other.asks()) if other else {}
    with TemporaryDirectory() as folder, ExitStack() as stack:
        body = Path(folder) / "body.json"
        body.write_bytes(visitor.http.get(f"/api/courses/{course}/").content)
        plain = stack.enter_context(floor.plain_views(body, site, workers))
        file = stack.enter_context(floor.nginx(body, workers))
        asks = {**plain, **({"NGINX, a file": file} if file else {}), **asks}
        loads = alternate(asks, rounds=rounds, seconds=seconds)
        unread = student.ask(reads(course)[UNREAD])
        with Kept(site.data) as kept:
            times = max(int(ALONE * seconds), 1)
            alone = one_by_one(unread, times, before=kept.forget_unread(student))
    report = _report(loads, bounds)
    floor_load = loads[floor.PLAIN]
    by_time = f"{floor_load.cpu / alone.cpu:.2f}" if alone.cpu else ""
    rate, broken = f"{alone.per_second:,.0f}", str(alone.errors)
    name = f"{UNREAD}, student, uncached, one after the other"
    report.add(name, "", by_time, f"{alone.p50:.2f}", "", rate, broken)
    for name, found in floor.stores(site.data, seconds).items():
        ratio = f"{found / floor_load.per_second:.2f}"
        report.add(name, ratio, "", "", "", f"{found:,.0f}", "0")
    if file is None:
        report.add("NGINX, a file (apt-get install nginx)")
    return report


def _report(loads: Mapping[str, Load], bounds: Mapping[str, float]) -> Report:
    floor_load = loads[floor.PLAIN]
    report = Report(
        "Requests a second as ratios of a plain Django view on the same server",
        *("ratio", "by processor time", "p50 ms", "p99 / plain", "per second", "errors"),
        caption=(
            "By processor time: of all programs of the product; what others do does not count. "
            "A bound is on the better of the two ratios, for a busy machine spoils the first."
        ),
    )
    for name, load in loads.items():
        ratio = load.per_second / floor_load.per_second
        by_time = floor_load.cpu / load.cpu if load.cpu else 0.0
        slowest = load.p99 / floor_load.p99 if floor_load.p99 else 0.0
        report.add(
            name,
            *(f"{ratio:.2f}", f"{by_time:.2f}" if by_time else "", f"{load.p50:.2f}"),
            *(f"{slowest:.1f}", f"{load.per_second:,.0f}", str(load.errors)),
            checks=_checks(bounds[name], max(ratio, by_time), slowest, load.errors)
            if name in bounds
            else (),
        )
    return report


def _checks(bound: float, ratio: float, slowest: float, errors: int) -> list[Check]:
    checks = [at_least(bound, ratio), at_most(0, errors, "errors ")]
    if bound == CACHED:
        checks.append(at_most(SLOWEST, slowest, "p99 "))
    return checks

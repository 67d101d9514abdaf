"""`floor` and `requests`: reads as ratios of a plain Django view on the same server."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.table import Table

from bench import floor
from bench.client import Client
from bench.load import Ask, Load, alternate

PLAIN = "plain Django view"


def measure(
    client: Mapping[str, Client],
    data: Path,
    *,
    workers: int,
    rounds: int,
    seconds: float,
    peers: Sequence[Ask] = (),
) -> Table:
    """The table; `client` holds a visitor and a student."""
    course = client["visitor"].course("Rush")
    asks: dict[str, Ask] = {}
    for name, path in _paths(course).items():
        for who, person in client.items():
            if who == "visitor" and name in MEMBERS:
                continue
            if name in KEPT:
                asks[f"{name}, {who}, cached"] = person.ask(path)
                asks[f"{name}, {who}, uncached"] = person.ask(_cold(path))
            else:
                asks[f"{name}, {who}, uncached"] = person.ask(path)
    asks |= {f"peer {peer.url}": peer for peer in peers}
    with TemporaryDirectory() as folder, ExitStack() as stack:
        body = Path(folder) / "body.json"
        body.write_bytes(client["visitor"].http.get(f"/api/courses/{course}/").content)
        plain = stack.enter_context(floor.plain_view(body, workers))
        file = stack.enter_context(floor.nginx(body, workers))
        asks = {PLAIN: plain, **({"NGINX, a file": file} if file else {}), **asks}
        loads = alternate(asks, rounds=rounds, seconds=seconds)
    table = _table(loads)
    for name, rate in floor.stores(data, seconds).items():
        table.add_row(
            name, f"{rate / loads[PLAIN].per_second:.2f}", "", "", "", f"{rate:,.0f}", "0"
        )
    if file is None:
        table.add_row("NGINX, a file (apt-get install nginx)", "", "", "", "", "", "")
    return table


KEPT = frozenset({"course list", "course list, expanded", "course", "course, expanded", "outline"})
MEMBERS = frozenset({"places", "progress", "notifications", "unread count", "dashboard"})


def _paths(course: str) -> dict[str, str]:
    return {
        "course list": "/api/courses/",
        "course list, expanded": "/api/courses/?expand=instructor,category&page_size=12",
        "course": f"/api/courses/{course}/",
        "course, expanded": f"/api/courses/{course}/?expand=instructor,category",
        "outline": f"/api/courses/{course}/outline/",
        "lessons of a course": f"/api/lessons/?course={course}",
        "places": "/api/enrollments/",
        "progress": "/api/progress/",
        "notifications": "/api/notifications/",
        "unread count": "/api/notifications/unread-count/",
        "dashboard": "/api/dashboard/",
    }


def _cold(path: str) -> str:
    """The same answer, asked for in words that no answer is kept for."""
    if "expand=" in path:
        return path.replace("instructor,category", "instructor,category,category")
    return f"{path}?expand="


def _table(loads: Mapping[str, Load]) -> Table:
    floor_load = loads[PLAIN]
    table = Table(
        title="Requests a second as ratios of a plain Django view on the same server",
        caption="By processor time: of all programs of the product; what others do does not count.",
    )
    table.add_column("request")
    for column in ("ratio", "by processor time", "p50 ms", "p99 / plain", "per second", "errors"):
        table.add_column(column, justify="right")
    for name, load in loads.items():
        table.add_row(
            name,
            f"{load.per_second / floor_load.per_second:.2f}",
            f"{floor_load.cpu / load.cpu:.2f}" if load.cpu else "",
            f"{load.p50:.2f}",
            f"{load.p99 / floor_load.p99:.1f}" if floor_load.p99 else "",
            f"{load.per_second:,.0f}",
            str(load.errors),
        )
    return table

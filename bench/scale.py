"""`scale`: what the same request costs in a small and in a large installation.

"Overview" has 500 learners in both; on "Crowd" everybody has a place, so that it grows with the
installation. What is kept is asked for in words that nothing is kept for, or forgotten before; what
a worker counts is counted before, and how long that takes is told.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from bench import counts
from bench.client import Client
from bench.fresh import Fresh
from bench.installation import Site
from bench.kept import Kept
from bench.load import Call, in_turn, settle
from bench.report import Report, at_most

WARM_UP = 3
FURTHEST = 1_000
GROWTH = 1.3


def measure(sites: Mapping[str, Site], *, times: int) -> Report:
    """Every request at both installations in turn: `sites` names the small and the large one."""
    small, large = sites
    counted = [
        counts.recount(site.data, site.client("bench-teacher").course("Crowd"))
        for site in sites.values()
    ]
    with Kept(sites[small].data) as near, Kept(sites[large].data) as far:
        kept = {small: near, large: far}
        calls = {size: dict(_calls(site, kept[size], times)) for size, site in sites.items()}
        for site in sites.values():
            settle(site.process)
        report = Report(
            f"Milliseconds of a request, alone; {large} / {small}",
            *("ratio", *sites),
            caption="Lower quartiles: what else a machine does is in the slower calls.",
        )
        for name in calls[small]:
            found = _timed({size: calls[size][name] for size in sites}, times)
            _add(report, name, found[small], found[large])
    client = sites[large].client()
    number, last = _furthest(client)
    pages = {"first": Call(lambda: client.get(_LIST)), "last": Call(lambda: client.get(last))}
    found = _timed(pages, times)
    report.table.add_section()
    _add(report, f"course list, visitor: page {number:,} / page 1", found["first"], found["last"])
    cells = [f"{taken:.0f}" for taken in counted]
    report.add("Crowd counted by a worker; nobody waits", f"{counted[1] / counted[0]:.2f}", *cells)
    return report


_LIST = "/api/courses/?expand="


def _timed(calls: Mapping[str, Call], times: int) -> dict[str, float]:
    """The milliseconds that a quarter of the calls stays below."""
    in_turn(calls, WARM_UP)
    return {name: sorted(taken)[times // 4] for name, taken in in_turn(calls, times).items()}


def _add(report: Report, name: str, small: float, large: float) -> None:
    ratio = large / small
    cells = (f"{ratio:.2f}", f"{small:.2f}", f"{large:.2f}")
    report.add(name, *cells, checks=[at_most(GROWTH, ratio)])


def _calls(site: Site, kept: Kept, times: int) -> Iterator[tuple[str, Call]]:
    visitor, student = site.client(), site.client("bench-student")
    teacher = site.client("bench-teacher")
    rush = visitor.course("Rush")
    for who, person, paths in (
        ("visitor", visitor, _public(rush)),
        ("student", student, _public(rush) | _personal(rush)),
    ):
        for name, path in paths.items():
            yield f"{name}, {who}", _get(person, path)
    forget = kept.forget_unread(student)
    yield "unread count, student", _get(student, "/api/notifications/unread-count/", forget)
    forget = kept.forget_activity(teacher)
    yield "dashboard, teacher", _get(teacher, "/api/dashboard/?view=instructor", forget)
    boss = site.client("bench-admin")
    yield "dashboard, admin", _get(boss, "/api/dashboard/?view=admin", kept.forget_totals())
    for title in ("Overview", "Crowd"):
        yield from _teaching(teacher, teacher.course(title), title, kept)
    yield from Fresh(site, WARM_UP + times).calls()


def _get(person: Client, path: str, before: Any = lambda: None) -> Call:
    return Call(lambda: person.get(path), before)


def _public(rush: str) -> dict[str, str]:
    return {
        "course list": _LIST,
        "course list by title": "/api/courses/?expand=&ordering=title",
        "course": f"/api/courses/{rush}/?expand=",
        "outline": f"/api/courses/{rush}/outline/?expand=",
        "search": "/api/search/?q=rush",
        "search of one letter": "/api/search/?q=a",
    }


def _personal(rush: str) -> dict[str, str]:
    return {
        "lessons of a course": f"/api/lessons/?course={rush}",
        "places": "/api/enrollments/?expand=course",
        "progress": "/api/progress/",
        "notifications": "/api/notifications/",
        "dashboard": "/api/dashboard/",
    }


def _teaching(teacher: Client, course: str, title: str, kept: Kept) -> Iterator[tuple[str, Call]]:
    below = f"/api/courses/{course}"
    yield (
        f"analytics of {title}, counted",
        _get(teacher, f"{below}/analytics/", kept.forget_analytics(course)),
    )
    yield f"analytics of {title}, kept", _get(teacher, f"{below}/analytics/")
    yield f"learners of {title}", _get(teacher, f"{below}/learners/")
    by_progress = f"{below}/learners/?ordering=-progress"
    yield f"learners of {title} by progress", _get(teacher, by_progress)
    yield f"gradebook of {title}", _get(teacher, f"{below}/gradebook/")


def _furthest(client: Client) -> tuple[int, str]:
    """The page so far down the list, by its own links, or the last there is; its number."""
    path, number = _LIST, 1
    while number < FURTHEST and (following := client.get(path)["next"]):
        path, number = following, number + 1
    return number, path

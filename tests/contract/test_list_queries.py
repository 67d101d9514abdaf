"""A list costs a fixed number of queries, whatever its page, and each of them has an index."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from tests.contract.conftest import Record
from tests.contract.furniture import fullest_course, furnish, lists

EXAMPLES = {"boolean": ["true", "false"], "date-time": ["2026-01-01T00:00:00Z"], "integer": ["1"]}

# Queries for a page with all its expansions, for (learner, teacher, admin); 0: not allowed to them.
# Two are the count and the page; each expansion is one; for teachers one finds what they teach.
PINNED = {
    "/api/users/": (0, 0, 2),
    "/api/audit-events/": (0, 0, 2),
    "/api/dead-letters/": (0, 0, 2),
    "/api/categories/": (2, 2, 2),
    "/api/courses/": (4, 4, 4),
    "/api/courses/{id}/learners/": (0, 4, 4),
    "/api/courses/{id}/gradebook/": (0, 4, 4),
    "/api/lessons/": (3, 4, 3),
    "/api/quizzes/": (4, 5, 4),
    "/api/questions/": (4, 3, 2),
    "/api/choices/": (4, 3, 2),
    "/api/quiz-attempts/": (3, 4, 3),
    "/api/quiz-submissions/": (5, 6, 5),
    "/api/enrollments/": (5, 6, 5),
    "/api/progress/": (3, 4, 3),
    "/api/certificates/": (2, 2, 2),
    "/api/announcements/": (4, 5, 4),
    "/api/notifications/": (3, 3, 3),
    "/api/jobs/": (2, 2, 2),
}


def test_no_list_asks_more_for_a_longer_page(commands: Record) -> None:
    cost: dict[str, tuple[int, ...]] = {}
    clients = furnish()
    course = fullest_course(clients)
    for path, view in lists().items():
        numbers = []
        whole = f"{path.replace('{id}', course)}?expand={','.join(view.expansions)}"
        for name, me in clients.items():
            asked = {}
            for size in (1, 20):
                url = f"{whole}&page_size={size}"
                warm = me.get(url)
                assert warm.status_code in (200, 403), warm.content
                asked[size] = len(commands(lambda: me.get(url)))  # noqa: B023  # called now
            assert asked[1] == asked[20], (path, name)
            numbers.append(asked[20])
        cost[path] = tuple(numbers)
    assert cost == PINNED


def queries(view: Any) -> Iterator[dict[str, str]]:
    """Each order and each filter that a list declares, with values that it takes."""
    for order in view.listing.orders:
        yield {"ordering": order}
        yield {"ordering": f"-{order}"}
    for name, filter_ in view.listing.filters.items():
        kind = filter_.schema
        values = kind.get("enum") or EXAMPLES.get(kind.get("format", kind["type"]), ["0" * 24])
        for value in values:
            yield {name: str(value)}
            yield {name: str(value), "ordering": f"-{next(iter(view.listing.orders))}"}
    if view.listing.search is not None:
        yield {"search": "course"}


def test_no_order_and_no_filter_reads_a_whole_collection(commands: Record) -> None:
    clients = furnish()
    course = fullest_course(clients)
    scans = []
    for path, view in lists().items():
        for query in queries(view):
            url = f"{path.replace('{id}', course)}?{urlencode(query)}"
            for name, me in clients.items():
                answers: list[Any] = []
                asked = commands(lambda: answers.append(me.get(url)))  # noqa: B023  # called now
                plans = {entry.get("planSummary", "") for entry in asked}
                if answers[0].status_code not in (200, 403) or "COLLSCAN" in plans:
                    scans.append((name, url))
    assert not scans, "\n".join(map(str, scans))

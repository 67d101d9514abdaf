"""A list costs a fixed number of queries, whatever its page, and each of them has an index."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from rest_framework.test import APIClient

from tests.contract.conftest import Price, Record
from tests.contract.furniture import fullest_course, furnish, lists

EXAMPLES = {"boolean": ["true", "false"], "date-time": ["2026-01-01T00:00:00Z"], "integer": ["1"]}

# Queries for a page with all its expansions, for (visitor, learner, teacher, admin); 0: not allowed
# to them.
# Two are the count and the page; each expansion is one; for teachers one finds what they teach.
PINNED = {
    "/api/users/": (0, 0, 0, 2),
    "/api/audit-events/": (0, 0, 0, 2),
    "/api/dead-letters/": (0, 0, 0, 2),
    "/api/categories/": (2, 2, 2, 2),
    "/api/courses/": (3, 3, 3, 4),
    "/api/courses/{id}/learners/": (0, 0, 3, 3),
    "/api/courses/{id}/gradebook/": (0, 0, 3, 3),
    "/api/lessons/": (3, 3, 4, 3),
    "/api/quizzes/": (0, 4, 5, 4),
    "/api/questions/": (0, 4, 3, 2),
    "/api/choices/": (0, 4, 3, 2),
    "/api/quiz-attempts/": (0, 6, 7, 6),
    "/api/quiz-submissions/": (0, 8, 9, 8),
    "/api/enrollments/": (0, 6, 7, 6),
    "/api/progress/": (0, 5, 6, 5),
    "/api/certificates/": (0, 5, 5, 5),
    "/api/announcements/": (0, 4, 5, 4),
    "/api/notifications/": (0, 3, 3, 3),
    "/api/jobs/": (0, 2, 2, 2),
}


# Queries for one of the list with all its expansions; 0: there is none that they may see.
PINNED_DETAILS = {
    "/api/users/": (0, 0, 0, 1),
    "/api/categories/": (1, 1, 1, 1),
    "/api/courses/": (3, 3, 3, 3),
    "/api/lessons/": (2, 2, 3, 2),
    "/api/quizzes/": (0, 3, 4, 3),
    "/api/questions/": (0, 3, 2, 1),
    "/api/choices/": (0, 3, 2, 1),
    "/api/quiz-attempts/": (0, 5, 6, 5),
    "/api/quiz-submissions/": (0, 7, 8, 7),
    "/api/enrollments/": (0, 5, 6, 5),
    "/api/progress/": (0, 4, 5, 4),
    "/api/certificates/": (0, 4, 4, 4),
    "/api/announcements/": (0, 3, 4, 3),
    "/api/notifications/": (0, 2, 0, 0),
    "/api/audit-events/": (0, 0, 0, 1),
    "/api/dead-letters/": (0, 0, 0, 1),
    "/api/jobs/": (0, 1, 1, 1),
}


@pytest.fixture(scope="module")
def clients(emptied: None) -> dict[str, APIClient]:
    """Those who look; nothing here changes anything."""
    return furnish()


def test_no_list_asks_more_for_a_longer_page(clients: dict[str, APIClient], price: Price) -> None:
    cost: dict[str, tuple[int, ...]] = {}
    course = fullest_course(clients)
    for path, view in lists().items():
        whole = f"{path.replace('{id}', course)}?expand={','.join(view.expansions)}&page_size="
        numbers, lengths = [], []
        for name, me in clients.items():
            longest = me.get(f"{whole}100")
            if longest.status_code in (401, 403):
                numbers.append(0)
                continue
            lengths.append(len(longest.json()["results"]))
            asked, sql = price(me, f"{whole}100")
            assert (asked, sql) == price(me, f"{whole}1"), (path, name)
            assert sql == 0, (path, name)
            numbers.append(asked)
        assert max(lengths) == 100, f"{path} has not enough rows to tell"
        cost[path] = tuple(numbers)
    assert cost == PINNED


def test_a_detail_with_expansions_costs_what_it_is_pinned_at(
    clients: dict[str, APIClient], price: Price
) -> None:
    cost: dict[str, tuple[int, ...]] = {}
    for path, view in lists().items():
        if "retrieve" not in view.policy or "{id}" in path:
            continue
        numbers = []
        for me in clients.values():
            listed = me.get(path)
            rows = listed.json()["results"] if listed.status_code == 200 else []
            if not rows:
                numbers.append(0)
                continue
            row = rows[0].get("id") or rows[0]["number"]
            asked, sql = price(me, f"{path}{row}/?expand={','.join(view.expansions)}")
            assert sql == 0, path
            numbers.append(asked)
        cost[path] = tuple(numbers)
    assert cost == PINNED_DETAILS


def test_a_first_page_of_courses_looks_at_no_more_than_it_shows(
    clients: dict[str, APIClient], commands: Record
) -> None:
    path, view = "/api/courses/", lists()["/api/courses/"]
    looked = {}
    for name, me in clients.items():
        if name == "visitor":
            continue  # what they are shown is kept, and asks MongoDB nothing
        for order in view.listing.orders:
            for sign in ("", "-"):
                url = f"{path}?page_size=2&ordering={sign}{order}"
                me.get(url)  # how many there are is known now
                asked = commands(lambda me=me, url=url: me.get(url))
                [found] = [one for one in asked if one["command"].get("find") == "courses"]
                looked[name, sign + order] = found["keysExamined"]
    assert max(looked.values()) <= 10, looked


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


def test_no_order_and_no_filter_reads_a_whole_collection(
    clients: dict[str, APIClient], commands: Record
) -> None:
    course = fullest_course(clients)
    scans = []
    for path, view in lists().items():
        for query in queries(view):
            url = f"{path.replace('{id}', course)}?{urlencode(query)}"
            for name, me in clients.items():
                answers: list[Any] = []
                asked = commands(lambda: answers.append(me.get(url)))  # noqa: B023  # called now
                plans = {entry.get("planSummary", "") for entry in asked}
                if answers[0].status_code not in (200, 401, 403) or "COLLSCAN" in plans:
                    scans.append((name, url))
    assert not scans, "\n".join(map(str, scans))

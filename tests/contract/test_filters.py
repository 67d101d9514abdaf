"""Every filter of every list lets through what meets it and nothing else; every order is one."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.answers import description
from tests.contract.variety import LONG_AGO, Variety

Row = dict[str, Any]
NOT_FILTERS = {"cursor", "page_size", "ordering", "expand"}
ENOUGH = 5  # values of a filter that are tried


def lists() -> dict[str, dict[str, Any]]:
    """The parameters of every list of the description, by its path."""
    found = {}
    for path, item in description()["paths"].items():
        rows = [row for row in item.get("get", {}).get("parameters", ()) if "name" in row]
        query = {row["name"]: row["schema"] for row in rows if row["in"] == "query"}
        if "cursor" in query:
            found[path] = query
    return found


LISTS = lists()
FILTERS = [
    pytest.param(path, name, id=f"{path} {name}")
    for path, query in LISTS.items()
    for name in query
    if name not in NOT_FILTERS
]
ORDERS = [
    pytest.param(path, order, id=f"{path} {order}")
    for path, query in LISTS.items()
    for order in query["ordering"]["enum"]
]


@pytest.fixture(scope="module")
def variety(emptied: None) -> Variety:
    """Nothing here changes anything."""
    return Variety()


def text(value: Any) -> str:
    """A value as a parameter names it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def moment(row: Row, name: str) -> datetime:
    """A time of a row; as text, a full second would not sort among its fractions."""
    return datetime.fromisoformat(row[name])


def yes(meets: Callable[[Row], bool]) -> Callable[[Row, str], bool]:
    """For `true` and `false`."""
    return lambda row, value: text(meets(row)) == value


def begins(*fields: str) -> Callable[[Row, str], bool]:
    """Whether one of these fields begins so."""
    return lambda row, value: any(row[field].startswith(value) for field in fields)


def words(*fields: str) -> Callable[[Row, str], bool]:
    """Whether a word in one of these fields begins so, in whatever case."""
    return lambda row, value: any(
        word.startswith(value.lower()) for field in fields for word in row[field].lower().split()
    )


def is_stuck(row: Row, days: str) -> bool:
    idle = datetime.now().astimezone() - moment(row, "active_at")
    unfinished = row["status"] == "active" and row["completed_at"] is None
    return unfinished and idle > timedelta(days=int(days))


# How a filter reads a row, where it is not a comparison with the field of its name.
MEETS: dict[str, Callable[[Row, str], bool]] = {
    "archived": yes(lambda row: row["archived_at"] is not None),
    "finished": yes(lambda row: row["completed_at"] is not None),
    "free": yes(lambda row: Decimal(row["price"]) == 0),
    "revoked": yes(lambda row: row["revoked_at"] is not None),
    "since": lambda row, value: moment(row, "created_at") >= datetime.fromisoformat(value),
    "until": lambda row, value: moment(row, "created_at") < datetime.fromisoformat(value),
    "stuck": is_stuck,
    "tag": lambda row, value: value in row["tags"],
}
SEARCHES = {
    "/api/courses/": words("title", "summary"),
    "/api/users/": begins("username", "email"),
    "/api/courses/{id}/learners/": words("username", "email", "name"),
    "/api/courses/{id}/gradebook/": words("username", "email", "name"),
}
# What a filter is tried with that cannot be read off the rows.
VALUES = {
    "stuck": [str(LONG_AGO.days - 1)],
    "tag": ["green", "tag1"],
    "/api/courses/ search": ["cour", "not", "B"],
    "/api/users/ search": ["be", "carl@"],
    "/api/courses/{id}/learners/ search": ["ad", "ben@example"],
    "/api/courses/{id}/gradebook/ search": ["ad", "ben@example"],
}
# What an order compares, where it is not the field of its name.
KEYS: dict[str, Callable[[Row], Any]] = {
    "created": lambda row: row["id"],
    "name": lambda row: row["name"].lower(),
    "progress": lambda row: row["progress"]["completed"],
}


def comparable(row: Row, name: str) -> Any:
    """What an order by this name compares; what is not known yet is less than anything."""
    if name in KEYS:
        return KEYS[name](row)
    known = row[name] is not None
    return known, moment(row, name) if known and name.endswith("_at") else row[name]


def read(variety: Variety, path: str, **query: str) -> list[Row]:
    """The rows that a list answers."""
    url = path.replace("{id}", str(variety.course))
    answer = variety.client(path).get(url, {"page_size": "100", **query})
    assert answer.status_code == 200, answer.content
    assert answer.json()["next"] is None
    return list(answer.json()["results"])


def key(row: Row) -> Any:
    """What names a row among those of its list."""
    return row.get("id") or row["number"]


def whole(variety: Variety, path: str) -> dict[str, Row]:
    """All rows by their keys; a row of the gradebook with what the list of learners tells of it."""
    rows = {key(row): row for row in read(variety, path)}
    if path.endswith("/gradebook/"):
        learners = read(variety, path.replace("gradebook", "learners"))
        return {key(row): {**row, **rows[key(row)]} for row in learners}
    return rows


def values(path: str, name: str, rows: list[Row]) -> Iterator[str]:
    """What a filter is tried with."""
    schema = LISTS[path][name]
    if found := VALUES.get(f"{path} {name}") or VALUES.get(name):
        yield from found
    elif schema["type"] == "boolean":
        yield from ("true", "false")
    elif schema.get("format") == "date-time":
        yield sorted(rows, key=lambda row: moment(row, "created_at"))[len(rows) // 2]["created_at"]
    elif "enum" in schema:
        yield from schema["enum"]
    else:
        yield from sorted({row[name] for row in rows if row[name]})[:ENOUGH]


@pytest.mark.parametrize(("path", "name"), FILTERS)
def test_a_filter_lets_through_what_meets_it_and_nothing_else(
    variety: Variety, path: str, name: str
) -> None:
    rows = whole(variety, path)
    meets = SEARCHES[path] if name == "search" else MEETS.get(name)
    tried = list(values(path, name, list(rows.values())))
    assert tried
    for value in tried:
        wanted = {
            one
            for one, row in rows.items()
            if (meets(row, value) if meets else text(row[name]) == value)
        }
        assert set() < wanted < set(rows), f"{value} tells nothing"
        assert {key(row) for row in read(variety, path, **{name: value})} == wanted, value


@pytest.mark.parametrize(("path", "order"), ORDERS)
def test_an_order_sorts_by_its_key(variety: Variety, path: str, order: str) -> None:
    name = order.removeprefix("-")
    rows = whole(variety, path)
    listed = [key(row) for row in read(variety, path, ordering=order)]
    assert sorted(listed) == sorted(rows)
    keys = [comparable(rows[one], name) for one in listed]
    assert keys == sorted(keys, reverse=order.startswith("-"))
    assert len(set(keys)) > 1, "all rows are alike"


@pytest.mark.parametrize(("path", "order"), ORDERS)
def test_pages_are_the_list_cut_into_pieces(variety: Variety, path: str, order: str) -> None:
    listed = [key(row) for row in read(variety, path, ordering=order)]
    size = max(1, len(listed) // 3)
    url: str | None = path.replace("{id}", str(variety.course))
    url = f"{url}?{urlencode({'ordering': order, 'page_size': size})}"
    turned: list[str] = []
    while url:
        page = variety.client(path).get(url).json()
        assert len(page["results"]) <= size
        turned += [key(row) for row in page["results"]]
        url = page["next"]
    assert turned == listed

"""Answers that are kept as the bytes that were sent: which GETs, and under which keys.

A page names the key that its answer is kept under, from the person, the query as it was written and
the id in the path; None where it is not kept. What differs by reader has the reader in its key.
The view stores its answer (`api/warm.py`), the door finds it again (`door.py`).
"""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from lectern.shared.cache import Key
from lectern.shared.policies import Principal

KeyOf = Callable[[Principal, str, str], Key | None]

_OF_ONE = re.compile(r"(/api/[a-z-]+/)([0-9a-f]{24})(/(?:[a-z-]+/)?)")

_pages: dict[str, KeyOf] = {}


class Page(NamedTuple):
    """A route that is kept warm, and the key of this request; None where it is not kept."""

    route: str
    key: Key | None


def install(pages: Mapping[str, KeyOf]) -> None:
    """Install the whole table; called once, when the application starts."""
    _pages.clear()
    _pages.update(pages)


def page(who: Principal, path: str, query: str) -> Page | None:
    """The page that a GET asks for; None when its path is not kept warm."""
    found = _OF_ONE.fullmatch(path)
    route, row_id = (f"{found[1]}{{pk}}{found[3]}", found[2]) if found else (path, "")
    key_of = _pages.get(route)
    return None if key_of is None else Page(route, key_of(who, query, row_id))

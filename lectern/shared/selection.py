"""What somebody may see, as a query that has not run yet.

Selectors return selections; the API narrows them by its declared filters and reads one row or one
page. A page is found by the values of its last row (keyset), so page 1000 costs what page 1 costs.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any

from bson import ObjectId, json_util
from pymongo.client_session import ClientSession

from lectern.shared import cache
from lectern.shared.cache import Key
from lectern.shared.documents import EVERYTHING, Document
from lectern.shared.errors import NotFound
from lectern.shared.policies import Row

Order = tuple[tuple[str, int], ...]

COUNT_UP_TO = 10_000


@dataclass(frozen=True)
class Selection:
    """Rows of one collection: which (`where`) and how much of each (`projection`).

    `counted` names the key under which the number of rows that meet a condition is kept warm:
    counting ten thousand costs more than reading a page.
    """

    document: type[Document]
    where: tuple[Row, ...] = ()
    projection: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    counted: Callable[[str], Key] | None = None

    def narrowed(self, condition: Row) -> "Selection":
        """The rows that also meet this condition."""
        return replace(self, where=(*self.where, condition)) if condition else self

    def without(self, *fields: str) -> "Selection":
        """The same rows, without fields that a list does not show."""
        return replace(self, hidden=(*self.hidden, *fields))

    def get(self, row_id: ObjectId | str, session: ClientSession | None = None) -> Row:
        """The row of this id; `NotFound` when it does not exist or may not be seen."""
        row = self.document.collection().find_one(
            self._filter({"_id": row_id}), self._projection() or None, session=session
        )
        if row is None:
            raise NotFound
        return row

    def all(self, order: Order = (("_id", 1),), limit: int = 0) -> list[Row]:
        """Every row, in order; for sets that are small by nature."""
        found = self.document.collection().find(self._filter(), self._projection() or None)
        return list(found.sort(list(order)).limit(limit))

    def some(self, limit: int) -> list[Row]:
        """So many rows at most, in whatever order they are found."""
        found = self.document.collection().find(self._filter(), self._projection() or None)
        return list(found.limit(limit))

    def count(self) -> int:
        """How many rows, exactly up to ten thousand and not beyond."""
        where = self._filter()
        if not where:  # the whole collection: its metadata know
            return min(int(self.document.collection().estimated_document_count()), COUNT_UP_TO)
        if self.counted is None:
            return self._count(where)
        named = blake2b(json_util.dumps(where).encode(), digest_size=16).hexdigest()
        return cache.remember(self.counted(named), lambda: self._count(where))

    def _count(self, where: Row) -> int:
        return int(self.document.collection().count_documents(where, limit=COUNT_UP_TO))

    def page(self, order: Order, after: Sequence[Any] | None, size: int) -> list[Row]:
        """The rows that come after those values in this order."""
        condition = _after(order, after) if after is not None else {}
        where = self._filter(condition)
        if where.keys() == {"$or"}:
            # MongoDB plans alternatives that stand alone one by one, then sorts all they find;
            # beside another condition it also thinks of walking an index in the order asked for.
            where = {"$and": [where, EVERYTHING]}
        return self._read(where, order, size)

    def _read(self, where: Row, order: Order, size: int) -> list[Row]:
        found = self.document.collection().find(where, self._projection() or None)
        # A batch of more than the page: its answer is the last, and nothing is left to be closed.
        return list(found.sort(list(order)).limit(size).batch_size(size + 1))

    def _filter(self, *more: Row) -> Row:
        parts = [part for part in (*self.where, *more) if part]
        if len(parts) > 1:
            return {"$and": parts}
        return parts[0] if parts else {}

    def _projection(self) -> dict[str, int]:
        if self.projection:
            return {name: 1 for name in self.projection if name not in self.hidden}
        return dict.fromkeys(self.hidden, 0)


NOTHING: Row = {"_id": {"$in": []}}


def _after(order: Order, values: Sequence[Any]) -> Row:
    """Rows strictly behind `values`: equal in the first fields and beyond in the next one."""
    alternatives: list[Row] = []
    equal: Row = {}
    for (field, direction), value in zip(order, values, strict=True):
        beyond = _beyond(field, direction, value)
        if beyond is not None:
            alternatives.append({**equal, **beyond})
        equal = {**equal, field: value}
    return {"$or": alternatives}


def _beyond(field: str, direction: int, value: Any) -> Row | None:
    """MongoDB sorts null before all values but compares within a type only."""
    if value is None:
        return {field: {"$ne": None}} if direction > 0 else None
    if direction > 0:
        return {field: {"$gt": value}}
    return (
        {"$or": [{field: {"$lt": value}}, {field: None}]}
        if field != "_id"
        else {field: {"$lt": value}}
    )

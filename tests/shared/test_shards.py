"""The page on tuning says by what each collection would be divided, and what is in the way."""

import re
from pathlib import Path
from typing import NamedTuple

from lectern.shared.debts import DEBTS
from lectern.shared.documents import kinds
from lectern.shared.indexes import of
from lectern.shared.mongo import OUTBOX
from lectern.shared.restoring import MARK
from lectern.shared.upgrading import FORMS

PAGE = Path(__file__).parents[2] / "docs/reference/tuning.md"


class Shard(NamedTuple):
    """A row of the table: the key of these collections, and what would have to change."""

    key: str
    changes: str


def table() -> dict[str, Shard]:
    """The row of each collection."""
    rows = {}
    for line in PAGE.read_text().partition("| collection | key |")[2].splitlines()[2:]:
        if not line.startswith("|"):
            break
        names, key, _query, changes = (cell.strip() for cell in line.strip("|").split("|"))
        for name in re.findall(r"`([a-z_]+)`", names):
            rows[name] = Shard(key.strip("`"), changes)
    return rows


def test_every_collection_is_in_the_table_and_no_other() -> None:
    described = {kind.collection().name for kind in kinds()}
    assert table().keys() == described | {OUTBOX, DEBTS, FORMS, MARK}


def test_what_cannot_stay_unique_is_named() -> None:
    rows = table()
    for kind in kinds():
        key, changes = rows[kind.collection().name]
        for index in of(kind):
            columns = [column for column, _direction in index.keys]
            if index.unique and key != "not sharded" and columns[0] != key:
                named = re.findall(r"`([a-z_, ]+)`", changes)
                assert ", ".join(columns) in named, (kind, index)

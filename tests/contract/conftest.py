"""MongoDB's own record of what it was asked."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

Record = Callable[[Callable[[], Any]], list[dict[str, Any]]]


@pytest.fixture
def commands(clean: None) -> Iterator[Record]:
    """What MongoDB is asked while something happens."""
    from lectern.shared import mongo

    database = mongo.client()[mongo.database_name()]

    def during(happens: Callable[[], Any]) -> list[dict[str, Any]]:
        database.command("profile", 0)
        database.drop_collection("system.profile")
        database.command("profile", 2)
        happens()
        database.command("profile", 0)
        entries = database["system.profile"].find({})
        return [entry for entry in entries if "profile" not in entry.get("command", {})]

    yield during
    database.command("profile", 0)
    database.drop_collection("system.profile")

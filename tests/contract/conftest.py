"""What the databases are asked: MongoDB's own record, and Django's of SQL."""

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

_ANSWERS = re.compile(rb"course:|courses:|categories|.*:page")
Record = Callable[[Callable[[], Any]], list[dict[str, Any]]]


class Cost(NamedTuple):
    """How many commands an answer has asked of either database; `4`, or `4+1` if there was SQL."""

    mongo: int
    sql: int

    def __str__(self) -> str:
        return f"{self.mongo}+{self.sql}" if self.sql else str(self.mongo)


Price = Callable[[APIClient, str], Cost]


@pytest.fixture
def commands(stores: None) -> Iterator[Record]:
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


@pytest.fixture
def price(commands: Record) -> Price:
    """What looking at something costs when it is not the first look, and no answer is kept."""

    def cost_of(me: APIClient, url: str) -> Cost:
        forget_answers()
        assert me.get(url).status_code < 300, url
        forget_answers()
        with CaptureQueriesContext(connection) as sql:
            asked = commands(lambda: me.get(url))
        return Cost(len(asked), len(sql))

    return cost_of


def forget_answers() -> None:
    """Forget the answers that are kept as bytes, and nothing else."""
    from lectern.shared import cache

    names: list[bytes] = cache.connection().keys("*")  # type: ignore[assignment]
    if kept := [name for name in names if _ANSWERS.match(name)]:
        cache.connection().delete(*kept)

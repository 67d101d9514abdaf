"""Writes that belong together: all of them or none, again when they collide, joined when nested."""

import threading
from typing import Any

import mongoengine as me
import pytest
from bson import ObjectId

from lectern.catalog.documents import Category
from lectern.shared.errors import Conflict, Invalid
from lectern.shared.mongo import Transaction, transactional
from tests.together import at_once


def names() -> list[str]:
    return [row["name"] for row in Category.collection().find().sort("name", 1)]


@transactional
def add(tx: Transaction, *, name: str, done: list[str] | None = None) -> ObjectId:
    if done is not None:
        tx.after_commit(lambda: done.append(name))
    return ObjectId(tx.insert(Category(name=name)).pk)


def test_all_writes_become_visible_together(clean: None) -> None:
    @transactional
    def two(tx: Transaction) -> None:
        tx.insert(Category(name="a"))
        assert names() == []
        assert [row["name"] for row in tx.find(Category, {"name": "a"})] == ["a"]
        tx.insert_many([Category(name="b"), Category(name="c")])

    two()
    assert names() == ["a", "b", "c"]


def test_an_error_takes_everything_back(clean: None) -> None:
    done: list[str] = []

    @transactional
    def half(tx: Transaction) -> None:
        tx.insert(Category(name="a"))
        tx.after_commit(lambda: done.append("a"))
        raise Conflict

    with pytest.raises(Conflict):
        half()
    assert names() == []
    assert done == []


def test_what_follows_a_commit_follows_it(clean: None) -> None:
    seen: list[list[str]] = []

    @transactional
    def one(tx: Transaction) -> str:
        tx.after_commit(lambda: seen.append(names()))
        tx.insert(Category(name="a"))
        return "answer"

    assert one() == "answer"
    assert seen == [["a"]]


def test_a_service_within_another_joins_it(clean: None) -> None:
    done: list[str] = []

    @transactional
    def outer(tx: Transaction, *, fail: bool) -> None:
        add(name="inner", done=done)
        assert done == []
        tx.insert(Category(name="outer"))
        if fail:
            raise Conflict

    with pytest.raises(Conflict):
        outer(fail=True)
    assert (names(), done) == ([], [])
    outer(fail=False)
    assert (names(), done) == (["inner", "outer"], ["inner"])


def test_a_later_service_joins_nobody(clean: None) -> None:
    add(name="a")
    with pytest.raises(me.NotUniqueError):
        add(name="a")
    add(name="b")
    assert names() == ["a", "b"]


def test_two_that_collide_both_happen(clean: None) -> None:
    category = add(name="counter")
    both_have_read = threading.Barrier(2)
    tries: list[int] = []
    done: list[int] = []

    @transactional
    def count_up(tx: Transaction, *, number: int) -> None:
        tries.append(number)
        row = tx.find_one(Category, {"_id": category})
        if tries.count(number) == 1:
            both_have_read.wait(timeout=10)
        assert row is not None
        tx.update(Category, {"_id": category}, {"$set": {"position": row["position"] + 1}})
        tx.after_commit(lambda: done.append(number))

    at_once(lambda number: count_up(number=number), (1, 2))
    row = Category.collection().find_one({"_id": category})
    assert row is not None
    assert row["position"] == 2
    assert len(tries) >= 3
    assert sorted(done) == [1, 2]


def test_of_many_with_one_name_one_is_made(clean: None) -> None:
    def attempt(_: int) -> str:
        try:
            add(name="same")
        except me.NotUniqueError:
            return "refused"
        return "made"

    assert sorted(at_once(attempt, range(8))) == ["made"] + ["refused"] * 7
    assert names() == ["same"]


@pytest.mark.parametrize("values", [{"name": ""}, {"name": None}, {"name": "x" * 101}])
def test_what_does_not_fit_its_document_is_not_written(clean: None, values: Any) -> None:
    @transactional
    def write(tx: Transaction) -> None:
        tx.insert(Category(**values))

    with pytest.raises(Invalid) as refused:
        write()
    assert [error.pointer for error in refused.value.errors] == ["/name"]
    with pytest.raises(Invalid):
        Category.changes(**values)
    assert names() == []


def test_many_with_one_that_is_there_are_none(clean: None) -> None:
    add(name="b")

    @transactional
    def several(tx: Transaction) -> None:
        tx.insert_many([Category(name=name) for name in "abc"])

    with pytest.raises(me.NotUniqueError):
        several()
    assert names() == ["b"]

"""Indexes become those of this version, and what is unique is so at every moment."""

import threading
from typing import Any

import pytest
from pymongo.errors import DuplicateKeyError

from lectern.learning.documents import Enrollment
from lectern.shared import indexes
from lectern.shared.idempotency import IdempotencyKey
from lectern.shared.indexes import NotUnique
from tests import world

PAIR = "student_id_1_course_id_1"


@pytest.fixture(autouse=True)
def as_they_were(clean: None) -> Any:
    yield
    documents = Enrollment.collection()
    documents.delete_many({"_id": {"$exists": True}})
    documents.drop_indexes()
    indexes.ensure()


def options(name_begins: str) -> list[dict[str, Any]]:
    found = Enrollment.collection().index_information()
    return [index for name, index in found.items() if name.startswith(name_begins)]


def test_all_is_well_with_those_of_this_version() -> None:
    before = Enrollment.collection().index_information()
    assert indexes.missing() == []
    indexes.ensure()
    assert Enrollment.collection().index_information() == before


def test_one_that_has_become_unique_replaces_the_old_one() -> None:
    documents = Enrollment.collection()
    documents.drop_index(PAIR)
    documents.create_index([("student_id", 1), ("course_id", 1)])
    assert indexes.missing() == [f"enrollments.{PAIR}", f"enrollments.{PAIR} (old)"]
    indexes.ensure()
    assert [index.get("unique") for index in options(PAIR)] == [True]
    assert indexes.missing() == []
    indexes.ensure()
    assert len(options(PAIR)) == 1


@pytest.mark.parametrize(
    "old",
    [
        {"unique": True, "partialFilterExpression": {"status": "active"}},
        {"unique": True, "sparse": True},
        {"name": "places"},
    ],
    ids=["partial", "sparse", "another name"],
)
def test_other_options_are_replaced(old: dict[str, Any]) -> None:
    documents = Enrollment.collection()
    documents.drop_index(PAIR)
    documents.create_index([("student_id", 1), ("course_id", 1)], **old)
    indexes.ensure()
    assert indexes.missing() == []
    (kept,) = options("student_id_1_course_id_1")
    assert kept["unique"]
    assert "places" not in documents.index_information()


def test_a_name_that_now_means_other_fields_is_replaced() -> None:
    documents = Enrollment.collection()
    documents.drop_index(PAIR)
    documents.create_index([("status", 1), ("student_id", 1)], name=PAIR)
    indexes.ensure()
    assert indexes.missing() == []


def test_a_time_to_live_that_has_changed_is_changed() -> None:
    documents = IdempotencyKey.collection()
    documents.drop_index("claimed_at_1")
    documents.create_index("claimed_at", expireAfterSeconds=10**8)
    indexes.ensure()
    assert indexes.missing() == []


def test_an_index_of_somebody_else_stays() -> None:
    documents = Enrollment.collection()
    documents.create_index([("status", 1), ("left_at", -1)], name="of the operator")
    indexes.ensure()
    assert "of the operator" in documents.index_information()


def test_equal_documents_are_named_and_the_old_index_stays() -> None:
    documents = Enrollment.collection()
    documents.drop_index(PAIR)
    documents.create_index([("student_id", 1), ("course_id", 1)])
    place = world.enroll(world.person(), world.course(world.teacher(), lessons=1))
    twin = documents.find_one({"_id": place}) or {}
    documents.insert_one({**twin, "_id": world.person().id})
    with pytest.raises(NotUnique, match=r"enrollments .* equal in student_id, course_id"):
        indexes.ensure()
    assert [index.get("unique") for index in options(PAIR)] == [None]


def test_nothing_equal_comes_in_while_a_unique_index_changes() -> None:
    documents = Enrollment.collection()
    documents.drop_index(PAIR)
    keys = [("student_id", 1), ("course_id", 1)]
    documents.create_index(keys, unique=True, sparse=True)
    place = world.enroll(world.person(), world.course(world.teacher(), lessons=1))
    twin = documents.find_one({"_id": place}) or {}
    del twin["_id"]
    stop, refused = threading.Event(), []

    def attack() -> None:
        while not stop.is_set():
            with pytest.raises(DuplicateKeyError):
                documents.insert_one(dict(twin))
            refused.append(True)

    attacker = threading.Thread(target=attack)
    attacker.start()
    try:
        indexes.ensure()
    finally:
        stop.set()
        attacker.join()
    assert refused
    assert documents.count_documents({"student_id": twin["student_id"]}) == 1
    assert ["sparse" in index for index in options(PAIR)] == [False]

"""Documents of older versions are brought along in batches, once, while others write them."""

import threading
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from bson import ObjectId

from lectern import upgrades
from lectern.cli import databases
from lectern.shared import documents as base
from lectern.shared import upgrading
from lectern.shared.documents import SCHEMA
from lectern.shared.mongo import collection
from lectern.shared.upgrading import FORMS, Change, Upgrade
from tests import world
from tests.assessment.world import Classroom


@pytest.fixture(autouse=True)
def small_batches(clean: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "BATCH", 7)


def plant(count: int) -> None:
    """Categories as a version before stored them: with a `label`, without a shade."""
    collection("categories").insert_many(
        [{"_id": ObjectId(), "name": f"Owls {n}", "label": n} for n in range(count)]
    )


def by_label(rows: Sequence[dict[str, Any]]) -> Iterator[Change]:
    for row in rows:
        yield {"label": row["label"]}, {"shade": row["label"] * 2}


def shades() -> Upgrade:
    from lectern.catalog.documents import Category

    return Upgrade(Category, 2, by_label)


def stored() -> list[dict[str, Any]]:
    return list(collection("categories").find({"_id": {"$type": "objectId"}}))


def test_every_document_is_brought_along_once_with_its_progress() -> None:
    plant(20)
    told: list[tuple[str, int]] = []
    done = upgrading.run([shades()], advance=lambda what, count, _: told.append((what, count)))
    assert done == 20
    assert all(row["shade"] == row["label"] * 2 and row[SCHEMA] == 2 for row in stored())
    assert told == [("categories to version 2", count) for count in (7, 14, 20)]
    before = stored()
    assert upgrading.run([shades()], advance=databases.quiet) == 0
    assert upgrading.run([shades()], advance=databases.quiet, again=True) == 0
    assert stored() == before


def test_one_that_broke_off_goes_on_where_it_was() -> None:
    plant(20)

    def breaks_off(rows: Sequence[dict[str, Any]]) -> Iterator[Change]:
        if any(row["label"] > 10 for row in rows):
            raise ConnectionError
        yield from by_label(rows)

    from lectern.catalog.documents import Category

    with pytest.raises(ConnectionError):
        upgrading.run([Upgrade(Category, 2, breaks_off)], advance=databases.quiet)
    assert upgrading.run([shades()], advance=databases.quiet) == 13


def test_what_changes_meanwhile_is_read_again() -> None:
    plant(200)
    stop = threading.Event()

    def writes() -> None:
        while not stop.is_set():
            for row in stored()[::5]:
                shade = {"shade": (row["label"] + 1) * 2} if SCHEMA in row else {}
                change = {"$set": {"label": row["label"] + 1, **shade}}
                as_read = {**row, SCHEMA: row.get(SCHEMA)}
                collection("categories").update_one(as_read, change)

    writer = threading.Thread(target=writes)
    writer.start()
    try:
        upgrading.run([shades()], advance=databases.quiet)
    finally:
        stop.set()
        writer.join()
    assert {row[SCHEMA] for row in stored()} == {2}
    assert all(row["shade"] == row["label"] * 2 for row in stored())


def test_two_at_once_change_nothing_twice() -> None:
    plant(60)
    done: list[int] = []
    both = [
        threading.Thread(
            target=lambda: done.append(upgrading.run([shades()], advance=databases.quiet))
        )
        for _ in range(2)
    ]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sum(done) == 60


def test_what_an_old_version_writes_afterwards_is_found_and_brought_along() -> None:
    Classroom()
    databases.update()
    assert databases.outdated_documents() == []
    title = {"title": "From before", "title_words": None, SCHEMA: None}
    course = collection("courses").find_one({"title_words": {"$gt": ""}}) or {}
    collection("courses").update_one({"_id": course["_id"]}, {"$set": title})
    databases.update()
    assert databases.outdated_documents() == ["1 of courses"]
    databases.upgrade_again()
    assert databases.outdated_documents() == []
    course = collection("courses").find_one({"_id": course["_id"]}) or {}
    assert course["title_words"] == ["from", "before"]


def test_what_is_stored_now_is_of_the_latest_version() -> None:
    Classroom()
    latest = {upgrade.kind: upgrade.version for upgrade in upgrades.ALL}
    assert latest == {
        kind: kind._meta["version"] for kind in base.kinds() if "version" in kind._meta
    }
    course = world.course(world.teacher(), lessons=1)
    assert (collection("courses").find_one({"_id": course}) or {})[SCHEMA] == 2


def test_an_index_of_the_version_before_is_dropped() -> None:
    documents = collection("courses")
    documents.create_index([("title", "text")], name="course_text")
    collection(FORMS).delete_many({"_id": "courses"})
    databases.update()
    assert "course_text" not in documents.index_information()

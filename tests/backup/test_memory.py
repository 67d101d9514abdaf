"""Memory does not follow the size of the installation."""

import tracemalloc
from pathlib import Path

from tests import world
from tests.backup.stores import documents
from tests.backup.test_round_trip import make, restore

MANY = 100_000
MEBIBYTE = 1024 * 1024
BOUND = 144 * MEBIBYTE  # of 200 MiB of documents and a file of 128 MiB


def test_a_hundred_thousand_documents_and_a_large_file_go_through(
    clean: None, tmp_path: Path
) -> None:
    from django.core.files.base import ContentFile

    from lectern.shared import mongo
    from lectern.shared.storages import store

    world.person()
    for first in range(0, MANY, 1_000):
        mongo.collection("outbox").insert_many(
            {"_id": n, "text": f"{n} " * 300} for n in range(first, first + 1_000)
        )
    store().save("films/large.webm", ContentFile(b"film" * 32 * MEBIBYTE))
    before, path = documents(), tmp_path / "one.backup"
    tracemalloc.start()
    try:
        made = make(path)
        assert tracemalloc.get_traced_memory()[1] < BOUND
        tracemalloc.reset_peak()
        restore(path, replace=True)
        assert tracemalloc.get_traced_memory()[1] < BOUND
    finally:
        tracemalloc.stop()
    assert made.collections["outbox"] >= MANY
    assert store().size("films/large.webm") == 128 * MEBIBYTE
    assert documents() == before

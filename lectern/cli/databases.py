"""Both databases in the form that this version needs. The application must have been set up."""

from collections.abc import Iterator
from typing import Any


def update() -> None:
    """Tables in SQL, indexes in MongoDB; changes nothing when all of it is there."""
    from django.core.management import call_command

    from lectern.shared import mongo, outbox

    call_command("migrate", interactive=False, verbosity=0)
    for document in _documents():
        document.ensure_indexes()
    for name, indexes in outbox.INDEXES.items():
        for keys in indexes:
            mongo.collection(name).create_index(keys)


def missing() -> list[str]:
    """What `update` would do."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    sql = [f"SQL migration {migration.app_label}.{migration.name}" for migration, _ in plan]
    mongo = [
        f"MongoDB index {'-'.join(field for field, _ in keys)} of {document._meta['collection']}"
        for document in _documents()
        for keys in document.compare_indexes()["missing"]
    ]
    return sql + mongo


def _documents() -> Iterator[Any]:
    """Every document class of the application that has a collection of its own."""
    from django.utils.module_loading import autodiscover_modules

    from lectern.shared.documents import Document

    autodiscover_modules("documents")
    waiting = list(Document.__subclasses__())
    while waiting:
        document = waiting.pop()
        waiting.extend(document.__subclasses__())
        if not document._meta.get("abstract"):
            yield document

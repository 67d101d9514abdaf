"""Both databases in the form that this version needs. The application must have been set up."""

from collections.abc import Iterator
from typing import Any


def update() -> None:
    """Tables in SQL, collections and indexes in MongoDB; changes nothing when all is there."""
    from django.core.management import call_command

    from lectern.shared import mongo, outbox

    call_command("migrate", interactive=False, verbosity=0)
    for kind in _document_kinds():
        kind.ensure_indexes()
    database = mongo.client()[mongo.database_name()]
    existing = set(database.list_collection_names())
    for name, indexes in outbox.INDEXES.items():
        if name not in existing:
            database.create_collection(name)
        for keys in indexes:
            database[name].create_index(keys)


def missing() -> list[str]:
    """What `update` would add."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    sql = [f"SQL migration {migration.app_label}.{migration.name}" for migration, _ in plan]
    mongo = [
        f"MongoDB index {'-'.join(field for field, _ in keys)} of {kind._meta['collection']}"
        for kind in _document_kinds()
        for keys in kind.compare_indexes()["missing"]
    ]
    return sql + mongo


def _document_kinds() -> Iterator[Any]:
    """Every document class of the application that has a collection of its own."""
    from django.utils.module_loading import autodiscover_modules

    from lectern.shared.documents import Document

    autodiscover_modules("documents")
    waiting = list(Document.__subclasses__())
    while waiting:
        kind = waiting.pop()
        waiting.extend(kind.__subclasses__())
        if not kind._meta.get("abstract"):
            yield kind

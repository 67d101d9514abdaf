"""Both databases in the form that this version needs. The application must have been set up."""

import time


def wait_for_mongodb(seconds: float) -> None:
    """Return when MongoDB takes writes, or when the time is over: then using it says why not."""
    from pymongo.errors import PyMongoError

    from lectern.shared import mongo

    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if mongo.client().admin.command("hello").get("isWritablePrimary"):
                return
        except PyMongoError:
            pass
        time.sleep(0.05)


def update() -> None:
    """Tables in SQL, collections and indexes in MongoDB, and what older versions lack;
    changes nothing when all is there.
    """
    from django.core.management import call_command

    from lectern.assessment.services import fill_quizzes
    from lectern.catalog.services import fill_words
    from lectern.shared import documents, forms, mongo, outbox

    # The checks load every view of the application; the tests run them.
    call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
    for kind in documents.kinds():
        kind.ensure_indexes()
    database = mongo.client()[mongo.database_name()]
    existing = set(database.list_collection_names())
    for name, indexes in outbox.INDEXES.items():
        if name not in existing:
            database.create_collection(name)
        for keys in indexes:
            database[name].create_index(keys)
    forms.fill_defaults()
    fill_words()
    fill_quizzes()


def missing_migrations() -> list[str]:
    """The SQL migrations that have not run."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def missing_indexes() -> list[str]:
    """The MongoDB indexes that have not been made."""
    from lectern.shared import documents

    return [
        f"{kind._meta['collection']}.{'-'.join(field for field, _ in keys)}"
        for kind in documents.kinds()
        for keys in kind.compare_indexes()["missing"]
    ]

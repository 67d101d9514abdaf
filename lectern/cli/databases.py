"""What the databases lack for this version. The application must have been set up."""


def missing() -> list[str]:
    """What `lectern migrate` would add."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from lectern.shared.migrate import document_kinds

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    sql = [f"SQL migration {migration.app_label}.{migration.name}" for migration, _ in plan]
    mongo = [
        f"MongoDB index {'-'.join(field for field, _ in keys)} of {kind._meta['collection']}"
        for kind in document_kinds()
        for keys in kind.compare_indexes()["missing"]
    ]
    return sql + mongo

"""Looks at what Lectern depends on. The application must have been set up."""

import sys
from collections.abc import Iterator

from lectern.cli import lock
from lectern.cli.datadir import DataDir
from lectern.cli.looks import Finding


def machine(data: DataDir) -> Iterator[Finding]:
    """Python, and room for data."""
    version = ".".join(map(str, sys.version_info[:3]))
    shortage = data.shortage()
    yield Finding(f"Python {version}")
    yield Finding(shortage or f"The data folder {data.root} takes data", well=not shortage)


def mongo() -> Iterator[Finding]:
    """MongoDB, and whether it has transactions."""
    from lectern.shared import mongo

    client = mongo.client()
    hello = client.admin.command("hello")
    version = client.server_info()["version"]
    transactions = "setName" in hello or hello.get("msg") == "isdbgrid"
    yield Finding(
        f"MongoDB {version} answers and takes transactions"
        if transactions
        else f"MongoDB {version} is no replica set, so it has no transactions",
        well=transactions,
    )


def redis() -> Iterator[Finding]:
    """Redis or Valkey."""
    from lectern.shared import cache

    info = cache.connection().info("server")
    name = info.get("server_name", "redis").capitalize()
    yield Finding(f"{name} {info.get('valkey_version', info['redis_version'])} answers")


def sql(data: DataDir) -> Iterator[Finding]:
    """The database of accounts."""
    from django.db import connection

    from lectern.backup import sql

    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    if connection.vendor == "sqlite":
        yield Finding("SQLite answers; 'lectern identity copy' moves accounts to PostgreSQL")
    elif data.identity.exists() and sql.is_empty():
        yield Finding(
            f"{connection.display_name} answers and is empty, while there is {data.identity}. "
            "'lectern identity copy' brings the accounts over.",
            well=False,
        )
    else:
        yield Finding(f"{connection.display_name} answers")


def files() -> Iterator[Finding]:
    """Whether a file that is kept is found again."""
    from uuid import uuid4

    from django.core.files.base import ContentFile

    from lectern.shared.storages import PRIVATE, store

    name = f"{PRIVATE}doctor/{uuid4().hex}"
    store().save(name, ContentFile(b"well"))
    read = b"".join(store().read(name, 0, 4))
    store().delete(name)
    well = read == b"well"
    yield Finding("Files are kept and found again" if well else "Files come back other", well=well)


def worker(data: DataDir) -> Iterator[Finding]:
    """Whether somebody does the work."""
    from lectern.shared import cache

    if cache.worker_is_here():
        yield Finding("A worker runs")
    elif (holder := lock.read(data.lock)) and holder.command == "up":
        yield Finding("No worker has been seen lately", well=False)
    else:
        yield Finding("Lectern does not run on this data folder now")

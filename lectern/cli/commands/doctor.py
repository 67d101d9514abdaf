"""`lectern doctor`: look at everything Lectern depends on, and mend what can be mended."""

import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING

from lectern.cli import databases, django_project, lock
from lectern.cli.acting import acting
from lectern.cli.datadir import DataDir
from lectern.cli.errors import OperatorError
from lectern.cli.screen import Screen

if TYPE_CHECKING:
    from lectern.shared.agreement import Disagreement

# Longer than MongoDB takes to elect, and the sweep to come by.
FACTS_TAKE = timedelta(minutes=1)


@dataclass(frozen=True)
class Finding:
    """What one look found."""

    text: str
    well: bool = True


def run(*, data_dir: Path, repair: bool) -> None:
    """Say how each part is; fail when one of them needs somebody."""
    screen, ill = Screen(), 0
    with django_project.ready(data_dir, "doctor") as data:
        looks: list[Callable[[], Iterator[Finding]]] = [
            lambda: _machine(data),
            _mongo,
            _redis,
            lambda: _sql(data),
            _files,
            lambda: _forms(repair=repair),
            lambda: _people(repair=repair),
            lambda: _numbers(repair=repair),
            lambda: _references(repair=repair),
            lambda: _facts(repair=repair),
            lambda: _events(repair=repair),
            lambda: _worker(data),
        ]
        with acting("doctor-repair") if repair else nullcontext():
            for finding in chain.from_iterable(_careful(look) for look in looks):
                ill += not finding.well
                (screen.done if finding.well else screen.warn)(finding.text)
    if ill:
        advice = "" if repair else " 'lectern doctor --repair' mends what it can."
        raise OperatorError(f"{ill} of these need attention.{advice}")


def _careful(look: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    """A part that cannot even be looked at is ill; the others are still looked at."""
    try:
        yield from look()
    except Exception as error:
        yield Finding(f"{type(error).__name__}: {error}", well=False)


def _machine(data: DataDir) -> Iterator[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    shortage = data.shortage()
    yield Finding(f"Python {version}")
    yield Finding(shortage or f"The data folder {data.root} takes data", well=not shortage)


def _mongo() -> Iterator[Finding]:
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


def _redis() -> Iterator[Finding]:
    from lectern.shared import cache

    info = cache.connection().info("server")
    name = info.get("server_name", "redis").capitalize()
    yield Finding(f"{name} {info.get('valkey_version', info['redis_version'])} answers")


def _sql(data: DataDir) -> Iterator[Finding]:
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


def _files() -> Iterator[Finding]:
    from uuid import uuid4

    from django.core.files.base import ContentFile

    from lectern.shared.storages import PRIVATE, store

    name = f"{PRIVATE}doctor/{uuid4().hex}"
    store().save(name, ContentFile(b"well"))
    read = b"".join(store().read(name, 0, 4))
    store().delete(name)
    well = read == b"well"
    yield Finding("Files are kept and found again" if well else "Files come back other", well=well)


def _forms(*, repair: bool) -> Iterator[Finding]:
    if repair:
        databases.update()
        databases.upgrade_again()
    lacks = {
        "SQL migrations have not run": databases.missing_migrations(),
        "MongoDB indexes are missing": databases.missing_indexes(),
        "collections hold documents of older versions": databases.outdated_documents(),
    }
    for text, names in lacks.items():
        if names:
            yield Finding(f"{len(names)} {text}: {shorten(', '.join(names), 160)}", well=False)
    if not any(lacks.values()):
        yield Finding("Tables, indexes and documents are those of this version")


def _people(*, repair: bool) -> Iterator[Finding]:
    from lectern.accounts import services

    yield from _agreement("Accounts and profiles agree", services.reconcile(repair=repair))


def _numbers(*, repair: bool) -> Iterator[Finding]:
    from lectern.catalog import services as catalog
    from lectern.learning import services as learning

    yield from _agreement("Courses count their lessons right", catalog.recount(repair=repair))
    yield from _agreement("Progress agrees with its records", learning.recount(repair=repair))


def _agreement(well: str, found: "list[Disagreement]") -> Iterator[Finding]:
    for one in found:
        yield Finding(str(one), well=one.mended)
    if not found:
        yield Finding(well)


def _references(*, repair: bool) -> Iterator[Finding]:
    from lectern.shared.orphans import orphans

    well = True
    for orphan in orphans():
        well = False
        mended = repair and orphan.can_be_mended
        if mended:
            orphan.mend()
        yield Finding(f"{orphan}{', mended' if mended else ''}", well=mended)
    if well:
        yield Finding("Nothing refers to what is gone")


def _facts(*, repair: bool) -> Iterator[Finding]:
    from lectern.accounts import services
    from lectern.shared import cache
    from lectern.shared.clock import now

    since = services.waiting_since()
    if since is None or now() - since < FACTS_TAKE:
        yield Finding("What happened to accounts has been told")
    elif repair:
        yield Finding(f"{services.hand_over_waiting()} facts about accounts are told now")
    elif not cache.worker_is_here():  # as in what was restored and has not been started
        yield Finding("Facts about accounts wait for a worker")
    else:
        yield Finding(f"Facts about accounts wait to be told since {since:%Y-%m-%d %H:%M}", False)


def _events(*, repair: bool) -> Iterator[Finding]:
    from lectern.shared import outbox

    letters = outbox.dead_letters()
    for letter in letters:
        told = f"Event {letter['_id']} ({letter['kind']}): {letter['error']}"
        if repair:
            outbox.retry(letter["_id"])
        yield Finding(f"{told}{', will be delivered again' if repair else ''}", well=repair)
    if not letters:
        yield Finding("No event has failed for good")


def _worker(data: DataDir) -> Iterator[Finding]:
    from lectern.shared import cache

    if cache.worker_is_here():
        yield Finding("A worker runs")
    elif (holder := lock.read(data.lock)) and holder.command == "up":
        yield Finding("No worker has been seen lately", well=False)
    else:
        yield Finding("Lectern does not run on this data folder now")

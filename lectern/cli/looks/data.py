"""Looks at whether what is stored agrees with itself, mending what can be mended.

The application must have been set up.
"""

from collections.abc import Iterator
from textwrap import shorten
from typing import TYPE_CHECKING

from lectern.cli import databases
from lectern.cli.looks import Finding

if TYPE_CHECKING:
    from lectern.shared.agreement import Disagreement


def forms(*, repair: bool) -> Iterator[Finding]:
    """Tables, indexes, and documents of older versions."""
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


def people(*, repair: bool) -> Iterator[Finding]:
    """Accounts with their profiles and sessions."""
    from lectern.accounts import services

    yield from _agreement("Accounts and profiles agree", services.reconcile(repair=repair))
    yield from _agreement("Sessions live and end rightly", services.check_sessions(repair=repair))


def numbers(*, repair: bool) -> Iterator[Finding]:
    """What is counted, against what it counts."""
    from lectern.catalog import services as catalog
    from lectern.learning import services as learning

    yield from _agreement("Courses count their lessons right", catalog.recount(repair=repair))
    yield from _agreement("Progress agrees with its records", learning.recount(repair=repair))


def references(*, repair: bool) -> Iterator[Finding]:
    """What refers to something that is gone."""
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


def files(*, repair: bool) -> Iterator[Finding]:
    """Uploads whose file is gone, and files whose upload is."""
    from lectern.shared import uploads

    yield from _agreement("Every upload has its file", uploads.find_missing(repair=repair))
    yield from _agreement("Every file has its upload", uploads.find_strays(repair=repair))


def _agreement(well: str, found: "list[Disagreement]") -> Iterator[Finding]:
    for one in found:
        yield Finding(str(one), well=one.mended)
    if not found:
        yield Finding(well)

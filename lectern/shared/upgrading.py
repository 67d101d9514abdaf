"""Bringing stored documents to the version of their kind; `lectern migrate` does it.

Lectern goes on meanwhile. A document says of which version it is (`schema`); one that says nothing
is of the first. A change is made only to what is still as it was read, and with it the document
says its new version, so that running twice, or twice at once, changes nothing twice. That a
collection is through is remembered, so that a start costs one read for each upgrade.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from pymongo import UpdateOne

from lectern.shared.documents import EVERYTHING, SCHEMA, Document, in_batches
from lectern.shared.mongo import collection
from lectern.shared.policies import Row
from lectern.shared.progress import Advance

FORMS = "forms"  # what is remembered about each collection
PASSES = 100

Change = tuple[Row, Row]  # what still has to hold of the document, and what it gets


@dataclass(frozen=True)
class Upgrade:
    """From the version before to this one: a change for each document of a batch, in its order.

    `drops` names indexes that only the version before needed.
    """

    kind: type[Document]
    version: int
    changes: Callable[[Sequence[Row]], Iterable[Change]]
    drops: tuple[str, ...] = ()

    @property
    def old(self) -> Row:
        """Which documents it is for."""
        return {SCHEMA: {"$not": {"$gte": self.version}}}


def run(upgrades: Iterable[Upgrade], *, advance: Advance, again: bool = False) -> int:
    """Bring documents to their version; how many. `again` looks at finished collections as well."""
    done = 0
    for upgrade in upgrades:
        if again or not _is_through(upgrade):
            done += _bring(upgrade, advance)
            _remember(upgrade)
    return done


def outdated(upgrades: Iterable[Upgrade]) -> dict[str, int]:
    """How many documents of which collections are not of their version."""
    found = {}
    for upgrade in upgrades:
        where = {**EVERYTHING, **upgrade.old}
        if count := upgrade.kind.collection().count_documents(where, hint="_id_"):
            found[upgrade.kind.collection().name] = count
    return found


def _bring(upgrade: Upgrade, advance: Advance) -> int:
    """Pass over the collection until nothing was changed by somebody else in between."""
    documents, done = upgrade.kind.collection(), 0
    for _ in range(PASSES):
        missed = 0
        for rows in in_batches(upgrade.kind, upgrade.old):
            changed = documents.bulk_write(
                [
                    UpdateOne(
                        {"_id": row["_id"], **upgrade.old, **still},
                        {"$set": {**values, SCHEMA: upgrade.version}},
                    )
                    for row, (still, values) in zip(rows, upgrade.changes(rows), strict=True)
                ],
                ordered=False,
            ).matched_count
            done += changed
            missed += len(rows) - changed
            advance(f"{documents.name} to version {upgrade.version}", done, None)
        if not missed:
            return done
    raise TimeoutError(f"{documents.name} is written faster than it can be upgraded. Try later.")


def _is_through(upgrade: Upgrade) -> bool:
    remembered = collection(FORMS).find_one({"_id": upgrade.kind.collection().name}) or {}
    return int(remembered.get("version", 1)) >= upgrade.version


def _remember(upgrade: Upgrade) -> None:
    documents = upgrade.kind.collection()
    existing = documents.index_information()
    for name in upgrade.drops:
        if name in existing:
            documents.drop_index(name)
    collection(FORMS).update_one(
        {"_id": documents.name}, {"$max": {"version": upgrade.version}}, upsert=True
    )

"""What refers to something that is gone; `lectern doctor` and the tests look for it.

Deletions take what hangs on a thing along in one transaction, so there should be none. The search
reads whole collections, in the database, and groups first: its cost follows the number of things
that are referred to.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bson import ObjectId

from lectern.shared.documents import EVERYTHING, Document, Reference, kinds
from lectern.shared.mongo import collection

SHOWN = 100  # of one reference; who has more has lost a collection, not a document


@dataclass(frozen=True, slots=True)
class Orphan:
    """So many documents of a collection refer to something that is not there."""

    kind: type[Document]
    field: Reference
    missing: ObjectId
    count: int

    def __str__(self) -> str:
        name, field = self.kind.collection().name, self.field.db_field
        return f"{self.count} of {name} refer by {field} to {self.missing}, which is gone"

    @property
    def can_be_mended(self) -> bool:
        """Whether nothing of value goes with it: what people did is not removed to tidy up."""
        return self.field.to != "users" or self.field.goes_along

    def mend(self) -> None:
        """Empty the reference where it may be empty, else remove what hangs on nothing."""
        documents = self.kind.collection()
        where = {**EVERYTHING, self.field.db_field: self.missing}
        if self.field.required:
            documents.delete_many(where)
        else:
            documents.update_many(where, {"$set": {self.field.db_field: None}})


def orphans() -> Iterator[Orphan]:
    """Every reference of every kind of document that leads nowhere."""
    for kind in kinds():
        for field in kind._fields.values():
            if isinstance(field, Reference) and field.to is not None:
                yield from _orphans_of(kind, field)


def _orphans_of(kind: type[Document], field: Reference) -> Iterator[Orphan]:
    name = field.db_field
    rows = kind.collection().aggregate(
        [
            {"$match": {**EVERYTHING, name: {"$type": "objectId"}}},
            {"$group": {"_id": f"${name}", "count": {"$sum": 1}}},
            {
                "$lookup": {
                    "from": collection(str(field.to)).name,
                    "localField": "_id",
                    "foreignField": "_id",
                    "pipeline": [{"$project": {"_id": 1}}],
                    "as": "found",
                }
            },
            {"$match": {"found": []}},
            {"$limit": SHOWN},
        ],
        allowDiskUse=True,
    )
    for row in rows:
        yield Orphan(kind, field, row["_id"], row["count"])

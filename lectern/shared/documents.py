"""The base of all documents: explicit indexes, explicit references, validated writes."""

from collections.abc import Iterator
from typing import Any, ClassVar

import mongoengine as me
from bson import MinKey
from django.utils.module_loading import autodiscover_modules
from pymongo.collection import Collection

from lectern.shared.errors import FieldError, Invalid
from lectern.shared.policies import Row

# Where things stand among others; what is added behind the last place shares it, in order of age.
MAX_POSITION = 100_000

SCHEMA = "schema"  # of which version of its kind a document is; the first says nothing
BATCH = 1_000
# What is read whole comes in one answer; MongoDB's own first batch is of 101 documents.
WHOLE = 100_000

EVERYTHING: Row = {"_id": {"$gt": MinKey()}}  # a whole collection, by the index of `_id`


class Document(me.Document):
    """A document whose indexes are made by `lectern migrate`, never at import."""

    meta: ClassVar[dict[str, Any]] = {"abstract": True, "auto_create_index": False, "strict": False}

    @classmethod
    def collection(cls) -> Collection[Row]:
        """The PyMongo collection, with the write concern of the connection."""
        found: Collection[Row] = cls._get_collection()
        return found

    def validated(self) -> Row:
        """This document as the row that will be stored; `Invalid` when a field is not right."""
        try:
            self.validate()
        except me.ValidationError as error:
            raise Invalid(
                errors=[
                    FieldError(f"/{name}", str(reason), "invalid")
                    for name, reason in error.to_dict().items()
                ]
            ) from error
        row = dict(self.to_mongo())
        version = self._meta.get("version", 1)
        return row if version == 1 else {**row, SCHEMA: version}

    @classmethod
    def changes(cls, **values: Any) -> Row:
        """Values by field name as a `$set` document, each checked by its field."""
        row: Row = {}
        for name, value in values.items():
            field = cls._fields[name]
            if value is None:
                if field.required:
                    raise Invalid(errors=[FieldError(f"/{name}", "It cannot be empty.", "null")])
                row[field.db_field] = None
                continue
            try:
                field.validate(value)
                if field.choices is not None:
                    field._validate(value)
            except me.ValidationError as error:
                raise Invalid(errors=[FieldError(f"/{name}", str(error), "invalid")]) from error
            row[field.db_field] = field.to_mongo(value)
        return row


def kinds() -> Iterator[type[Document]]:
    """Every kind of document that has a collection of its own."""
    # What no domain owns is described beside the code that writes it.
    autodiscover_modules("documents", "audit", "idempotency", "outbox", "site", "uploads")
    waiting: list[type[Document]] = list(Document.__subclasses__())
    while waiting:
        kind = waiting.pop()
        waiting.extend(kind.__subclasses__())
        if not kind._meta.get("abstract"):
            yield kind


def in_batches(
    kind: type[Document], where: Row, projection: Row | None = None
) -> Iterator[list[Row]]:
    """The documents for which this holds, by their id, some at a time; each is met once."""
    documents, last = kind.collection(), EVERYTHING["_id"]
    while True:
        found = documents.find({**where, "_id": last}, projection).sort("_id", 1).limit(BATCH)
        rows = list(found.hint("_id_"))
        if not rows:
            return
        yield rows
        last = {"$gt": rows[-1]["_id"]}


class Reference(me.ObjectIdField):
    """The id of another document, kept as `<name>_id`; following it is a visible query.

    `to` names the collection in which that document must exist (`lectern doctor` looks), or is None
    where the reference may outlive it. What `goes_along` is of no use to anybody without it.
    """

    def __init__(
        self, name: str, *, to: str | None, goes_along: bool = False, **options: Any
    ) -> None:
        super().__init__(db_field=f"{name}_id", **options)
        self.to, self.goes_along = to, goes_along

"""Giving what older versions have stored the fields that came since; `lectern migrate` does it.

Queries look for values (`left: false`), and what lacks a field is not found by its default. Which
fields a collection has been completed with is remembered, so that it is read once for each version
that adds some, and not at each start.
"""

from typing import Any

from lectern.shared.documents import Document, in_batches, kinds
from lectern.shared.mongo import collection
from lectern.shared.progress import Advance
from lectern.shared.upgrading import FORMS


def fill_defaults(advance: Advance) -> int:
    """Give all documents the defaults of the fields that they lack; how many lacked one.

    What is there stays as it is, also when it is empty, and what is written meanwhile is kept.
    """
    return sum(_fill(kind, advance) for kind in kinds())


def _fill(kind: type[Document], advance: Advance) -> int:
    forms, name = collection(FORMS), kind.collection().name
    form = forms.find_one({"_id": name}) or {}
    defaults = _defaults(kind)
    new = {field: value for field, value in defaults.items() if field not in form.get("fields", ())}
    if not new:
        return 0
    lacking = {"$or": [{field: {"$exists": False}} for field in new]}
    filling = {
        field: {"$cond": [_missing(field), {"$literal": value}, f"${field}"]}
        for field, value in new.items()
    }
    filled = 0
    for rows in in_batches(kind, lacking, {"_id": 1}):
        these = {"_id": {"$in": [row["_id"] for row in rows]}, **lacking}
        filled += kind.collection().update_many(these, [{"$set": filling}]).modified_count
        advance(f"New fields of {name}", filled, None)
    forms.update_one({"_id": name}, {"$addToSet": {"fields": {"$each": sorted(new)}}}, upsert=True)
    return filled


def _missing(field: str) -> dict[str, Any]:
    return {"$eq": [{"$type": f"${field}"}, "missing"]}


def _defaults(kind: type[Document]) -> dict[str, Any]:
    """The defaults by stored name; none for what is filled in by its meaning, or may be missing."""
    return {
        field.db_field: field.to_mongo(field.default)
        for field in kind._fields.values()
        if field.required and field.default is not None and not callable(field.default)
    }

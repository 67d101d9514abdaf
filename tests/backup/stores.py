"""Everything that the stores hold, so that two moments can be compared."""

import hashlib
from typing import Any

from bson.raw_bson import RawBSONDocument
from django.apps import apps


def everything() -> dict[str, Any]:
    """Every document byte for byte, every row, every file."""
    return {"mongo": documents(), "sql": rows(), "files": files()}


def documents() -> dict[str, dict[str, str]]:
    from bson import MinKey
    from bson.codec_options import CodecOptions

    from lectern.shared import mongo

    raw: CodecOptions[Any] = CodecOptions(document_class=RawBSONDocument)
    database = mongo.client()[mongo.database_name()]
    found = {
        name: {
            repr(row["_id"]): hashlib.sha256(row.raw).hexdigest()
            for row in database[name].with_options(raw).find({"_id": {"$gte": MinKey()}})
        }
        for name in database.list_collection_names()
    }
    return {name: rows for name, rows in found.items() if rows}


def rows() -> dict[str, list[tuple[Any, ...]]]:
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values_list())
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
    }


def files() -> dict[str, str]:
    from lectern.shared.storages import store

    return {
        name: hashlib.sha256(b"".join(store().read(name, 0, store().size(name)))).hexdigest()
        for name in store().names()
    }


def quiet(_what: str, _done: int, _total: int | None) -> None:
    """Progress that nobody looks at."""

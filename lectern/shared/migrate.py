"""Bringing both databases to the shape that this version expects; safe to repeat."""

from collections.abc import Iterator

from django.core.management import call_command

from lectern.shared import mongo, outbox
from lectern.shared.documents import Document


def migrate() -> None:
    """SQL migrations, then MongoDB collections and indexes."""
    call_command("migrate", verbosity=0, interactive=False)
    for kind in document_kinds():
        kind.ensure_indexes()
    existing = set(mongo.client()[mongo.database_name()].list_collection_names())
    for name, indexes in outbox.INDEXES.items():
        if name not in existing:
            mongo.client()[mongo.database_name()].create_collection(name)
        for index in indexes:
            mongo.collection(name).create_index(index)


def document_kinds(base: type[Document] = Document) -> Iterator[type[Document]]:
    """Every document that is stored."""
    for kind in base.__subclasses__():
        if not kind._meta.get("abstract"):
            yield kind
        yield from document_kinds(kind)

"""The indexes of MongoDB as this version wants them; `lectern migrate` makes them.

An index whose options have changed is built anew beside the old one, which goes only then: there
is no moment in which two equal documents could come in.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from pymongo.collection import Collection
from pymongo.errors import DuplicateKeyError, NetworkTimeout, OperationFailure

from lectern.shared.documents import Document, kinds
from lectern.shared.mongo import collection
from lectern.shared.outbox import INDEXES
from lectern.shared.policies import Row

INDEX_NOT_FOUND = 27


class NotUnique(Exception):
    """Stored documents are not as unique as a new index wants them."""


@dataclass(frozen=True)
class Index:
    """One index; two are the same when all but their names is."""

    name: str
    keys: tuple[tuple[str, Any], ...]
    unique: bool = False
    sparse: bool = False
    only: Row | None = None
    life: int | None = None

    def is_like(self, other: "Index") -> bool:
        """Whether they do the same."""
        return replace(self, name="") == replace(other, name="")

    def is_in_the_way_of(self, other: "Index") -> bool:
        """Whether this is what the other one replaces."""
        return self.keys == other.keys or self.name == other.name

    def differs_in_life(self, other: "Index") -> bool:
        """Whether only the time after which documents end is another: that is no second index."""
        return self.is_like(replace(other, life=self.life)) and self.life != other.life

    def make(self, documents: Collection[Row]) -> None:
        """Build it; who reads and writes meanwhile is not kept waiting."""
        every: dict[str, Any] = {
            "unique": self.unique or None,
            "sparse": self.sparse or None,
            "partialFilterExpression": self.only,
            "expireAfterSeconds": self.life,
        }
        options = {option: value for option, value in every.items() if value is not None}
        try:
            _build(documents, list(self.keys), name=self.name, **options)
        except DuplicateKeyError as error:
            fields = ", ".join(name for name, _ in self.keys)
            twice = (error.details or {}).get("keyValue", "")
            raise NotUnique(
                f"{documents.name} holds documents that are equal in {fields} {twice}. Remove all "
                "but one of them, then run 'lectern migrate' again. Nothing was changed."
            ) from error


def _build(documents: Collection[Row], keys: list[tuple[str, Any]], **options: Any) -> None:
    """Asking again for what is being built waits for it: MongoDB goes on when our wait ends."""
    while True:
        try:
            documents.create_index(keys, **options)
            return
        except NetworkTimeout:
            continue


def ensure() -> None:
    """Make what is missing, then drop what it replaces; other indexes are somebody's own."""
    for documents, wanted in _all():
        for index in wanted:
            _ensure(documents, index)
        for old in _obsolete(documents, wanted):
            _drop(documents, old)


def missing() -> list[str]:
    """The indexes that have not been made, or stand beside one that they replace."""
    found = []
    for documents, wanted in _all():
        present = list(_present(documents))
        lacking = [one for one in wanted if not any(one.is_like(other) for other in present)]
        found += [f"{documents.name}.{one.name}" for one in lacking]
        found += [f"{documents.name}.{one.name} (old)" for one in _obsolete(documents, wanted)]
    return sorted(set(found))


def of(kind: type[Document]) -> list[Index]:
    """The indexes that a kind of document declares."""
    return [_declared(dict(spec)) for spec in kind._meta["index_specs"]]


def _all() -> Iterator[tuple[Collection[Row], list[Index]]]:
    for kind in kinds():
        yield kind.collection(), of(kind)
    for name, declared in INDEXES.items():
        yield collection(name), [_declared({"fields": keys}) for keys in declared]


def _ensure(documents: Collection[Row], index: Index) -> None:
    present = list(_present(documents))
    if any(index.is_like(other) for other in present):
        return
    for other in present:
        if index.differs_in_life(other):
            _drop(documents, other)  # such an index is never what keeps documents unique
            present.remove(other)
    taken, number = {other.name for other in present}, 2
    name = index.name
    while name in taken:
        name, number = f"{index.name}_{number}", number + 1
    replace(index, name=name).make(documents)


def _obsolete(documents: Collection[Row], wanted: list[Index]) -> list[Index]:
    return [
        old
        for old in _present(documents)
        if any(old.is_in_the_way_of(one) for one in wanted)
        and not any(old.is_like(one) for one in wanted)
    ]


def _drop(documents: Collection[Row], index: Index) -> None:
    try:
        documents.drop_index(index.name)
    except OperationFailure as error:
        if error.code != INDEX_NOT_FOUND:  # somebody else runs this as well
            raise


def _present(documents: Collection[Row]) -> Iterable[Index]:
    for name, found in documents.index_information().items():
        if name != "_id_":
            yield _index(name, found["key"], found)


def _declared(spec: Row) -> Index:
    keys = spec["fields"]
    return _index(spec.get("name") or "_".join(f"{one}_{way}" for one, way in keys), keys, spec)


def _index(name: str, keys: Iterable[tuple[str, Any]], options: Row) -> Index:
    return Index(
        name,
        tuple((field, way) for field, way in keys),
        unique=bool(options.get("unique")),
        sparse=bool(options.get("sparse")),
        only=options.get("partialFilterExpression"),
        life=options.get("expireAfterSeconds"),
    )

"""Every collection as it was at one moment, and its documents back in, byte for byte."""

import time
from collections.abc import Iterator
from typing import Any

from bson import MinKey
from bson.raw_bson import RawBSONDocument
from pymongo.client_session import ClientSession
from pymongo.database import Database
from pymongo.errors import OperationFailure, PyMongoError

from lectern.backup.bson_parts import split
from lectern.backup.errors import BackupError
from lectern.shared import mongo
from lectern.shared.restoring import MARK

EVERYTHING: dict[str, Any] = {"_id": {"$gte": MinKey()}}  # by the index of `_id`
PART = 8 * 1024 * 1024
PIN_SECONDS = 5.0
# The codes of MongoDB for a moment that cannot be read yet, and one that is forgotten already.
NOT_YET, TOO_OLD = 246, 239


class Snapshot:
    """MongoDB at one moment, for as long as it remembers that moment (5 minutes by default)."""

    def __init__(self) -> None:
        self.names = _names()
        self.version = str(mongo.client().server_info()["version"])
        self._session = self._pin()

    def close(self) -> None:
        """Let go of the moment."""
        self._session.end_session()

    def about(self) -> int:
        """About how many documents there are."""
        return sum(_database()[name].estimated_document_count() for name in self.names)

    def parts(self, name: str) -> Iterator[tuple[bytes, int]]:
        """The documents of a collection, some megabytes at a time, and how many these are."""
        held, count = bytearray(), 0
        try:
            cursor = _database()[name].find_raw_batches(EVERYTHING, session=self._session)
            for batch in cursor.sort("_id", 1):
                held += batch
                count += sum(1 for _ in split(batch))
                if len(held) >= PART:
                    yield bytes(held), count
                    held, count = bytearray(), 0
        except OperationFailure as error:
            if error.code == TOO_OLD:
                raise BackupError(_TOO_SLOW) from error
            raise
        if count:
            yield bytes(held), count

    def _pin(self) -> ClientSession:
        """A session whose reads are of now, whatever is written later."""
        deadline = time.monotonic() + PIN_SECONDS
        while True:
            session = mongo.client().start_session(snapshot=True)
            try:
                for name in self.names:
                    _database()[name].find_one(EVERYTHING, {"_id": 1}, session=session)
                return session
            except PyMongoError as error:
                session.end_session()
                retry = isinstance(error, OperationFailure) and error.code == NOT_YET
                if not retry or time.monotonic() > deadline:
                    raise
                time.sleep(0.1)  # a collection was made or changed a moment ago


def is_empty() -> bool:
    """Whether no collection has a document."""
    return all(_database()[name].find_one(EVERYTHING, {"_id": 1}) is None for name in _names())


def clear() -> None:
    """Drop every collection; their indexes are made by `lectern migrate`."""
    for name in _names():
        _database().drop_collection(name)


def put(name: str, part: bytes) -> int:
    """Store the documents of a part; how many."""
    documents = [RawBSONDocument(document) for document in split(part)]
    if documents:
        _database()[name].insert_many(documents)
    return len(documents)


def _names() -> list[str]:
    found = _database().list_collections(filter={"type": "collection"})
    names = {row["name"] for row in found if not row["name"].startswith("system.")}
    return sorted(names - {MARK})


def _database() -> Database[Any]:
    return mongo.client()[mongo.database_name()]


_TOO_SLOW = (
    "Reading MongoDB took longer than it remembers a moment, which is 5 minutes unless it was told "
    "otherwise. Let it remember longer, for example an hour, and try again: "
    "db.adminCommand({setParameter: 1, minSnapshotHistoryWindowInSeconds: 3600})"
)

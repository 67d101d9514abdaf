"""The connection to MongoDB and the one way to write several documents together."""

import time
from collections.abc import Callable, Iterable, Sequence
from contextvars import ContextVar
from datetime import datetime
from functools import cache, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

import mongoengine as me
import structlog
from bson import ObjectId
from django.conf import settings
from pymongo import MongoClient, ReturnDocument, UpdateOne, WriteConcern
from pymongo.client_session import ClientSession
from pymongo.collection import Collection
from pymongo.errors import (
    BulkWriteError,
    ConnectionFailure,
    DuplicateKeyError,
    ExecutionTimeout,
    PyMongoError,
    WTimeoutError,
)
from pymongo.read_concern import ReadConcern
from pymongo.uri_parser import parse_uri

from lectern.shared import around, correlation, events, tracing
from lectern.shared.abandoned import Watch
from lectern.shared.clock import now
from lectern.shared.documents import WHOLE, Document
from lectern.shared.errors import Unavailable
from lectern.shared.metrics.mongodb import Commands, Pool
from lectern.shared.policies import Row

log = structlog.get_logger(__name__)

P = ParamSpec("P")
R = TypeVar("R")
D = TypeVar("D", bound=Document)

# MongoDB is away, has no majority, or takes longer than anybody waits.
NOT_ANSWERING = (ConnectionFailure, ExecutionTimeout, WTimeoutError)
RETRY_FOR_SECONDS = 10.0
OUTBOX = "outbox"


def database_name() -> str:
    """The database that the URI names, else `lectern`."""
    return _named_by(settings.MONGODB_URI)


@cache
def _named_by(uri: str) -> str:
    """Every request asks several times; the URI is read once."""
    return str(parse_uri(uri, warn=False)["database"] or "lectern")


# What holds unless MONGODB_URI says otherwise.
_DEFAULTS: dict[str, Any] = {
    # An acknowledged write is in the journal of a majority.
    "w": "majority",
    "journal": True,
    "serverSelectionTimeoutMS": 5_000,
    # A server that has been silent for the sum of these two is given up, with all that waits for
    # it, so that its successor is asked instead.
    "connectTimeoutMS": 1_500,
    "heartbeatFrequencyMS": 500,
    "socketTimeoutMS": 30_000,
    "waitQueueTimeoutMS": 5_000,
    "maxPoolSize": 50,
    "appname": "lectern",
}


def connect() -> None:
    """Register the connection; the sockets open with the first operation of each process."""
    me.connect(
        db=database_name(),
        host=settings.MONGODB_URI,
        tz_aware=True,
        connect=False,
        uuidRepresentation="standard",
        event_listeners=[Commands(), Pool()],
        **unsaid(settings.MONGODB_URI),
    )


def unsaid(uri: str) -> dict[str, Any]:
    """The options that a URI leaves to us."""
    said = {name.lower() for name in parse_uri(uri, warn=False)["options"]}
    return {name: value for name, value in _DEFAULTS.items() if name.lower() not in said}


def client() -> MongoClient[Row]:
    """The client of this process."""
    connection: MongoClient[Row] = me.get_connection()
    return connection


def collection(name: str) -> Collection[Row]:
    """A collection that no domain document describes (outbox, dead letters)."""
    return client()[database_name()][name]


class Transaction:
    """Writes that become visible together or not at all, and what follows once they are."""

    def __init__(self, session: ClientSession) -> None:
        self.session = session
        self.after: list[Callable[[], None]] = []
        self.made: ObjectId | None = None  # the first document that was stored
        self.forgets: set[str] = set()  # the warm copies that it makes untrue

    def insert(self, document: D) -> D:
        """Store a new document; `NotUniqueError` when an index says it exists."""
        row = document.validated()
        if "_id" not in row:
            row["_id"] = ObjectId()
        try:
            document.collection().insert_one(row, session=self.session)
        except DuplicateKeyError as error:
            raise me.NotUniqueError(str(error)) from error
        document.pk = row["_id"]
        self.made = self.made or document.pk
        return document

    def insert_many(self, documents: Iterable[Document]) -> None:
        """Store new documents of one kind in one round trip."""
        batch = list(documents)
        rows = []
        for document in batch:
            row = document.validated()
            document.pk = row.setdefault("_id", ObjectId())
            rows.append(row)
        if batch:
            self._insert_rows(type(batch[0]), rows)

    def insert_copies(self, document: Document, each: Iterable[Row]) -> None:
        """Store a document many times, with other values in these columns each time.

        It is validated once, the columns are not: for what thousands get who are known by their id.
        """
        row = document.validated()
        row.pop("_id", None)
        rows = [{**row, "_id": ObjectId(), **columns} for columns in each]
        if rows:
            self._insert_rows(type(document), rows)

    def _insert_rows(self, kind: type[Document], rows: list[Row]) -> None:
        try:
            kind.collection().insert_many(rows, ordered=True, session=self.session)
        except BulkWriteError as error:
            if any(item["code"] == 11000 for item in (error.details or {})["writeErrors"]):
                raise me.NotUniqueError(str(error)) from error
            raise

    def find_one(
        self, kind: type[Document], where: Row, projection: Row | None = None
    ) -> Row | None:
        """One row as this transaction sees it."""
        return kind.collection().find_one(where, projection, session=self.session)

    def find(self, kind: type[Document], where: Row, projection: Row | None = None) -> list[Row]:
        """Rows as this transaction sees them."""
        found = kind.collection().find(where, projection, session=self.session)
        return list(found.batch_size(WHOLE))

    def update(self, kind: type[Document], where: Row, change: Row, *, upsert: bool = False) -> int:
        """Change one document atomically; how many were matched or made (0 or 1)."""
        try:
            done = kind.collection().update_one(where, change, upsert=upsert, session=self.session)
        except DuplicateKeyError as error:
            raise me.NotUniqueError(str(error)) from error
        return int(done.matched_count or done.upserted_id is not None)

    def find_and_update(
        self, kind: type[Document], where: Row, change: Row | list[Row], **options: Any
    ) -> Row | None:
        """Change one document atomically and give it as it was, or as it is (`return_document`)."""
        return kind.collection().find_one_and_update(where, change, session=self.session, **options)

    def upsert(self, kind: type[Document], where: Row, change: Row) -> Row:
        """Change one document atomically, made when there is none; as it is now."""
        row = self.find_and_update(
            kind, where, change, upsert=True, return_document=ReturnDocument.AFTER
        )
        return row or {}

    def update_many(self, kind: type[Document], where: Row, change: Row | list[Row]) -> int:
        """Change every document that matches; how many."""
        done = kind.collection().update_many(where, change, session=self.session)
        return int(done.matched_count)

    def update_each(self, kind: type[Document], changes: Sequence[tuple[Row, Row]]) -> None:
        """Change several documents, each in its own way, in one round trip."""
        if changes:
            operations = [UpdateOne(where, change) for where, change in changes]
            kind.collection().bulk_write(operations, ordered=False, session=self.session)

    def delete(self, kind: type[Document], where: Row) -> int:
        """Remove every document that matches; how many."""
        return int(kind.collection().delete_many(where, session=self.session).deleted_count)

    def publish(self, event: events.Event) -> None:
        """Record a fact with the writes it belongs to, and let those react who must at once."""
        reactions = events.reactions_to(type(event).__name__)
        if reactions.later:
            entry = _entry(event, now())
            collection(OUTBOX).insert_one(entry, session=self.session)
            self.after_commit(lambda: _hand_over(entry["_id"]))
        for react in reactions.at_once:
            react(self, event)

    def publish_many(self, facts: Sequence[events.Event]) -> None:
        """Record many facts of one kind; the sweep delivers what is for later."""
        if not facts:
            return
        reactions = events.reactions_to(type(facts[0]).__name__)
        if reactions.later:
            collection(OUTBOX).insert_many(
                [_entry(fact, now()) for fact in facts], session=self.session
            )
            self.after_commit(_sweep)
        if reactions.together:
            for react in reactions.together:
                react(self, facts)
            return
        for fact in facts:
            for react_to_one in reactions.at_once:
                react_to_one(self, fact)

    def publish_paced(self, planned: Iterable[tuple[events.Event, datetime]]) -> None:
        """Record facts to which there are later reactions only, each from its moment on.

        The sweep delivers them at the pace they were planned with: thousands at once would keep
        everybody else waiting.
        """
        entries = [_entry(event, due) for event, due in planned]
        if entries:
            collection(OUTBOX).insert_many(entries, session=self.session)

    def after_commit(self, follow_up: Callable[[], None]) -> None:
        """Run this when, and only when, the transaction has been committed."""
        self.after.append(follow_up)


def _entry(event: events.Event, due_at: datetime) -> Row:
    return {
        "_id": ObjectId(),
        "kind": type(event).__name__,
        "payload": events.encode(event),
        "occurred_at": now(),
        "request_id": correlation.request_id(),
        "trace": tracing.mark(),
        "due_at": due_at,
        "attempts": 0,
        "done": [],
    }


def _sweep() -> None:
    from lectern.shared.tasks import hand_over_sweep  # the tasks deliver through this module

    hand_over_sweep()


def _hand_over(event_id: ObjectId) -> None:
    from lectern.shared.tasks import hand_over  # the tasks deliver through this module

    hand_over(event_id)


_current: ContextVar[Transaction | None] = ContextVar("transaction", default=None)


@cache
def _options() -> dict[str, Any]:
    return {
        "read_concern": ReadConcern("snapshot"),
        "write_concern": WriteConcern("majority", j=True, wtimeout=10_000),
    }


def transactional(service: Callable[Concatenate[Transaction, P], R]) -> Callable[P, R]:
    """Run a service in one transaction, again from its start when MongoDB says it may be tried.

    A service called within another joins its transaction. The whole function is repeated, so all
    it does besides writing through the transaction belongs into `after_commit`.
    """

    @wraps(service)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        joined = _current.get()
        if joined is not None:
            return service(joined, *args, **kwargs)
        deadline = time.monotonic() + RETRY_FOR_SECONDS
        with client().start_session() as session:
            watch: Watch | None = None
            while True:
                transaction = Transaction(session)
                token = _current.set(transaction)
                session.start_transaction(**_options())
                try:
                    around.begin(transaction)
                    result = service(transaction, *args, **kwargs)
                    around.end(transaction)
                    _commit(session, deadline)
                except BaseException as error:
                    if session.in_transaction:
                        session.abort_transaction()
                    if _is_transient(error) and time.monotonic() < deadline:
                        watch = watch or Watch(client())
                        watch.look(_cause(error))
                        _pause(deadline)
                        continue
                    if isinstance(error, NOT_ANSWERING) or _is_transient(error):
                        raise Unavailable("The database does not answer.") from error
                    raise
                finally:
                    _current.reset(token)
                break
        for follow_up in transaction.after:
            _follow(follow_up)
        return result

    return run


def _follow(follow_up: Callable[[], None]) -> None:
    """What is committed is answered as done, whatever happens to what follows from it."""
    try:
        follow_up()
    except Exception:
        log.exception("follow_up_failed")


def _commit(session: ClientSession, deadline: float) -> None:
    while True:
        try:
            session.commit_transaction()
            return
        except PyMongoError as error:
            undecided = error.has_error_label("UnknownTransactionCommitResult")
            if not undecided or time.monotonic() > deadline:
                raise


def _cause(error: BaseException) -> BaseException | None:
    """What MongoDB said."""
    return error if isinstance(error, PyMongoError) else error.__cause__


def _is_transient(error: BaseException) -> bool:
    cause = _cause(error)
    return isinstance(cause, PyMongoError) and cause.has_error_label("TransientTransactionError")


def _pause(deadline: float) -> None:
    """Give the other transaction a moment; jitter keeps two from meeting again."""
    import random

    time.sleep(min(random.uniform(0.001, 0.02), max(deadline - time.monotonic(), 0)))  # noqa: S311

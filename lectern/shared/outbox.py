"""Delivering what was published: at least one try, exactly one effect, never silently lost.

An outbox entry lives until each of its later handlers has had its effect. The effect and the mark
that it was had are one transaction; who talks to a mail server is marked afterwards, for a slow
conversation outlasts a transaction, and what it has sent no abort takes back. A handler that keeps
failing moves the entry to the dead letters, where people see it.
"""

from datetime import timedelta
from typing import Any

import mongoengine as me
import structlog
from bson import ObjectId

from lectern.shared import events, tracing
from lectern.shared.clock import now
from lectern.shared.documents import Document
from lectern.shared.errors import NotFound, Unavailable
from lectern.shared.metrics.instruments import EVENTS
from lectern.shared.mongo import OUTBOX, Transaction, collection, transactional
from lectern.shared.policies import Row

log = structlog.get_logger(__name__)

DEAD_LETTERS = "dead_letters"  # the collection of `DeadLetter`
MAX_ATTEMPTS = 8
PATIENCE = timedelta(days=1)  # with a mail server or a database that is away
CLAIM = timedelta(seconds=30)
TALK = timedelta(minutes=2)  # longer than any conversation with a mail server
BATCH = 200

INDEXES: dict[str, list[list[tuple[str, int]]]] = {
    OUTBOX: [[("due_at", 1)]],
}


class DeadLetter(Document):
    """An outbox entry that was given up, with the error of the last try."""

    kind = me.StringField(required=True)
    payload = me.DictField(required=True)
    occurred_at = me.DateTimeField(required=True)
    request_id = me.StringField()
    trace = me.StringField()
    due_at = me.DateTimeField(required=True)
    attempts = me.IntField(required=True)
    done = me.ListField(me.StringField())
    error = me.StringField(required=True)
    failed_at = me.DateTimeField(required=True)

    meta = {
        "collection": DEAD_LETTERS,
        "indexes": [["failed_at", "_id"], ["kind", "failed_at", "_id"]],
    }


def deliver(event_id: ObjectId) -> None:
    """Bring one event to all its handlers; harmless when it has been delivered already."""
    entry = _claim(event_id)
    if entry is None:
        return
    # The log of what follows from a request bears its name, whoever does it and when.
    with (
        structlog.contextvars.bound_contextvars(request_id=entry.get("request_id")),
        tracing.follow(entry["kind"], entry.get("trace")),
    ):
        _deliver(entry)


def _deliver(entry: Row) -> None:
    event_id, kind = entry["_id"], entry["kind"]
    try:
        event = events.decode(kind, entry["payload"])
        for handler in events.reactions_to(kind).later:
            react = _talk if events.is_unhurried(handler) else _react
            with tracing.step(events.name_of(handler)):
                react(event_id, handler, event)
    except Exception as error:
        log.exception("event_handler_failed", event_id=str(event_id), kind=kind)
        EVENTS.labels(kind, _put_back(entry, error)).inc()
        return
    collection(OUTBOX).delete_one({"_id": event_id})
    EVENTS.labels(kind, "delivered").inc()


def due(limit: int = BATCH) -> list[ObjectId]:
    """The events that nobody is delivering and that have waited long enough."""
    entries = collection(OUTBOX).find({"due_at": {"$lte": now()}}, {"_id": 1})
    return [entry["_id"] for entry in entries.sort("due_at", 1).limit(limit)]


def waiting_count() -> int:
    """How many events have not been delivered."""
    return int(collection(OUTBOX).estimated_document_count())


def overdue_seconds() -> float:
    """For how long the event that is most overdue is so; 0 when none is."""
    first = collection(OUTBOX).find_one({"due_at": {"$lte": now()}}, sort=[("due_at", 1)])
    return (now() - first["due_at"]).total_seconds() if first else 0.0


def dead_letters(limit: int = 100) -> list[Row]:
    """What could not be delivered, latest first, with its error."""
    return list(collection(DEAD_LETTERS).find().sort("failed_at", -1).limit(limit))


def dead_letter_count() -> int:
    """How many there are."""
    return int(collection(DEAD_LETTERS).estimated_document_count())


@transactional
def retry(tx: Transaction, event_id: ObjectId) -> None:
    """Put a dead letter back into the outbox; `NotFound` when there is none of this id."""
    changes = {"attempts": 0, "due_at": now()}
    if not _move(tx, event_id, source=DEAD_LETTERS, target=OUTBOX, **changes):
        raise NotFound


def _claim(event_id: ObjectId) -> Row | None:
    """Take the entry for a while; a worker that dies meanwhile only delays it."""
    return collection(OUTBOX).find_one_and_update(
        {"_id": event_id, "due_at": {"$lte": now()}},
        {"$set": {"due_at": now() + CLAIM}, "$inc": {"attempts": 1}},
        return_document=True,
    )


@transactional
def _react(tx: Transaction, event_id: ObjectId, handler: events.Later, event: events.Event) -> None:
    marked = collection(OUTBOX).update_one(
        {"_id": event_id, "done": {"$ne": events.name_of(handler)}},
        {"$push": {"done": events.name_of(handler)}},
        session=tx.session,
    )
    if marked.matched_count:
        handler(event, event_id)


def _talk(event_id: ObjectId, handler: events.Later, event: events.Event) -> None:
    name = events.name_of(handler)
    to_do = {"_id": event_id, "done": {"$ne": name}}
    held = collection(OUTBOX).update_one(to_do, {"$set": {"due_at": now() + TALK}})
    if held.matched_count:
        handler(event, event_id)
        collection(OUTBOX).update_one(to_do, {"$push": {"done": name}})


def _put_back(entry: Row, error: Exception) -> str:
    # Who is away comes back; what is broken is shown to people.
    patient = isinstance(error, Unavailable) and now() - entry["occurred_at"] < PATIENCE
    if entry["attempts"] >= MAX_ATTEMPTS and not patient:
        _give_up(entry["_id"], error)
        return "given_up"
    wait = timedelta(seconds=min(2 ** entry["attempts"], 60 if patient else 300))
    collection(OUTBOX).update_one({"_id": entry["_id"]}, {"$set": {"due_at": now() + wait}})
    return "failed"


@transactional
def _give_up(tx: Transaction, event_id: ObjectId, error: Exception) -> None:
    failure = {"error": repr(error), "failed_at": now()}
    _move(tx, event_id, source=OUTBOX, target=DEAD_LETTERS, **failure)


def _move(
    tx: Transaction, /, event_id: ObjectId, *, source: str, target: str, **changes: Any
) -> bool:
    current = collection(source).find_one_and_delete({"_id": event_id}, session=tx.session)
    if current is None:
        return False
    collection(target).insert_one({**current, **changes}, session=tx.session)
    return True

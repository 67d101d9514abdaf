"""Following one request, job or command to what it writes."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime

import structlog
from bson import ObjectId
from pymongo.errors import PyMongoError

from lectern.shared import around
from lectern.shared.audit.documents import DONE, REFUSED, AuditEvent
from lectern.shared.clock import now
from lectern.shared.mongo import Transaction
from lectern.shared.policies import Principal, visitor

log = structlog.get_logger(__name__)


@dataclass
class Trail:
    """What is known so far of a write: whose it is, from where, and what it is done to.

    With `at_once` it is recorded in the first transaction that commits; else when it has ended
    well, because only then all is known, or because SQL knows no such transaction.
    """

    action: str = ""
    who: Callable[[], Principal] = visitor
    address: str | None = None
    agent: str = ""
    request_id: str = ""
    subject: str = ""
    at_once: bool = True
    changed: set[str] = field(default_factory=set)
    began: datetime = field(default_factory=now)
    is_over: bool = False

    def record(self, tx: Transaction) -> None:
        """Record it together with what is written."""
        if self.at_once and not self.is_over:
            tx.insert(self._event(DONE, made=tx.made))
            tx.after_commit(self.close)

    def settle(self, outcome: str = DONE) -> None:
        """Record it now, unless it has been: what is done stays done, recorded or not."""
        if self.is_over:
            return
        self.close()
        try:
            AuditEvent.collection().insert_one(self._event(outcome).validated())
        except PyMongoError:
            log.exception("audit_record_lost", action=self.action)

    def forget(self, user: ObjectId) -> None:
        """Keep of whoever has just gone no more than their id, also of what they did last."""
        if self.who().id == user:
            self.who = lambda: Principal(id=user)
            self.address, self.agent = None, ""

    def close(self) -> None:
        """Record nothing more."""
        self.is_over = True

    def _event(self, outcome: str, made: ObjectId | None = None) -> AuditEvent:
        who = self.who()
        return AuditEvent(
            created_at=self.began,
            actor=who.id,
            username=who.username,
            action=self.action,
            subject=self.subject or str(made or ""),
            changed=sorted(self.changed),
            outcome=outcome,
            address=self.address,
            agent=self.agent[:200],
            request_id=self.request_id,
        )


_current: ContextVar[Trail | None] = ContextVar("trail", default=None)


def current() -> Trail | None:
    """The trail of what is being done."""
    return _current.get()


@contextmanager
def followed_by(trail: Trail) -> Iterator[None]:
    """Let this trail follow what happens within."""
    token = _current.set(trail)
    try:
        with around.recorded_by(trail.record):
            yield
    finally:
        _current.reset(token)


@contextmanager
def acting(
    action: str, *, actor: ObjectId | None = None, username: str = "", subject: str = ""
) -> Iterator[None]:
    """Let what a job or a command writes within be recorded as this."""
    who = Principal(id=actor, username=username)
    trail = Trail(action=action, who=lambda: who, subject=subject)
    with followed_by(trail):
        yield
        trail.settle()


def note(
    *,
    who: Principal | None = None,
    subject: ObjectId | str | None = None,
    changed: Iterable[str] = (),
) -> None:
    """Add to what is known of what is being done."""
    trail = _current.get()
    if trail is None:
        return
    trail.changed.update(changed)
    if who is not None:
        trail.who = lambda: who
    if subject is not None:
        trail.subject = str(subject)


def refused(*, subject: ObjectId | None = None) -> None:
    """Record that this was refused, though only what is done is recorded as a rule."""
    trail = _current.get()
    if trail is not None:
        trail.subject = str(subject or "")
        trail.settle(REFUSED)


def withdraw() -> None:
    """Record nothing: this writes nothing, or has been recorded when it was first asked for."""
    trail = _current.get()
    if trail is not None:
        trail.close()

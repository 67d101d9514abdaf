"""One effect for a request that is sent again: who is first, and what the first was answered.

A client that lost an answer repeats its request under the same key. The claim on a key is one
document, whose `_id` lets one of many be first. It is held by a lease, so that a process that died
blocks its key for half a minute. What the request made is noted in the transaction that makes it,
so that whoever takes the claim over finds it made, or not made at all.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import mongoengine as me
from bson import ObjectId
from django.utils.crypto import salted_hmac
from pymongo.errors import DuplicateKeyError

from lectern.shared.clock import now
from lectern.shared.documents import Document, Reference
from lectern.shared.errors import Conflict, DomainError
from lectern.shared.mongo import Transaction
from lectern.shared.policies import Row

KEPT = timedelta(hours=24)
LEASE = timedelta(seconds=30)
MAX_ANSWER = 256 * 1024


class KeyReused(DomainError):
    """A key stands for one request: this path, these parameters, this body."""

    status = 422
    code = "idempotency-key-reused"
    title = "This Idempotency-Key was used for another request."


class KeyInUse(Conflict):
    """The first request of this key has not been answered yet."""

    code = "idempotency-key-in-use"
    title = "A request with this Idempotency-Key is still running."
    retry_after = 1


class IdempotencyKey(Document):
    """A key that somebody has sent, hashed with whose it is; what came of its request."""

    id = me.StringField(primary_key=True)
    request = me.StringField(required=True)  # which one it was, hashed with our secret
    holder = me.ObjectIdField(required=True)
    held_until = me.DateTimeField(required=True)
    claimed_at = me.DateTimeField(required=True)
    owner = Reference("owner", to="users", goes_along=True, null=True)  # None for visitors
    made = me.ObjectIdField()
    is_new = me.BooleanField()  # whether `made` was not there before
    answer = me.DictField()

    meta = {
        "collection": "idempotency_keys",
        "indexes": [
            {"fields": ["claimed_at"], "expireAfterSeconds": int(KEPT.total_seconds())},
            ["owner"],
        ],
    }


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a request: a row, and whether it is new or was there."""

    row: ObjectId
    is_new: bool = True


# Acts in one transaction with the note of what came of it, or answers what has been noted.
Once = Callable[[Callable[[], Made]], Made]


def unnoted(act: Callable[[], Made]) -> Made:
    """Act for somebody who will not ask again."""
    return act()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a request was answered."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to carry out the request of a key; `made` is what it made before its process died.

    Who holds it too long loses it, and from then on changes nothing under it.
    """

    key: str
    holder: ObjectId
    made: Made | None = None

    def note_made(self, tx: Transaction, made: Made) -> None:
        """Note what was made, together with its making; `KeyInUse` when the claim was lost."""
        noted = {"made": made.row, "is_new": made.is_new}
        if not tx.update(IdempotencyKey, self._mine, {"$set": noted}):
            raise KeyInUse

    def keep(self, answer: Answer) -> None:
        """Answer this to everybody who repeats the request; too long an answer is made again."""
        if len(answer.body) > MAX_ANSWER:
            self.give_up()
            return
        stored = {"status": answer.status, "headers": answer.headers, "body": answer.body}
        IdempotencyKey.collection().update_one(self._mine, {"$set": {"answer": stored}})

    def give_up(self) -> None:
        """Let the next one who sends the request carry it out at once."""
        IdempotencyKey.collection().update_one(self._mine, {"$set": {"held_until": now()}})

    @property
    def _mine(self) -> Row:
        return {"_id": self.key, "holder": self.holder}


def digest(*parts: bytes) -> str:
    """A name for these parts; bodies hold passwords, so nobody without our secret can try any."""
    joined = b"".join(len(part).to_bytes(8, "big") + part for part in parts)
    return salted_hmac(__name__, joined, algorithm="sha256").hexdigest()


def claim(*, key: str, request: str, owner: ObjectId | None) -> Claim | Answer:
    """The right to carry out this request, or what it was answered before.

    `KeyReused` when the key stands for another request, `KeyInUse` while somebody else is at it.
    """
    mine, moment = ObjectId(), now()
    held: dict[str, Any] = {"holder": mine, "held_until": moment + LEASE}
    fresh = {"_id": key, "request": request, "claimed_at": moment, "owner_id": owner, **held}
    try:
        IdempotencyKey.collection().insert_one(fresh)
    except DuplicateKeyError:
        pass
    else:
        return Claim(key, mine)
    found = IdempotencyKey.collection().find_one({"_id": key})
    if found is None:  # its time was over just now
        raise KeyInUse
    if found["request"] != request:
        raise KeyReused
    if "answer" in found:
        return Answer(**found["answer"])
    abandoned = {"_id": key, "holder": found["holder"], "held_until": {"$lte": moment}}
    # As it is now, not as it was found: it may have been made in between.
    taken = IdempotencyKey.collection().find_one_and_update(
        {**abandoned, "answer": {"$exists": False}}, {"$set": held}
    )
    if taken is None:
        raise KeyInUse
    made = taken.get("made")
    return Claim(key, mine, made and Made(made, taken.get("is_new", True)))


def every_key(user: ObjectId) -> Iterator[Row]:
    """Which answers are kept for a person, for themselves; neither key nor request can be read."""
    columns = {"_id": 0, "claimed_at": 1, "made": 1, "answer.status": 1, "answer.body": 1}
    for row in IdempotencyKey.collection().find({"owner_id": user}, columns).sort("claimed_at", 1):
        answer = row.get("answer", {})
        body = answer.get("body", b"").decode(errors="replace")
        yield {**row, "answer": {**answer, "body": body}}


def forget_person(tx: Transaction, /, *, owner: ObjectId) -> None:
    """Forget what a person was answered."""
    tx.delete(IdempotencyKey, {"owner_id": owner})

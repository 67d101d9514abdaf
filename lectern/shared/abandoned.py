"""Transactions that nobody will end, and what they keep from others.

Who is killed within a transaction leaves it open, and MongoDB takes it back only after
`transactionLifetimeLimitSeconds`. So whoever has waited for others for a while looks for those in
which nothing happens any more, and takes them back. One that was only slow begins again, as after
any other collision.
"""

import time
from typing import Any
from uuid import UUID

import structlog
from pymongo import MongoClient
from pymongo.errors import OperationFailure, PyMongoError

from lectern.shared.policies import Row

log = structlog.get_logger(__name__)

PATIENCE_SECONDS = 1.0
BETWEEN_SECONDS = 0.5
STILL_SECONDS = 2.0
ANSWER_MS = 1_000
WRITE_CONFLICT = 112


class Watch:
    """What somebody who waits has seen of the transactions that are open, from then on."""

    def __init__(self, client: MongoClient[Row]) -> None:
        self._client = client
        self._due = time.monotonic() + PATIENCE_SECONDS
        self._seen: dict[Any, tuple[Row, float]] = {}

    def look(self, error: BaseException | None) -> None:
        """Take back what has stood still, when another transaction is what is waited for."""
        at = time.monotonic()
        waiting = isinstance(error, OperationFailure) and error.code == WRITE_CONFLICT
        if not waiting or at < self._due:
            return
        self._due = at + BETWEEN_SECONDS
        admin = self._client.admin
        try:
            still = self._still(at)
            if still:
                sessions = [{"id": session} for session in still]
                admin.command("killSessions", sessions, codec_options=admin.codec_options)
                log.warning("abandoned_transactions_taken_back", sessions=len(still))
        except PyMongoError as failed:  # then MongoDB does so, later
            log.warning("abandoned_transactions_not_seen", error=str(failed))

    def _still(self, at: float) -> list[UUID]:
        """The sessions whose transactions are where they were at an earlier look."""
        seen = {}
        for row in self._open():
            before, since = self._seen.get(row["_id"], (None, at))
            seen[row["_id"]] = (row, since if row == before else at)
        self._seen = seen
        return [session for session, (_, since) in seen.items() if at - since >= STILL_SECONDS]

    def _open(self) -> list[Row]:
        """The transactions of ours that nothing is asked of now: for how long each has worked.

        One that is divided among shards is at work when it is on any of them.
        """
        ours = {
            "transaction.parameters.autocommit": False,
            "appName": self._client.options.pool_options.appname,
        }
        each = {
            "_id": "$lsid.id",
            "number": {"$max": "$transaction.parameters.txnNumber"},
            "worked": {"$sum": "$transaction.timeActiveMicros"},
            "idle": {"$min": {"$eq": ["$type", "idleSession"]}},
        }
        stages: list[Row] = [
            {"$currentOp": {}},
            {"$match": ours},
            {"$group": each},
            {"$match": {"idle": True}},
        ]
        return list(self._client.admin.aggregate(stages, maxTimeMS=ANSWER_MS))

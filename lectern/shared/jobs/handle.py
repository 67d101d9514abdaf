"""A job in the hands of the worker that does it."""

import time
from collections.abc import Iterable
from datetime import timedelta
from typing import IO, Any

from bson import ObjectId
from pymongo import ReturnDocument

from lectern.shared import leaving
from lectern.shared.clock import now
from lectern.shared.errors import Conflict
from lectern.shared.jobs import files
from lectern.shared.jobs.documents import JobRecord
from lectern.shared.jobs.report import Room
from lectern.shared.mongo import Transaction, transactional
from lectern.shared.policies import Row

# Longer than any transaction may take, in which there is no sign of life.
LEASE = timedelta(seconds=120)
WRITE_EVERY_SECONDS = 1.0


class LeaseLost(Exception):
    """Another worker has taken the job over; what is done from here on would be done twice."""


class HandedBack(Exception):
    """The worker has been asked to end; another one goes on from the last checkpoint."""


class JobCancelled(Conflict):
    """Its owner does not want it any more; the runner is stopped by this error."""

    code = "job-cancelled"
    title = "The job was cancelled."


class Job:
    """What a runner knows of its job, and how it tells how far it is.

    Each write renews the lease. It raises `LeaseLost` when another worker holds the job by now,
    `JobCancelled` when nobody wants it, and `HandedBack` when this worker ends; a runner lets all
    of them pass.
    """

    def __init__(self, row: Row) -> None:
        self.id: ObjectId = row["_id"]
        self.owner: ObjectId = row["owner_id"]
        self.payload: Row = row.get("payload") or {}
        self.state: Row = row.get("state") or {}
        self.lease: ObjectId = row["lease"]
        self.file: Row | None = None
        self._secret: str = row["secret"]
        self._upload: str | None = row.get("upload")
        self._progress: Row = row["progress"]
        self._room = Room().take(row.get("report") or [])[2]
        self._notes: list[Row] = []
        self._dropped = 0
        self._written_at = time.monotonic()

    def advance(self, done: int, total: int) -> None:
        """Say how much is done, between transactions; it is written once a second at the most."""
        if leaving.is_asked():
            raise HandedBack
        self._progress = {"done": done, "total": total}
        if time.monotonic() - self._written_at >= WRITE_EVERY_SECONDS:
            change = {"progress": self._progress, "lease_until": now() + LEASE}
            self._write(None, {"$set": change})

    def note(self, **row: Any) -> None:
        """Add a row to the report; it is kept from the next checkpoint, or the end, on."""
        kept, dropped, self._room = self._room.take([row])
        self._notes += kept
        self._dropped += dropped

    def checkpoint(self, state: Row, notes: Iterable[Row] = ()) -> None:
        """Keep how far the work is, with the batch that was done: `state` is there next time.

        Called within a `@transactional` batch it joins it, so that the batch happens once. Such a
        batch may be repeated by the database; what it reports goes into `notes`, not `note`.
        """
        _checkpoint(job=self, state=state, notes=list(notes))

    def upload(self) -> IO[bytes]:
        """The file that was handed in with the job."""
        if self._upload is None:
            raise LookupError("The job came without a file.")
        opened: IO[bytes] = files.opened(self._upload)
        return opened

    def keep_file(self, name: str, content: IO[bytes], content_type: str) -> None:
        """Keep a file as the job's result, for its owner alone, as long as the job."""
        size = content.seek(0, 2)
        content.seek(0)
        path = files.keep(self._secret, f"result-{name}", content)
        self.file = {"path": path, "name": name, "size": size, "content_type": content_type}

    def told(self, notes: Iterable[Row] = (), dropped: int = 0) -> Row:
        """What is still to be written of progress and report, as an update."""
        change: Row = {"$set": {"progress": self._progress}}
        rows, dropped = [*self._notes, *notes], self._dropped + dropped
        if rows:
            change["$push"] = {"report": {"$each": rows}}
        if dropped:
            change["$inc"] = {"report_dropped": dropped}
        return change

    def save(self, tx: Transaction, state: Row, notes: list[Row]) -> None:
        """Write a checkpoint; what is noted counts as written once it is committed."""
        kept, dropped, room = self._room.take(notes)
        change = self.told(kept, dropped)
        # Tries are counted from the last success on.
        change["$set"] |= {"lease_until": now() + LEASE, "state": state, "attempts": 1}
        self._write(tx, change)

        def saved() -> None:
            self.state, self._room, self._notes, self._dropped = state, room, [], 0

        tx.after_commit(saved)

    def _write(self, tx: Transaction | None, change: Row) -> None:
        row = JobRecord.collection().find_one_and_update(
            {"_id": self.id, "lease": self.lease},
            change,
            projection={"cancel_requested": 1},
            return_document=ReturnDocument.AFTER,
            session=tx.session if tx else None,
        )
        if row is None:
            raise LeaseLost(str(self.id))
        if row["cancel_requested"]:
            raise JobCancelled
        self._written_at = time.monotonic()


@transactional
def _checkpoint(tx: Transaction, *, job: Job, state: Row, notes: list[Row]) -> None:
    job.save(tx, state, notes)

"""Asking for jobs, and giving them up."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from secrets import token_urlsafe
from typing import IO

from bson import ObjectId

from lectern.shared import correlation, tracing
from lectern.shared.clock import now
from lectern.shared.errors import Conflict
from lectern.shared.jobs import files, tasks
from lectern.shared.jobs.documents import FAILED, QUEUED, RUNNING, JobRecord
from lectern.shared.jobs.handle import JobCancelled
from lectern.shared.jobs.running import end, failure
from lectern.shared.mongo import Transaction, transactional
from lectern.shared.policies import Row


class JobNotRetriable(Conflict):
    """Only what broke is tried again; what was refused is asked for anew."""

    code = "job-not-retriable"
    title = "This job did not fail in a way that trying again could mend."


class JobOver(Conflict):
    """What is over cannot be cancelled."""

    code = "job-over"
    title = "The job is over already."


class Upload:
    """A file that waits in private for its job, and is gone after it."""

    def __init__(self, name: str, content: IO[bytes]) -> None:
        self.secret = token_urlsafe(32)
        self.path = files.keep(self.secret, f"upload{PurePosixPath(name).suffix[:10]}", content)
        self.is_awaited = False

    def await_job(self) -> None:
        """There is a job now that will take it."""
        self.is_awaited = True


@contextmanager
def upload(name: str, content: IO[bytes]) -> Iterator[Upload]:
    """Keep a file for the job that is asked for within; if none is, it is dropped."""
    kept = Upload(name, content)
    try:
        yield kept
    finally:
        if not kept.is_awaited:
            files.drop(kept.path)


@transactional
def submit(
    tx: Transaction, *, kind: str, owner: ObjectId, payload: Row, file: Upload | None = None
) -> ObjectId:
    """Ask for a job, together with the writes it belongs to; its id."""
    moment = now()
    record = tx.insert(
        JobRecord(
            kind=kind,
            owner=owner,
            status=QUEUED,
            progress={"done": 0, "total": 0},
            payload=payload,
            secret=file.secret if file else token_urlsafe(32),
            upload=file.path if file else None,
            request_id=correlation.request_id(),
            trace=tracing.mark(),
            created_at=moment,
            lease_until=moment,
        )
    )
    job = ObjectId(record.pk)
    if file:
        tx.after_commit(file.await_job)
    tx.after_commit(lambda: tasks.hand_over(job))
    return job


def cancel(*, job: ObjectId) -> None:
    """Give a job up: at once when it waits, with its next sign of life when it is being done."""
    error = {"status": FAILED, "error": failure(JobCancelled()), "cancel_requested": True}
    if end(job, {"status": QUEUED}, {"$set": error}):
        return
    asked = JobRecord.collection().update_one(
        {"_id": job, "status": RUNNING}, {"$set": {"cancel_requested": True}}
    )
    # A job that was put back between the two writes is caught by the second look.
    if not asked.matched_count and not end(job, {"status": QUEUED}, {"$set": error}):
        raise JobOver


@transactional
def retry(tx: Transaction, *, job: ObjectId) -> None:
    """Queue a job again that broke; it goes on from its last checkpoint."""
    queued = {
        "status": QUEUED,
        "attempts": 0,
        "error": None,
        "can_be_retried": False,
        "cancel_requested": False,
        "lease_until": now(),
    }
    broken = {"_id": job, "status": FAILED, "can_be_retried": True}
    if not tx.update(JobRecord, broken, {"$set": queued, "$unset": {"finished_at": ""}}):
        raise JobNotRetriable
    tx.after_commit(lambda: tasks.hand_over(job))

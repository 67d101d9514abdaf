"""Asking for jobs, and giving them up."""

from pathlib import PurePosixPath
from secrets import token_urlsafe
from typing import IO

from bson import ObjectId

from lectern.shared import correlation
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


@transactional
def submit(tx: Transaction, *, kind: str, owner: ObjectId, payload: Row) -> ObjectId:
    """Ask for a job, together with the writes it belongs to; its id."""
    return _submit(tx, kind=kind, owner=owner, payload=payload, secret=token_urlsafe(32))


def submit_upload(
    *, kind: str, owner: ObjectId, payload: Row, name: str, content: IO[bytes]
) -> ObjectId:
    """Ask for a job about a file, which waits in private for it and is gone after it; its id."""
    secret = token_urlsafe(32)
    path = files.keep(secret, f"upload{PurePosixPath(name).suffix[:10]}", content)
    try:
        return _submit_upload(kind=kind, owner=owner, payload=payload, secret=secret, upload=path)
    except BaseException:
        files.drop(path)
        raise


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


@transactional
def _submit_upload(
    tx: Transaction, *, kind: str, owner: ObjectId, payload: Row, secret: str, upload: str
) -> ObjectId:
    return _submit(tx, kind=kind, owner=owner, payload=payload, secret=secret, upload=upload)


def _submit(tx: Transaction, *, payload: Row, **values: object) -> ObjectId:
    moment = now()
    record = tx.insert(
        JobRecord(
            status=QUEUED,
            progress={"done": 0, "total": 0},
            payload=payload,
            request_id=correlation.request_id(),
            created_at=moment,
            lease_until=moment,
            **values,
        )
    )
    job = ObjectId(record.pk)
    tx.after_commit(lambda: tasks.hand_over(job))
    return job

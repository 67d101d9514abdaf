"""Doing jobs: each by one worker at a time, again when a worker died, never silently given up."""

import threading
from datetime import timedelta

import structlog
from bson import ObjectId
from pymongo import ReturnDocument

from lectern.shared import audit, tracing
from lectern.shared.clock import now
from lectern.shared.errors import Conflict, DomainError, Unavailable
from lectern.shared.jobs import files
from lectern.shared.jobs.documents import DONE, FAILED, QUEUED, RUNNING, JobRecord
from lectern.shared.jobs.handle import LEASE, HandedBack, Job, JobCancelled, LeaseLost
from lectern.shared.jobs.runners import runner_of
from lectern.shared.policies import Row

log = structlog.get_logger(__name__)

MAX_ATTEMPTS = 5
# So many at once in a process of workers; its other threads stay free for events.
AT_ONCE = 2
BATCH = 20

_places = threading.BoundedSemaphore(AT_ONCE)
# Nobody holds what is over, and what is over for good keeps nothing private.
_HELD = dict.fromkeys(("lease", "lease_until"), "")
_OVER = _HELD | dict.fromkeys(("payload", "state", "upload"), "")


class JobAbandoned(Conflict):
    """Workers have begun it and died, again and again."""

    code = "job-abandoned"
    title = "The job was begun several times and never came to its end."


def due(limit: int = BATCH) -> list[ObjectId]:
    """The jobs that nobody holds and that have waited long enough, oldest first."""
    found = JobRecord.collection().find({"lease_until": {"$lte": now()}}, {"_id": 1})
    return [row["_id"] for row in found.sort("lease_until", 1).limit(limit)]


def run(job_id: ObjectId) -> bool:
    """Do one job; False when there is no place for it, somebody holds it, or it is over."""
    if not _places.acquire(blocking=False):
        return False
    try:
        row = _claim(job_id)
        if row is None:
            return False
        names = {"job": str(job_id), "kind": row["kind"], "request_id": row.get("request_id")}
        with (
            structlog.contextvars.bound_contextvars(**names),
            tracing.follow(row["kind"], row.get("trace")),
        ):
            _do(row)
        return True
    finally:
        _places.release()


def end(job_id: ObjectId, holding: Row, change: Row) -> bool:
    """Let a job be over, if it still is as `holding` says; what it was handed goes."""
    change.setdefault("$set", {})["finished_at"] = now()
    before = JobRecord.collection().find_one_and_update(
        {"_id": job_id, **holding}, {**change, "$unset": _OVER}, projection={"upload": 1}
    )
    if before is not None:
        files.drop(before.get("upload"))
    return before is not None


def failure(error: DomainError) -> Row:
    """An error as a job shows it."""
    return {"code": error.code, "title": error.title, "detail": error.detail}


def _claim(job_id: ObjectId) -> Row | None:
    moment = now()
    return JobRecord.collection().find_one_and_update(
        {"_id": job_id, "lease_until": {"$lte": moment}},
        {
            "$set": {"status": RUNNING, "lease": ObjectId(), "lease_until": moment + LEASE},
            "$inc": {"attempts": 1},
            "$min": {"started_at": moment},
        },
        return_document=ReturnDocument.AFTER,
    )


def _do(row: Row) -> None:
    job = Job(row)
    try:
        if row["cancel_requested"]:
            raise JobCancelled
        if row["attempts"] > MAX_ATTEMPTS:
            raise JobAbandoned
        with audit.acting(f"jobs.{row['kind']}", actor=row["owner_id"], subject=str(job.id)):
            result = runner_of(row["kind"])(job)
    except HandedBack:
        _hand_back(job)
    except LeaseLost:
        log.warning("job_lease_lost")
    except JobAbandoned as error:
        _suspend(job, failure(error))
    except Unavailable as error:
        _put_back(job, row["attempts"], error)
    except DomainError as error:
        change = job.told()
        change["$set"] |= {"status": FAILED, "error": failure(error)}
        end(job.id, {"lease": job.lease}, change)
    except Exception as error:
        log.exception("job_failed")
        _put_back(job, row["attempts"], error)
    else:
        change = job.told()
        change["$set"] |= {"status": DONE, "result": result, "file": job.file}
        end(job.id, {"lease": job.lease}, change)


def _hand_back(job: Job) -> None:
    """Let another worker have it at once; this try does not count."""
    JobRecord.collection().update_one(
        {"_id": job.id, "lease": job.lease},
        {
            "$set": {"status": QUEUED, "lease_until": now()},
            "$inc": {"attempts": -1},
            "$unset": {"lease": ""},
        },
    )


def _suspend(job: Job, error: Row) -> None:
    """Let a job fail as trying again may mend: what it was handed stays for that.

    What it noted since its last checkpoint is not told, for it was not done.
    """
    failed = {"status": FAILED, "error": error, "finished_at": now(), "can_be_retried": True}
    JobRecord.collection().update_one(
        {"_id": job.id, "lease": job.lease}, {"$set": failed, "$unset": _HELD}
    )


def _put_back(job: Job, attempts: int, error: Exception) -> None:
    """Try again after a while; what was noted since the last checkpoint will be noted again."""
    if attempts >= MAX_ATTEMPTS:
        title = "Something broke on our side."
        told = {"code": "unexpected", "title": title, "detail": type(error).__name__}
        _suspend(job, told)
        return
    wait = timedelta(seconds=min(2**attempts, 300))
    JobRecord.collection().update_one(
        {"_id": job.id, "lease": job.lease},
        {"$set": {"status": QUEUED, "lease_until": now() + wait}, "$unset": {"lease": ""}},
    )

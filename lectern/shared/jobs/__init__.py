"""Long work with progress: asked for now, done by a worker, seen through to its end.

A *runner* does the jobs of one kind; `JOBS` in `lectern/subscriptions.py` names them all. It gets a
`Job`, may say how far it is (`advance`), reports what it did item by item (`note`) and returns the
result. A worker may die at any moment and another one begins the job anew, so the rule is:

    running twice has the effect once.

Work that is idempotent as a whole keeps it by itself. Work in batches keeps it with `checkpoint`,
called in the transaction of each batch: the batch and the mark that it was done are one write.
"""

from .documents import DONE, FAILED, QUEUED, RUNNING, JobRecord
from .forgetting import forget_owner, prune
from .handle import Job, JobCancelled
from .runners import Runner, install
from .running import due, run
from .selectors import count_by_status, pending
from .services import JobNotRetriable, JobOver, Upload, cancel, retry, submit, upload
from .tasks import hand_over

__all__ = [
    "DONE",
    "FAILED",
    "QUEUED",
    "RUNNING",
    "Job",
    "JobCancelled",
    "JobNotRetriable",
    "JobOver",
    "JobRecord",
    "Runner",
    "Upload",
    "cancel",
    "count_by_status",
    "due",
    "forget_owner",
    "hand_over",
    "install",
    "pending",
    "prune",
    "retry",
    "run",
    "submit",
    "upload",
]

"""A Celery worker that knows a slow job; `celery -A tests.shared.slow_worker worker`."""

import time

import django
from bson import ObjectId

from lectern.config.celery import app

django.setup()

from lectern.catalog.documents import Category  # noqa: E402
from lectern.shared import jobs  # noqa: E402
from lectern.shared.mongo import Transaction, transactional  # noqa: E402

__all__ = ["app"]

STEPS = 12


def slow(job: jobs.Job) -> dict[str, int]:
    """One more, twelve times: each in a batch with its mark."""
    for step in range(job.state.get("steps", 0), STEPS):
        _one_more(job=job, step=step)
        job.advance(step + 1, STEPS)
        time.sleep(0.15)
    return {"steps": STEPS}


@transactional
def _one_more(tx: Transaction, *, job: jobs.Job, step: int) -> None:
    tx.update(Category, {"_id": ObjectId(job.payload["thing"])}, {"$inc": {"position": 1}})
    job.checkpoint({"steps": step + 1}, [{"step": step}])


jobs.install({"slow": slow})

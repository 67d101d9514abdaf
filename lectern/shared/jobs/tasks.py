"""The Celery tasks of jobs. The record is the truth: a task only says that there is work."""

from bson import ObjectId
from celery import shared_task

from lectern.shared import broker
from lectern.shared.jobs import forgetting, running


# Acknowledged when it begins: a job that outlives the broker's patience is not handed out twice.
@shared_task(name="lectern.shared.jobs.tasks.run_job", acks_late=False)  # type: ignore[untyped-decorator]
def run_job(*, job_id: str) -> None:
    """Do one job, and see to it that the next one is begun."""
    if running.run(ObjectId(job_id)):
        for waiting in running.due(running.AT_ONCE):
            hand_over(waiting)


@shared_task(name="lectern.shared.jobs.tasks.sweep_jobs")  # type: ignore[untyped-decorator]
def sweep_jobs() -> None:
    """Begin what no worker was told about, or what a worker left behind when it died."""
    for waiting in running.due():
        hand_over(waiting)


@shared_task(name="lectern.shared.jobs.tasks.prune_jobs")  # type: ignore[untyped-decorator]
def prune_jobs() -> None:
    """Forget old jobs."""
    forgetting.prune()


def hand_over(job_id: ObjectId) -> None:
    """Tell the workers of a job; when the broker is down the sweep finds it."""
    broker.tell(run_job, job_id=str(job_id))

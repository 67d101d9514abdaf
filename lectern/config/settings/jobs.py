"""Work that a request does not wait for."""

from lectern.config import env
from lectern.config.redis import broker_url

CELERY_BROKER_URL = (
    env.REDIS_SENTINELS.broker_url() if env.REDIS_SENTINELS else broker_url(env.REDIS_URL)
)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
# A master that has just become one takes no writes until a replica follows it: that passes.
CELERY_BROKER_CHANNEL_ERROR_RETRY = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 600,
    # Who publishes while the broker is down goes on at once; workers wait by settings of their own.
    "max_retries": 0,
    "socket_connect_timeout": 0.5,
    "socket_timeout": 5,
    "socket_keepalive": True,
    **(env.REDIS_SENTINELS.broker_options() if env.REDIS_SENTINELS else {}),
}
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE = {
    # What a dead broker left behind is found here, and what was planned for later. A sweep that
    # nobody came to do is not done twice.
    "sweep-outbox": {
        "task": "lectern.shared.tasks.sweep_outbox",
        "schedule": 1.0,
        "options": {"expires": 5},
    },
    # The same for long work, and for what a worker left behind when it died.
    "sweep-jobs": {"task": "lectern.shared.jobs.tasks.sweep_jobs", "schedule": 10.0},
    "prune-jobs": {"task": "lectern.shared.jobs.tasks.prune_jobs", "schedule": 3600.0},
    "send-digests": {"task": "lectern.notifications.tasks.send_digests", "schedule": 60.0},
    # Who closes the window is graded soon after the time is up, not when they look again.
    "hand-in-overdue": {"task": "lectern.assessment.tasks.hand_in_overdue", "schedule": 30.0},
    # What large courses and their quizzes come to, once anything has changed.
    "recount-courses": {
        "task": "lectern.learning.tasks.recount_courses",
        "schedule": 60.0,
        "options": {"expires": 50},
    },
    "recount-quizzes": {
        "task": "lectern.assessment.tasks.recount_quizzes",
        "schedule": 60.0,
        "options": {"expires": 50},
    },
    "prune-audit": {"task": "lectern.shared.tasks.prune_audit", "schedule": 3600.0},
    "prune-notifications": {
        "task": "lectern.notifications.tasks.prune_notifications",
        "schedule": 3600.0,
    },
    # Facts about accounts, which SQL holds, when MongoDB was away as they happened.
    "hand-over-facts": {"task": "lectern.accounts.tasks.hand_over_facts", "schedule": 10.0},
    "prune-sessions": {"task": "lectern.accounts.tasks.prune_sessions", "schedule": 3600.0},
}

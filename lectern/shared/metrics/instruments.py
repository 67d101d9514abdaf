"""Everything that is counted, declared once; whoever does the thing counts it.

With `PROMETHEUS_MULTIPROC_DIR` set, the processes of a machine write into that folder and each of
them can tell what all have counted. Labels have few values: no id, name or address is one.
"""

from prometheus_client import Counter, Gauge, Histogram

_FAST = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0)
_REQUEST = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
_TASK = (0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 30.0, 120.0, 600.0)

REQUESTS = Counter(
    "lectern_http_requests", "Requests that were answered.", ["route", "method", "status"]
)
REQUEST_SECONDS = Histogram(
    "lectern_http_request_seconds",
    "From the first line of a request to the first line of its answer.",
    ["route", "method"],
    buckets=_REQUEST,
)

CACHE_READS = Counter(
    "lectern_cache_reads",
    "Looks into the cache: hit, miss, or away when Redis was not asked or did not answer.",
    ["family", "outcome"],
)
REDIS_SECONDS = Histogram(
    "lectern_redis_seconds", "How long Redis took for the cache to be answered.", buckets=_FAST
)
REDIS_FAILURES = Counter(
    "lectern_redis_failures", "How often the breaker opened because Redis did not answer."
)

MONGODB_SECONDS = Histogram(
    "lectern_mongodb_command_seconds",
    "How long MongoDB took for commands that succeeded.",
    ["command"],
    buckets=_FAST,
)
MONGODB_FAILURES = Counter("lectern_mongodb_failures", "Commands that failed.", ["command"])
MONGODB_CONNECTIONS = Gauge(
    "lectern_mongodb_connections",
    "Connections of the pools, open and in use.",
    ["state"],
    multiprocess_mode="livesum",
)

EVENTS = Counter(
    "lectern_events",
    "Tries to deliver events: delivered, failed and to be tried again, or given_up.",
    ["kind", "outcome"],
)
TASK_SECONDS = Histogram(
    "lectern_task_seconds", "How long the workers took for tasks.", ["task"], buckets=_TASK
)
EMAILS = Counter(
    "lectern_emails",
    "E-mails: handed_over, put_off until the mail server takes them, or refused for good.",
    ["outcome"],
)
SIGN_INS = Counter(
    "lectern_sign_ins", "Sign-ins: done, or refused by name and password.", ["outcome"]
)
TASKS = Counter("lectern_tasks", "Tasks that came to their end.", ["task", "state"])

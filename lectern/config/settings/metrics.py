"""What Prometheus may read, and where it is counted."""

from lectern.config import env

METRICS_TOKEN = env.METRICS_TOKEN
METRICS_DIR = env.METRICS_DIR
WORKER_METRICS_HOST = env.WORKER_METRICS_HOST
WORKER_METRICS_PORT = env.WORKER_METRICS_PORT

"""The entry point of the workers."""

import os

from celery import Celery

from lectern.shared import leaving
from lectern.shared.metrics import worker

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lectern.config.settings")

app = Celery("lectern", set_as_current=True)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
worker.install()
leaving.install()

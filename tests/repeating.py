"""Sending a POST again under its key, also when the server died before it answered."""

import json
import os
import signal
import subprocess
import sys
from datetime import timedelta
from typing import Any

from rest_framework.test import APIClient

from lectern.shared.clock import now
from lectern.shared.idempotency import IdempotencyKey

CATEGORIES = "/api/categories/"


def post(me: APIClient, body: Any, key: str = "key-1", url: str = CATEGORIES, **more: Any) -> Any:
    """Send something under a key."""
    return me.post(url, body, HTTP_IDEMPOTENCY_KEY=key, **more)


def let_lease_end() -> None:
    """As if every claim on a key were half a minute old."""
    IdempotencyKey.collection().update_many(
        {"_id": {"$gte": ""}}, {"$set": {"held_until": now() - timedelta(seconds=1)}}
    )


def forget_answers() -> None:
    """As if the process had died after the commit and before the answer."""
    IdempotencyKey.collection().update_many({"_id": {"$gte": ""}}, {"$unset": {"answer": 1}})
    let_lease_end()


DIE = """
import json, os, signal
import django
django.setup()
from rest_framework.test import APIClient
from lectern.shared.api.idempotency import Repeatable

def die(*_args, **_options):
    os.kill(os.getpid(), signal.SIGKILL)

Repeatable.finalize_response = die
client = APIClient()
client.credentials(HTTP_AUTHORIZATION=os.environ["BEARER"])
body = json.loads(os.environ["BODY"])
client.post(os.environ["URL"], body, HTTP_IDEMPOTENCY_KEY="key-1")
"""


def die_before_answering(me: APIClient, url: str, body: Any) -> None:
    """Let another process take this request and be killed when all but its answer is done."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "lectern.config.settings",
        "BEARER": me._credentials["HTTP_AUTHORIZATION"],
        "URL": url,
        "BODY": json.dumps(body),
    }
    done = subprocess.run([sys.executable, "-c", DIE], env=environment, timeout=60)
    assert done.returncode == -signal.SIGKILL

"""Alive is this process; ready is what it depends on, by name."""

import os
import subprocess
import sys
import time
from typing import Any

import orjson
from rest_framework.test import APIClient

from lectern import __version__
from lectern.shared import cache


def test_a_process_that_answers_is_alive(client: APIClient, redis: Any) -> None:
    redis.process.kill_group()
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json() == {"status": "alive", "version": __version__}


def test_readiness_names_every_dependency(client: APIClient) -> None:
    cache.worker_was_here()
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    body = response.json()
    assert body["status"] == "ready"
    assert body["dependencies"].keys() == {"mongodb", "sql", "redis", "worker"}
    assert {state["status"] for state in body["dependencies"].values()} == {"up"}


def test_without_a_worker_it_is_degraded(client: APIClient) -> None:
    body = client.get("/readyz").json()
    assert body["status"] == "degraded"
    assert body["dependencies"]["worker"]["status"] == "down"
    assert body["dependencies"]["redis"]["status"] == "up"


def test_without_redis_people_are_served_all_the_same(client: APIClient, redis: Any) -> None:
    redis.process.kill_group()
    started = time.monotonic()
    response = client.get("/readyz")
    assert time.monotonic() - started < 5
    assert response.status_code == 200
    body = response.json()
    assert body["status"] == "degraded"
    assert body["dependencies"]["redis"] == {"status": "down", "error": "ConnectionError"}


WITHOUT_MONGODB = """
import sys
from concurrent.futures import ThreadPoolExecutor
import django
django.setup()
import orjson
from rest_framework.test import APIClient

def ask(path):
    answer = APIClient(raise_request_exception=False).get(path)
    return [answer.status_code, dict(answer.headers), answer.json()]

paths = ["/healthz", "/readyz", "/api/courses/", "/api/categories/"]
with ThreadPoolExecutor(4) as pool:
    sys.stdout.buffer.write(orjson.dumps(dict(zip(paths, pool.map(ask, paths)))))
"""


def test_without_mongodb_it_is_not_ready_and_says_so_everywhere(clean: None) -> None:
    from lectern.cli.embedded import ports

    environment = os.environ | {
        "MONGODB_URI": f"mongodb://127.0.0.1:{ports.free_port()}/lectern?replicaSet=lectern",
        "DJANGO_SETTINGS_MODULE": "lectern.config.settings",
    }
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_MONGODB],
        env=environment,
        check=True,
        timeout=60,
        capture_output=True,
    )
    answers = orjson.loads(done.stdout)
    assert answers["/healthz"][0] == 200
    status, _headers, body = answers["/readyz"]
    assert (status, body["status"]) == (503, "unready")
    assert body["dependencies"]["mongodb"]["status"] == "down"
    assert body["dependencies"]["sql"]["status"] == "up"
    for path in ("/api/courses/", "/api/categories/"):
        status, headers, body = answers[path]
        assert (status, body["code"]) == (503, "unavailable")
        assert headers["Content-Type"] == "application/problem+json"
        assert int(headers["Retry-After"]) > 0

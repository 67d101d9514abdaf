"""What Prometheus reads: who may, what is counted, and that processes count together."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from bson import ObjectId
from django.conf import settings
from django.db import connections
from prometheus_client import REGISTRY
from prometheus_client.parser import text_string_to_metric_families
from rest_framework.test import APIClient

from lectern.accounts.models import Session
from lectern.cli.embedded.ports import free_port
from lectern.learning.services import leave
from lectern.shared import broker, cache, events, mail, outbox
from lectern.shared.breaker import Breaker
from lectern.shared.clock import now
from lectern.shared.errors import Unavailable
from lectern.shared.events import Reactions
from lectern.shared.metrics import stores, worker
from lectern.shared.metrics.stores import Count
from lectern.shared.metrics.view import exposition
from lectern.shared.mongo import OUTBOX, collection
from lectern.shared.tasks import sweep_outbox
from lectern.shared.watching import _template
from tests.faults.smtp import MailServer
from tests.world import PASSWORD, course, enroll, person, teacher


def sample(name: str, **labels: str) -> float:
    """One number of this process, 0 when it has not been counted yet."""
    return REGISTRY.get_sample_value(name, labels) or 0.0


def shown(text: bytes, name: str, **labels: str) -> float:
    """One number of what Prometheus reads."""
    for family in text_string_to_metric_families(text.decode()):
        for found in family.samples:
            if found.name == name and found.labels == labels:
                return float(found.value)
    raise AssertionError(f"{name} {labels} is not told")


def test_it_answers_programs_of_this_machine_in_the_form_of_prometheus(client: APIClient) -> None:
    response = client.get("/metrics")
    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith("text/plain; version=")
    assert response.headers["Cache-Control"] == "no-store"
    names = {family.name for family in text_string_to_metric_families(response.content.decode())}
    assert {"lectern_http_requests", "lectern_outbox_events", "lectern_redis_up"} <= names


@pytest.mark.parametrize(
    "peer",
    [
        {"REMOTE_ADDR": "192.0.2.7"},
        {"REMOTE_ADDR": ""},
        {"REMOTE_ADDR": "not an address"},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "127.0.0.1"},
    ],
)
def test_nobody_else_is_told_that_it_is_there(client: APIClient, peer: dict[str, str]) -> None:
    response = client.get("/metrics", **peer)
    assert response.status_code == 404
    assert response.json() == client.get("/api/nothing/").json()


def test_behind_a_proxy_everybody_seems_to_be_local(client: APIClient, settings: Any) -> None:
    settings.PROXIES = 1
    assert client.get("/metrics").status_code == 404


@pytest.mark.parametrize(
    ("authorization", "status"),
    [("Bearer a secret", 200), ("Bearer a secre", 404), ("a secret", 404), ("", 404), ("é", 404)],
)
def test_a_token_decides_alone(
    client: APIClient, settings: Any, authorization: str, status: int
) -> None:
    settings.METRICS_TOKEN = "a secret"
    for peer in ("127.0.0.1", "192.0.2.7"):
        response = client.get("/metrics", HTTP_AUTHORIZATION=authorization, REMOTE_ADDR=peer)
        assert response.status_code == status


@pytest.mark.parametrize(
    ("method", "path", "route", "status"),
    [
        ("GET", "/api/courses/", "/api/courses/", "200"),
        ("GET", "/api/courses/000000000000000000000000/", "/api/courses/{pk}/", "404"),
        ("POST", "/api/courses/", "/api/courses/", "401"),
        ("GET", "/api/nothing/at/all/", "/api/*", "404"),
        ("GET", "/healthz", "/healthz", "200"),
        ("GET", "/media/no/such/file", "/media/{name}", "404"),
        ("GET", "/no-such-file.js", "/*", "404"),
        ("BREW", "/api/courses/", "/api/courses/", "405"),
    ],
)
def test_requests_are_counted_by_template(
    client: APIClient, method: str, path: str, route: str, status: str
) -> None:
    known = "other" if method == "BREW" else method
    count = {"route": route, "method": known, "status": status}
    duration = {"route": route, "method": known}
    before = sample("lectern_http_requests_total", **count)
    timed = sample("lectern_http_request_seconds_count", **duration)
    client.generic(method, path)
    assert sample("lectern_http_requests_total", **count) == before + 1
    assert sample("lectern_http_request_seconds_count", **duration) == timed + 1


def test_no_route_names_a_thing() -> None:
    from django.urls import get_resolver

    def walk(patterns: Any, prefix: str = "") -> Iterator[str]:
        for pattern in patterns:
            route = prefix + str(pattern.pattern)
            yield from (
                walk(pattern.url_patterns, route) if hasattr(pattern, "url_patterns") else [route]
            )

    templates = {_template(route) for route in walk(get_resolver().url_patterns)}
    assert len(templates) > 50
    assert not {one for one in templates if not one.startswith("/") or set(one) & set("()^$?\\<")}


def test_hits_and_misses_are_counted_by_family(clean: None) -> None:
    key = cache.Key("lessons:course:1", 60)
    family = {"family": "lessons"}
    before = {
        outcome: sample("lectern_cache_reads_total", **family, outcome=outcome)
        for outcome in ("hit", "miss")
    }
    for _ in range(3):
        assert cache.remember(key, lambda: 7) == 7
    assert cache.get(key) == 7
    assert sample("lectern_cache_reads_total", **family, outcome="miss") == before["miss"] + 1
    assert sample("lectern_cache_reads_total", **family, outcome="hit") == before["hit"] + 3


def test_a_redis_that_is_away_is_no_miss(redis: Any) -> None:
    key = cache.Key("user:1", 60)
    away = {"family": "user", "outcome": "away"}
    before, failures = sample("lectern_cache_reads_total", **away), redis_failures()
    redis.process.kill_group()
    cache.remember(key, lambda: 1)
    assert cache.get(key) is None
    assert sample("lectern_cache_reads_total", **away) == before + 2
    assert redis_failures() == failures + 1
    assert shown(exposition(), "lectern_redis_up") == 0
    assert shown(exposition(), "lectern_worker_up") == 0


def redis_failures() -> float:
    """How often the breaker of this process has opened."""
    return sample("lectern_redis_failures_total")


def test_commands_of_mongodb_are_timed(clean: None) -> None:
    before = sample("lectern_mongodb_command_seconds_count", command="find")
    outbox.due()
    assert sample("lectern_mongodb_command_seconds_count", command="find") == before + 1
    assert sample("lectern_mongodb_connections", state="open") >= 1
    assert sample("lectern_mongodb_connections", state="in_use") == 0


def test_what_waits_in_the_outbox_is_told(
    client: APIClient, deliver: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert shown(exposition(), "lectern_outbox_events") == 0
    assert shown(exposition(), "lectern_outbox_age_seconds") == 0
    kind = {"kind": "PasswordResetRequested"}
    monkeypatch.setitem(events._reactions, kind["kind"], Reactions(later=[_breaks]))
    client.post("/api/auth/password/reset/", {"email": person("bob").email})
    assert shown(exposition(), "lectern_outbox_events") == 1
    assert shown(exposition(), "lectern_outbox_age_seconds") > 0
    every = {"_id": {"$gt": ObjectId("0" * 24)}}
    failed = sample("lectern_events_total", **kind, outcome="failed")
    given_up = sample("lectern_events_total", **kind, outcome="given_up")
    for _ in range(outbox.MAX_ATTEMPTS):
        collection(OUTBOX).update_many(every, {"$set": {"due_at": now() - timedelta(hours=1)}})
        deliver()
    assert sample("lectern_events_total", **kind, outcome="failed") == failed + 7
    assert sample("lectern_events_total", **kind, outcome="given_up") == given_up + 1
    text = exposition()
    assert shown(text, "lectern_outbox_events") == 0
    assert shown(text, "lectern_dead_letters") == 1
    assert shown(text, "lectern_jobs", state="failed") == 0


def test_what_is_in_the_queue_is_told_and_unknown_without_redis(redis: Any) -> None:
    connection = cache.connection()
    connection.rpush("celery", "one", "two", "three")
    connection.hset("unacked", "four", "taken")
    text = exposition()
    assert shown(text, "lectern_queue_tasks", state="waiting") == 3
    assert shown(text, "lectern_queue_tasks", state="taken") == 1
    redis.process.kill_group()
    assert b"lectern_queue_tasks{" not in exposition()


def test_a_task_is_in_the_queue_until_somebody_takes_it(clean: None) -> None:
    broker.tell(sweep_outbox)
    assert shown(exposition(), "lectern_queue_tasks", state="waiting") == 1


def test_sign_ins_and_who_is_here_are_counted_and_nobody_is_named(client: APIClient) -> None:
    person("bob")
    done, refused = sign_ins("done"), sign_ins("refused")
    for password in ("wrong", PASSWORD, PASSWORD):
        client.post("/api/auth/login/", {"username": "bob", "password": password})
    rotated = client.post("/api/auth/token/refresh/")
    assert rotated.status_code == 200
    assert sign_ins("done") == done + 2
    assert sign_ins("refused") == refused + 1
    cache.connection().flushdb()
    text = exposition()
    assert shown(text, "lectern_people_here", within="15m") == 1
    assert shown(text, "lectern_people_here", within="24h") == 1
    assert b"bob" not in text
    Session.objects.update(expires_at=now() - timedelta(hours=1))
    cache.connection().flushdb()
    text = exposition()
    assert shown(text, "lectern_people_here", within="15m") == 0
    assert shown(text, "lectern_people_here", within="24h") == 1


def sign_ins(outcome: str) -> float:
    """How many of this process."""
    return sample("lectern_sign_ins_total", outcome=outcome)


def test_e_mails_are_counted_by_what_became_of_them(
    clean: None, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def send(to: str = "ada@example.org") -> None:
        mail.send(key="k", to=to, subject="Hello", text="plain", html="<p>rich</p>")

    outcomes = ("handed_over", "put_off", "refused")
    before = {one: sample("lectern_emails_total", outcome=one) for one in outcomes}
    own = Breaker(seconds=5, failures=(mail._Away,), on_failure=lambda _: None)
    monkeypatch.setattr(mail, "_breaker", own)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with MailServer() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        send()
        send()
        with pytest.raises(ValueError, match="Invalid address"):
            send("ada@example.org\nBcc: eve@example.org")
        server.refusing = True
        with pytest.raises(Unavailable):
            send()
        server.shutdown()
    after = {one: sample("lectern_emails_total", outcome=one) for one in outcomes}
    assert [after[one] - before[one] for one in outcomes] == [2, 1, 1]


def test_places_are_told_by_status(clean: None) -> None:
    taught = course(teacher(), lessons=1)
    enroll(person(), taught)
    enroll(person(), taught)
    leaving = person()
    leave(enrollment=enroll(leaving, taught), by=leaving.id)
    text = exposition()
    assert shown(text, "lectern_places", status="active") == 2
    assert shown(text, "lectern_places", status="left") == 1
    assert shown(text, "lectern_places", status="pending") == 0


def test_a_domain_whose_store_is_away_is_missing_and_the_others_are_told(
    clean: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(stores._counts, "lectern_people_here", Count("", "within", _sql_is_away))
    text = exposition()
    assert b"lectern_people_here" not in text
    assert shown(text, "lectern_places", status="active") == 0


def _sql_is_away() -> dict[str, int]:
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT people FROM a_table_that_is_not_there")
    return {}


def _breaks(_event: Any, _event_id: ObjectId) -> None:
    raise ValueError("no")


COUNT = """
import sys
from lectern.shared.metrics.instruments import MONGODB_CONNECTIONS, REQUESTS
REQUESTS.labels("/here", "GET", 200).inc(2)
MONGODB_CONNECTIONS.labels("open").inc(3)
sys.stdout.write("counted\\n")
sys.stdout.flush()
sys.stdin.read()
"""


def test_processes_count_together_and_the_dead_hold_no_connections(
    clean: None, tmp_path: Path, settings: Any
) -> None:
    environment = os.environ | {"PROMETHEUS_MULTIPROC_DIR": str(tmp_path)}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    processes = [
        subprocess.Popen([sys.executable, "-c", COUNT], env=environment, **pipes) for _ in range(2)
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == b"counted\n"
    settings.METRICS_DIR = tmp_path
    request = {"route": "/here", "method": "GET", "status": "200"}
    text = exposition()
    assert shown(text, "lectern_http_requests_total", **request) == 4
    assert shown(text, "lectern_mongodb_connections", state="open") == 6
    both = shown(text, "process_resident_memory_bytes")
    assert both > 2 * 10_000_000
    assert shown(text, "process_cpu_seconds_total") > 0
    processes[0].communicate(b"")
    text = exposition()
    assert shown(text, "lectern_http_requests_total", **request) == 4
    assert shown(text, "lectern_mongodb_connections", state="open") == 3
    assert 10_000_000 < shown(text, "process_resident_memory_bytes") < both * 0.7
    processes[1].communicate(b"")


def test_a_lone_worker_tells_its_own_machine_only(monkeypatch: pytest.MonkeyPatch) -> None:
    port = free_port()
    monkeypatch.setattr(settings, "WORKER_METRICS_PORT", port)
    worker._tells()
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        connection.sendall(b"GET /metrics HTTP/1.0\r\n\r\n")
        assert b"200 OK" in connection.recv(100)
    with pytest.raises(ConnectionRefusedError):  # an address of this machine that is not that one
        socket.create_connection(("127.0.0.2", port), timeout=5)

"""Traces, told by a real web server and a real worker to a collector that listens."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from lectern.cli.embedded.ports import free_port
from lectern.shared import personal_data
from lectern.shared.jobs.selectors import everything_about
from tests.assessment.world import Classroom, question
from tests.faults.keeper import wait_for
from tests.shared.collector import Collector, collector, way_up
from tests.shared.running import web, worker
from tests.world import PASSWORD, Person, course, person, teacher

ANSWER = "an-answer-of-one-word"
SEARCHED = "what-ada-looks-for"
SERVER, CONSUMER = 2, 5  # kinds of spans
TRACE, PARENT = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"
# X-Ray wants a moment in front, and this one is none.
ROOT = "5759e988bd862e3fe1be46a994272793"


@dataclass(frozen=True)
class Site:
    """A web server and a worker, and what they tell."""

    http: httpx.Client
    collector: Collector
    logs: Path

    def sign_in(self, somebody: Person) -> dict[str, str]:
        """The headers of this person."""
        words = {"username": somebody.username, "password": PASSWORD}
        answer = self.http.post("/api/auth/login/", json=words)
        return {"Authorization": f"Bearer {answer.json()['token']}"}

    def lines(self, of: str) -> list[dict[str, str]]:
        """What a program has logged."""
        found = (self.logs / f"{of}.log").read_text().splitlines()
        return [json.loads(line) for line in found if line.startswith("{")]


@pytest.fixture(scope="module")
def site(emptied: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One that is told of traces in both ways."""
    logs = tmp_path_factory.mktemp("traces")
    with ExitStack() as stack:
        listens = stack.enter_context(collector())
        told = {
            "OTEL_EXPORTER_OTLP_ENDPOINT": listens.url,
            "OTEL_PROPAGATORS": "tracecontext,xray",
            "OTEL_RESOURCE_ATTRIBUTES": "deployment.environment.name=here",
            "LECTERN_VERSION": "1.2.3",
        }
        _, client = stack.enter_context(web(logs / "web.log", told))
        stack.enter_context(worker(logs / "worker.log", told))
        yield Site(client, listens, logs)


def test_one_trace_leads_from_a_request_to_its_email(site: Site) -> None:
    ada, python = person("ada"), course(teacher(), lessons=1)
    asked = site.http.post(
        "/api/enrollments/",
        json={"course": str(python)},
        headers=site.sign_in(ada) | {"X-Request-ID": "ada-enrols"},
    )
    assert asked.status_code == 201
    mail = site.collector.wait_for(lambda span: span.name == "e-mail")
    site.collector.wait_for(lambda span: span.facts.get("lectern.request_id") == "ada-enrols")
    trace = site.collector.trace(mail.trace)
    assert way_up(mail, trace) == [
        "POST /api/enrollments/",
        "lectern.shared.tasks.deliver_event",  # asked for
        "lectern.shared.tasks.deliver_event",  # done
        "Enrolled",
        "lectern.notifications.handlers.send_email",
        "e-mail",
    ]
    (request,) = (span for span in trace.values() if span.kind == SERVER)
    assert request.parent == ""
    assert request.program.items() >= {
        ("service.name", "lectern"),
        ("service.version", "1.2.3"),
        ("deployment.environment.name", "here"),
    }
    assert request.facts == {
        "http.request.method": "POST",
        "http.route": "/api/enrollments/",
        "http.response.status_code": 201,
        "lectern.request_id": "ada-enrols",
    }
    below = {span.name: span.facts for span in trace.values() if span.parent == request.id}
    assert below["insert outbox"] == {
        "db.system.name": "mongodb",
        "db.operation.name": "insert",
        "db.collection.name": "outbox",
    }
    assert below["DEL"] == {"db.system.name": "redis", "db.operation.name": "DEL"}


def test_a_job_belongs_to_the_trace_of_who_asked_for_it(site: Site) -> None:
    eve = person("eve")
    signed_in = site.sign_in(eve)
    asked = site.http.post("/api/users/me/export/", headers=signed_in)
    assert asked.status_code == 202
    done = site.collector.wait_for(lambda span: span.name == personal_data.KIND)
    assert way_up(done, site.collector.trace(done.trace)) == [
        "POST /api/users/me/export/",
        "lectern.shared.jobs.tasks.run_job",
        "lectern.shared.jobs.tasks.run_job",
        personal_data.KIND,
    ]
    (row,) = everything_about(eve.id)
    assert "trace" not in row


def test_the_log_names_trace_and_span(site: Site) -> None:
    asked = site.http.get("/api/categories/", headers={"X-Request-ID": "names-it"})
    assert asked.status_code == 200
    told = site.collector.wait_for(lambda it: it.facts.get("lectern.request_id") == "names-it")
    (line,) = (line for line in site.lines("web") if line.get("request_id") == "names-it")
    assert (line["trace_id"], line["span_id"]) == (told.trace, told.id)


@pytest.mark.parametrize(
    ("headers", "trace", "parent"),
    [
        ({"traceparent": f"00-{TRACE}-{PARENT}-01"}, TRACE, PARENT),
        (
            {"X-Amzn-Trace-Id": f"Root=1-{ROOT[:8]}-{ROOT[8:]};Parent={PARENT};Sampled=1"},
            ROOT,
            PARENT,
        ),
        ({"X-Amzn-Trace-Id": f"Self=1-1-1;Root=1-{ROOT[:8]}-{ROOT[8:]}"}, ROOT, ""),
    ],
    ids=["w3c", "x-ray", "load-balancer"],
)
def test_a_request_says_which_trace_it_belongs_to(
    site: Site, headers: dict[str, str], trace: str, parent: str, request: pytest.FixtureRequest
) -> None:
    name = f"belongs-to-{request.node.callspec.id}"
    site.http.get("/api/categories/", headers=headers | {"X-Request-ID": name})
    told = site.collector.wait_for(lambda span: span.facts.get("lectern.request_id") == name)
    assert (told.trace, told.parent) == (trace, parent)


def test_who_does_not_want_a_trace_gets_none(site: Site) -> None:
    unwanted = {"traceparent": f"00-{TRACE}-{PARENT}-00", "X-Request-ID": "not-wanted"}
    assert site.http.get("/api/categories/", headers=unwanted).status_code == 200
    site.http.get("/api/categories/", headers={"X-Request-ID": "comes-after"})
    site.collector.wait_for(lambda it: it.facts.get("lectern.request_id") == "comes-after")
    names = {span.facts.get("lectern.request_id") for span in site.collector.spans}
    assert "not-wanted" not in names


def test_nothing_tells_who_somebody_is_or_what_they_wrote(site: Site) -> None:
    room = Classroom()
    text = question(room.quiz, "short_text", answer=ANSWER)
    signed_in = site.sign_in(room.student)
    site.http.get(f"/api/courses/?search={SEARCHED}", headers=signed_in)
    given = site.http.post(
        "/api/quiz-submissions/",
        json={"quiz": str(room.quiz), "answers": {**room.right, text: ANSWER}},
        headers=signed_in | {"X-Request-ID": "hands-in"},
    )
    assert given.status_code == 201, given.text
    submitted = site.collector.wait_for(lambda it: it.facts.get("lectern.request_id") == "hands-in")
    site.collector.wait_for(lambda it: it.trace == submitted.trace and it.name == "e-mail")
    told = b"".join(site.collector.bodies)
    token = signed_in["Authorization"].removeprefix("Bearer ")
    secrets = [token, room.student.email, room.student.username, PASSWORD, ANSWER, SEARCHED]
    ids = [str(each) for each in (room.student.id, room.quiz, room.course)]
    assert [word for word in [*secrets, *ids] if word.encode() in told] == []


def test_what_nobody_asked_for_and_what_probes_ask_begins_no_trace(site: Site) -> None:
    for path in ("/healthz", "/readyz", "/"):
        site.http.get(path)
    site.http.get("/api/categories/", headers={"X-Request-ID": "after-probes"})
    site.collector.wait_for(lambda it: it.facts.get("lectern.request_id") == "after-probes")
    first = {span.name for span in site.collector.spans if not span.parent}
    assert {name for name in first if "/api/" not in name} == set()


def test_the_last_steps_are_told_before_the_end(emptied: None, tmp_path: Path) -> None:
    with collector() as listens:
        told = {"OTEL_EXPORTER_OTLP_ENDPOINT": listens.url, "OTEL_BSP_SCHEDULE_DELAY": "60000"}
        with web(tmp_path / "log", told) as (_, client):
            client.get("/api/categories/")
            assert listens.spans == []
        assert [span.name for span in listens.spans if span.kind == SERVER] == [
            "GET /api/categories/"
        ]


def test_a_collector_that_is_away_costs_a_line(emptied: None, tmp_path: Path) -> None:
    told = {"OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{free_port()}"}
    log = tmp_path / "web.log"
    with web(log, told) as (process, client):
        for _ in range(5):
            assert client.get("/api/categories/").status_code == 200
        wait_for("the line", lambda: b"trace_collector_unavailable" in log.read_bytes(), 30)
        client.get("/api/categories/")  # so that something waits
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        process.wait(20)
        assert time.monotonic() - began < 3
    lines = [json.loads(line) for line in log.read_text().splitlines() if line.startswith("{")]
    assert [line["event"] for line in lines if line["level"] != "info"] == [
        "trace_collector_unavailable"
    ]


LOADS = """
import json, sys
import lectern.config.application, lectern.config.celery
lectern.config.celery.app.loader.import_default_modules()
print(json.dumps([name for name in sys.modules if name.startswith("opentelemetry")]))
"""


@pytest.mark.parametrize(
    ("told", "loads"),
    [
        ({}, False),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": ""}, False),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:9", "OTEL_SDK_DISABLED": "true"}, False),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:9"}, True),
    ],
    ids=["unset", "empty", "disabled", "set"],
)
def test_nothing_of_it_is_loaded_where_no_collector_is_named(
    told: dict[str, str], loads: bool
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADS],
        env=os.environ | told,
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert bool(json.loads(done.stdout.splitlines()[-1])) is loads


@pytest.mark.parametrize(
    ("name", "value"),
    [("OTEL_PROPAGATORS", "jaeger"), ("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc")],
)
def test_what_is_not_spoken_stops_the_start(name: str, value: str) -> None:
    told = {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:9", name: value}
    done = subprocess.run(
        [sys.executable, "-c", "import lectern.config.env"],
        env=os.environ | told,
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert f"MissingSetting: {name}" in done.stderr

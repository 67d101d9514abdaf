"""The log on its way to Kibana: what is mapped is written, and what is saved hangs together."""

import json
import os
import re
import subprocess
import sys
from typing import Any

import pytest
import yaml

from tests.deploy import logstash
from tests.deploy.test_compose import SERVICES
from tests.deploy.watchers import MONITORING

ELK = MONITORING / "elk"
WRITTEN = {"event", "level", "logger", "request_id", "user_id", "method", "route", "status"}


def mapped() -> dict[str, Any]:
    """The fields of a line by their types."""
    template = json.loads((ELK / "index-template.json").read_text())
    fields: dict[str, Any] = template["template"]["mappings"]["properties"]["lectern"]["properties"]
    return fields


def saved() -> dict[tuple[str, str], dict[str, Any]]:
    """What Kibana is given, by type and name."""
    lines = (ELK / "kibana.ndjson").read_text().splitlines()
    return {(one["type"], one["id"]): one for one in map(json.loads, lines)}


def test_what_the_program_writes_is_mapped() -> None:
    in_traces = {"trace_id", "span_id"}
    assert WRITTEN | {"milliseconds", "exception"} | in_traces == mapped().keys()


def test_searches_and_the_dashboard_refer_to_what_is_there() -> None:
    objects = saved()
    assert {kind for kind, _ in objects} == {"index-pattern", "search", "dashboard"}
    for one in objects.values():
        for reference in one.get("references", []):
            assert (reference["type"], reference["id"]) in objects
        for column in one["attributes"].get("columns", []):
            assert column == "service" or column.removeprefix("lectern.") in mapped()


def test_the_way_is_one() -> None:
    beat = yaml.safe_load((ELK / "filebeat.yml").read_text())
    (dropped,) = [step["drop_event"] for step in beat["processors"] if "drop_event" in step]
    # The name is that of the project that runs, which Compose tells.
    (project,) = dropped["when.not.equals"].values()
    assert project == "${COMPOSE_PROJECT_NAME}"
    told = SERVICES["filebeat"]["environment"]
    assert told == {"COMPOSE_PROJECT_NAME": "${COMPOSE_PROJECT_NAME:-lectern}"}
    conf = (ELK / "logstash.conf").read_text()
    port = re.search(r"port => (\d+)", conf)
    assert port is not None
    assert beat["output.logstash"]["hosts"] == [f"logstash:{port[1]}"]
    index = re.search(r'index => "([^%]+)', conf)
    assert index is not None
    pattern = saved()["index-pattern", "lectern"]["attributes"]["title"]
    assert pattern == f"{index[1]}*"
    assert json.loads((ELK / "index-template.json").read_text())["index_patterns"] == [pattern]
    assert logstash.read(conf).keys() == {"input", "filter", "output"}


WRITE = """
import django
django.setup()
import structlog
from django.test import Client
for path in ("/api/courses/", "/api/nothing/"):
    Client().get(path)
try:
    raise ValueError("no")
except ValueError:
    structlog.get_logger("lectern.tests").exception("event_handler_failed", kind="Enrolled")
"""


@pytest.fixture(scope="module")
def lines(stores: None) -> list[str]:
    """What a program of ours writes."""
    environment = os.environ | {"LECTERN_LOG_FORMAT": "json", "LECTERN_HOSTS": "testserver"}
    done = subprocess.run(
        [sys.executable, "-c", WRITE], env=environment, capture_output=True, text=True, check=True
    )
    return done.stderr.splitlines()


def passed(line: str, service: str) -> dict[str, Any]:
    """What becomes of a line on its way."""
    steps = logstash.read((ELK / "logstash.conf").read_text())["filter"]
    label = {"com_docker_compose_service": service}
    event = {"message": line, "container": {"labels": label}, "host": {"name": "here"}}
    return logstash.run(steps, event)


def test_a_line_of_ours_comes_apart_into_mapped_fields(lines: list[str]) -> None:
    events = [passed(line, "backend") for line in lines]
    requests = [one for one in events if one["lectern"]["event"] == "request"]
    assert [one["lectern"]["status"] for one in requests] == [200, 404]
    (failure,) = (one for one in events if one["lectern"]["event"] == "event_handler_failed")
    assert failure["lectern"]["level"] == "error"
    assert "ValueError: no" in failure["lectern"]["exception"]
    for one in events:
        assert one["service"] == "backend"
        assert one["@timestamp"].tzinfo is not None
        assert not {"message", "host", "tags"} & one.keys()
    written = {name for one in events for name in one["lectern"]}
    assert WRITTEN | {"milliseconds", "exception"} <= written
    assert written - mapped().keys() == {"kind"}


def test_searches_name_fields_that_are_written(lines: list[str]) -> None:
    events = [passed(line, "backend")["lectern"] for line in lines]
    written = {name for event in events for name in event}
    asked = {
        name
        for one in saved().values()
        for text in (*one["attributes"].get("columns", []), query(one))
        for name in re.findall(r"\blectern\.(\w+)", text)
    }
    assert asked
    assert asked <= mapped().keys()
    assert asked <= written


def query(one: dict[str, Any]) -> str:
    """What a saved search looks for."""
    source = one["attributes"].get("kibanaSavedObjectMeta", {}).get("searchSourceJSON", "{}")
    return str(json.loads(source).get("query", {}).get("query", ""))


def test_lines_of_others_stay_text_under_the_name_of_their_service() -> None:
    line = '{"t": {"$date": "2026-01-01T00:00:00Z"}, "attr": {"remote": "192.0.2.7"}}'
    event = passed(line, "mongodb")
    assert event["service"] == "mongodb"
    assert event["message"] == line
    assert "lectern" not in event


def test_a_line_of_ours_that_is_no_json_is_kept_and_marked() -> None:
    event = passed("Killed", "worker")
    assert (event["message"], event["tags"], event["service"]) == ("Killed", ["plain"], "worker")
    assert "lectern" not in event


def test_what_comes_apart_are_the_programs_of_ours() -> None:
    steps = logstash.read((ELK / "logstash.conf").read_text())["filter"]
    (choice,) = (one for one in steps if isinstance(one, logstash.Choice))
    image = SERVICES["backend"]["image"]
    ours = {name for name, service in SERVICES.items() if service.get("image") == image}
    assert {*choice.right, "secrets"} == ours  # which makes passwords and writes no log

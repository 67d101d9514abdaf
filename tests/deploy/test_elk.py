"""The log on its way to Kibana: what is mapped is written, and what is saved hangs together."""

import json
import re
from typing import Any

import yaml

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
    assert WRITTEN | {"milliseconds", "exception"} == mapped().keys()


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
    conf = (ELK / "logstash.conf").read_text()
    port = re.search(r"port => (\d+)", conf)
    assert port is not None
    assert beat["output.logstash"]["hosts"] == [f"logstash:{port[1]}"]
    index = re.search(r'index => "([^%]+)', conf)
    assert index is not None
    pattern = saved()["index-pattern", "lectern"]["attributes"]["title"]
    assert pattern == f"{index[1]}*"
    assert json.loads((ELK / "index-template.json").read_text())["index_patterns"] == [pattern]
    assert conf.count("{") == conf.count("}")

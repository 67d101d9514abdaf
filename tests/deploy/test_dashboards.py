"""The dashboards: written by one script, asking for what is told, in words that are understood."""

import json
import re
import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from lectern.cli.embedded.ports import free_port
from tests.deploy import watchers
from tests.deploy.test_monitoring import OF_BACKUPS, told
from tests.deploy.watchers import MONITORING, is_ready, prometheus, until

FILES = sorted((MONITORING / "grafana/dashboards").glob("*.json"))
OTHERS = {"up", "process_resident_memory_bytes", "process_cpu_seconds_total"}


def queries() -> list[str]:
    """What every panel asks."""
    boards: list[dict[str, Any]] = [json.loads(file.read_text()) for file in FILES]
    return [
        target["expr"]
        for board in boards
        for panel in board["panels"]
        for target in panel["targets"]
    ]


def test_there_are_three_as_the_script_writes_them() -> None:
    script = runpy.run_path(str(MONITORING / "dashboards.py"))
    assert [file.stem for file in FILES] == ["application", "business", "infrastructure"]
    for file in FILES:
        assert file.read_text() == script["text"](file.stem)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_dashboard_is_one_that_grafana_reads(file: Path) -> None:
    board = json.loads(file.read_text())
    assert board["uid"] == f"lectern-{file.stem}"
    source = yaml.safe_load(
        (MONITORING / "grafana/provisioning/datasources/prometheus.yml").read_text()
    )["datasources"][0]
    places = [(panel["gridPos"]["x"], panel["gridPos"]["y"]) for panel in board["panels"]]
    assert len(set(places)) == len(places)
    for panel in board["panels"]:
        assert panel["datasource"]["uid"] == source["uid"]
        assert panel["title"]
        assert panel["targets"]


def test_panels_ask_for_what_is_told(clean: None) -> None:
    used = {name for query in queries() for name in re.findall(r"\blectern_\w+", query)}
    assert used
    assert used <= {*told(), OF_BACKUPS}
    others = {name for query in queries() for name in re.findall(r"\b(?:up|process_\w+)\b", query)}
    assert others <= OTHERS


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Prometheus that asks itself."""
    if not watchers.PROMETHEUS:
        pytest.skip(watchers.WITHOUT)
    port = free_port()
    plan = {
        "global": {"scrape_interval": "1s"},
        "scrape_configs": [
            {"job_name": "lectern", "static_configs": [{"targets": [f"127.0.0.1:{port}"]}]}
        ],
    }
    folder = tmp_path_factory.mktemp("prometheus")
    with prometheus(folder, port, yaml.safe_dump(plan)) as found:
        until(lambda: is_ready(found), "It is not ready.")
        yield found


@pytest.mark.parametrize("query", queries())
def test_prometheus_answers_each_query(address: str, query: str) -> None:
    asked = query.replace("$__rate_interval", "1m")
    answer = httpx.get(f"{address}/api/v1/query", params={"query": asked}).json()
    assert answer["status"] == "success", answer

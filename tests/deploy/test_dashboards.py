"""The dashboards: written by one script, asking for what is told, in words that are understood."""

import json
import re
import runpy
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml
from jsonschema import Draft202012Validator

from lectern.cli.embedded.ports import free_port
from lectern.shared import events
from tests.cli.conftest import COMMAND, Up, environment
from tests.deploy import watchers
from tests.deploy.test_monitoring import OF_BACKUPS, told
from tests.deploy.watchers import MONITORING, is_ready, prometheus, until

SCHEMA = Path(__file__).with_name("grafana.schema.json")
FILES = sorted((MONITORING / "grafana/dashboards").glob("*.json"))
OTHERS = {"up", "process_resident_memory_bytes", "process_cpu_seconds_total"}
# What exporters tell: `test_exporters.py` asks them, there is none of them here.
ABSENT = ("mongodb_ss_", "redis_memory_", "redis_commands_", "nginx_", "node_", OF_BACKUPS)
KINDS = re.compile(r'kind=~"([^"]+)"')
PASSWORD = "correct horse battery staple"


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
    Draft202012Validator(json.loads(SCHEMA.read_text())).validate(board)
    assert board["uid"] == f"lectern-{file.stem}"
    source = yaml.safe_load(
        (MONITORING / "grafana/provisioning/datasources/prometheus.yml").read_text()
    )["datasources"][0]
    places = [(panel["gridPos"]["x"], panel["gridPos"]["y"]) for panel in board["panels"]]
    assert len(set(places)) == len(places)
    assert {panel["datasource"]["uid"] for panel in board["panels"]} == {source["uid"]}
    for key in ("id", "title"):
        assert len({panel[key] for panel in board["panels"]}) == len(board["panels"])


def test_panels_ask_for_what_is_told(clean: None) -> None:
    used = {name for query in queries() for name in re.findall(r"\blectern_\w+", query)}
    assert used
    assert used <= {*told(), OF_BACKUPS}
    others = {name for query in queries() for name in re.findall(r"\b(?:up|process_\w+)\b", query)}
    assert others <= OTHERS


def test_panels_ask_for_events_that_are_delivered() -> None:
    asked = {
        name for query in queries() for kinds in KINDS.findall(query) for name in kinds.split("|")
    }
    assert asked
    assert not {name for name in asked if not events.reactions_to(name).later}


@dataclass(frozen=True)
class Watched:
    """A `lectern up` in use, and the Prometheus that asks it."""

    url: str
    prometheus: str

    def answer(self, query: str) -> list[Any]:
        """The lines that a panel would draw now."""
        words = {"query": query.replace("$__rate_interval", "1m")}
        said = httpx.get(f"{self.prometheus}/api/v1/query", params=words).json()
        assert said["status"] == "success", said
        found: list[Any] = said["data"]["result"]
        return found


def use(url: str) -> None:
    """Somebody fails to sign in and then does, reads and asks for what is not there."""
    with httpx.Client(base_url=url) as client:
        for password in ("wrong", PASSWORD):
            said = client.post(
                "/api/auth/login/", json={"username": "student", "password": password}
            )
        bearer = {"Authorization": f"Bearer {said.json()['token']}"}
        for path in ("courses/", "enrollments/", "notifications/unread-count/", "nothing/"):
            client.get(f"/api/{path}", headers=bearer)


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    """The demo, used while it is watched."""
    if not watchers.PROMETHEUS:
        pytest.skip(watchers.WITHOUT)
    folder = tmp_path_factory.mktemp("watched")
    port, own = free_port(), free_port()
    plan = {
        "global": {"scrape_interval": "1s"},
        "scrape_configs": [
            {"job_name": "lectern", "static_configs": [{"targets": [f"127.0.0.1:{port}"]}]}
        ],
    }
    command = [*COMMAND, "up", "--demo", "--port", str(port), "--data-dir", str(folder / "var")]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**environment(), "LECTERN_DEMO_PASSWORD": PASSWORD},
    )
    up = Up(folder / "var", process, port)
    try:
        with prometheus(folder / "prometheus", own, yaml.safe_dump(plan)) as address:
            up.wait_until_ready(within=180)
            until(lambda: is_ready(address), "It is not ready.")
            found = Watched(f"http://127.0.0.1:{port}", address)
            use(found.url)
            # A rate takes two readings; this is the last thing that was asked for.
            last = 'rate(lectern_http_requests_total{route="/api/*"}[1m])'
            until(lambda: found.answer(last), "It is not read.")
            yield found
    finally:
        up.end()


@pytest.mark.parametrize("query", queries())
def test_a_panel_shows_what_a_server_in_use_tells(watched: Watched, query: str) -> None:
    lines = watched.answer(query)
    assert bool(lines) != any(word in query for word in ABSENT)

"""An alert reaches whoever is to know: by e-mail, in Slack, at PagerDuty, with its runbook."""

import re
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from lectern.cli.embedded.ports import free_port
from tests.deploy import watchers
from tests.deploy.manifests import ROOT
from tests.deploy.test_monitoring import rules
from tests.deploy.watchers import (
    MONITORING,
    is_ready,
    prometheus,
    running,
    until,
    webhook,
)
from tests.faults.smtp import MailServer

RUNBOOKS = ROOT / "docs/runbooks"

real = pytest.mark.skipif(
    not (watchers.PROMETHEUS and watchers.ALERTMANAGER), reason=watchers.WITHOUT
)


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule["alert"])
def test_an_alert_has_a_runbook_that_says_what_to_do(rule: dict[str, Any]) -> None:
    page = ROOT / rule["annotations"]["runbook"]
    text = page.read_text()
    assert f"`{rule['alert']}`" in text
    assert re.findall(r"^## (.+)$", text, re.M) == [
        "What people notice",
        "Look",
        "Do",
        "Afterwards",
    ]


def test_a_runbook_has_an_alert() -> None:
    named = {Path(rule["annotations"]["runbook"]).name for rule in rules()}
    assert {file.name for file in RUNBOOKS.glob("*.md")} == named | {"README.md"}


def configuration(folder: Path, mail: int, slack: str, pagerduty: str) -> Path:
    """That of Alertmanager as it is shipped, but for addresses and the pause before the first."""
    text = (MONITORING / "alertmanager.yml").read_text()
    text = text.replace("mail:587", f"127.0.0.1:{mail}")
    text = text.replace("smtp_require_tls: true", "smtp_require_tls: false")
    text = text.replace("https://events.pagerduty.com/v2/enqueue", pagerduty)
    text = text.replace("group_wait: 30s", "group_wait: 1s")
    (folder / "secrets").mkdir()
    (folder / "secrets/slack-url").write_text(slack)
    (folder / "secrets/pagerduty-key").write_text("k" * 32)
    (folder / "messages.tmpl").write_text((MONITORING / "messages.tmpl").read_text())
    file = folder / "alertmanager.yml"
    file.write_text(text)
    return file


@real
def test_a_server_that_is_away_is_told_to_all_three(tmp_path: Path) -> None:
    """A real Prometheus finds that nothing answers, waits a moment and says so."""
    manager, gone = free_port(), free_port()
    plan = {
        "global": {"scrape_interval": "1s", "evaluation_interval": "1s"},
        "rule_files": ["rules.yml"],
        "alerting": {
            "alertmanagers": [{"static_configs": [{"targets": [f"127.0.0.1:{manager}"]}]}]
        },
        "scrape_configs": [
            {"job_name": "lectern", "static_configs": [{"targets": [f"127.0.0.1:{gone}"]}]}
        ],
    }
    with MailServer() as mail, webhook() as (slack, posts), webhook() as (duty, calls):
        configuration(tmp_path, mail.server_address[1], slack, duty)
        command = [
            *(watchers.ALERTMANAGER, "--config.file=alertmanager.yml", "--storage.path=data"),
            *(f"--web.listen-address=127.0.0.1:{manager}", "--cluster.listen-address="),
        ]
        with (
            running(command, tmp_path / "alertmanager.log"),
            prometheus(tmp_path / "p", free_port(), yaml.safe_dump(plan)),
        ):
            told = [mail.taken, posts, calls]
            until(lambda: all(map(about, told)), "Not all were told.", seconds=120)
        mail.shutdown()
    letter, post, call = map(about, told)
    assert letter.subject == "FIRING: LecternGone"
    assert letter.to == "lectern-operators@example.org"
    assert "docs/runbooks/down.md" in str(post)
    assert post["channel"] == "#lectern"
    assert call["event_action"] == "trigger"
    assert call["payload"]["severity"] == "critical"


def about(messages: list[Any]) -> Any:
    """The first of these that says that no server is left."""
    return next((one for one in messages if "LecternGone" in str(one)), None)


@real
def test_what_is_shipped_for_prometheus_is_read_by_it(tmp_path: Path) -> None:
    text = (MONITORING / "prometheus.yml").read_text()
    (tmp_path / "p/secrets").mkdir(parents=True)
    (tmp_path / "p/secrets/metrics-token").write_text("token")
    with prometheus(tmp_path / "p", free_port(), text) as address:
        until(lambda: is_ready(address), "It is not ready.")
        told = httpx.get(f"{address}/api/v1/status/config").json()["data"]["yaml"]
    assert set(re.findall(r"job_name: (\S+)", told)) == {
        *("lectern", "lectern-worker", "mongodb", "redis", "nginx", "node")
    }

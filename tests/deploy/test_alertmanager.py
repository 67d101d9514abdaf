"""What Alertmanager of the Compose stack is configured with, and that the real one takes it."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from lectern.cli.embedded.ports import free_port
from tests.deploy import watchers
from tests.deploy.manifests import ROOT
from tests.deploy.watchers import MONITORING, is_ready, running, until, webhook

WAYS = {"slack_configs", "email_configs", "pagerduty_configs"}
real = pytest.mark.skipif(not watchers.ALERTMANAGER, reason=watchers.WITHOUT)


def written(folder: Path, **told: str) -> dict[str, Any]:
    """The configuration of a start with this environment."""
    environment = {"PATH": os.environ["PATH"], "LECTERN_MAIL_FROM": "a@example.org", **told}
    for script, words in {
        "make_secrets.py": [folder],
        "alerting.py": [MONITORING / "alertmanager.yml", folder / "alertmanager"],
    }.items():
        command = [sys.executable, ROOT / "deploy/compose" / script, *words]
        subprocess.run(command, check=True, env=environment)
    found: dict[str, Any] = yaml.safe_load((folder / "alertmanager/alertmanager.yml").read_text())
    return found


def ways(plan: dict[str, Any]) -> set[str]:
    """How anybody is told."""
    return {way for receiver in plan["receivers"] for way in receiver} & WAYS


def test_nobody_is_told_in_a_way_that_has_no_address(tmp_path: Path) -> None:
    assert ways(written(tmp_path)) == set()
    assert ways(written(tmp_path, SLACK_URL="https://one")) == {"slack_configs"}
    assert ways(written(tmp_path, PAGERDUTY_KEY="k")) == {"pagerduty_configs"}
    assert ways(written(tmp_path, EMAIL_URL="smtp://mail")) == set()
    mail = {"EMAIL_URL": "smtp://mail", "LECTERN_ALERTS_TO": "b@example.org"}
    assert ways(written(tmp_path, **mail)) == {"email_configs"}


def test_the_mail_server_is_that_of_the_application(tmp_path: Path) -> None:
    address = "smtp+tls://somebody%40example.org:pass%2Fword@mail.example.org:587"
    plan = written(tmp_path, EMAIL_URL=address, LECTERN_ALERTS_TO="b@example.org")
    assert {name: plan["global"][name] for name in plan["global"] if name.startswith("smtp")} == {
        "smtp_smarthost": "mail.example.org:587",
        "smtp_from": "a@example.org",
        "smtp_require_tls": True,
        "smtp_auth_username": "somebody@example.org",
        "smtp_auth_password_file": "smtp-password",
    }
    assert (tmp_path / "alertmanager/smtp-password").read_text() == "pass/word"
    assert {one["email_configs"][0]["to"] for one in plan["receivers"]} == {"b@example.org"}


@contextmanager
def alertmanager(folder: Path) -> Iterator[str]:
    """The real one, with what was written there; its address."""
    port = free_port()
    (folder.parent / "messages.tmpl").write_text((MONITORING / "messages.tmpl").read_text())
    command = [
        *(watchers.ALERTMANAGER, "--config.file=alertmanager.yml", "--storage.path=../data"),
        *(f"--web.listen-address=127.0.0.1:{port}", "--cluster.listen-address="),
    ]
    with running(command, folder / "log"):
        address = f"http://127.0.0.1:{port}"
        until(lambda: is_ready(address), "It is not ready.")
        yield address


def fire(address: str, *names: str) -> None:
    """Tell it of alerts."""
    alerts = [{"labels": {"alertname": name, "severity": "critical"}} for name in names]
    httpx.post(f"{address}/api/v2/alerts", json=alerts).raise_for_status()


def silenced(address: str) -> set[str]:
    """The alerts of which nobody is told because of another one."""
    alerts = httpx.get(f"{address}/api/v2/alerts").json()
    return {one["labels"]["alertname"] for one in alerts if one["status"]["inhibitedBy"]}


@real
def test_one_server_of_several_silences_nothing_and_the_last_one_what_follows(
    tmp_path: Path,
) -> None:
    written(tmp_path)
    with alertmanager(tmp_path / "alertmanager") as address:
        fire(address, "LecternDown", "LecternFails", "LecternWorkerAway")
        fire(address, "LecternOutboxLate")
        until(lambda: "LecternOutboxLate" in silenced(address), "It is told twice.")
        assert silenced(address) == {"LecternOutboxLate"}
        fire(address, "LecternGone")
        until(lambda: "LecternFails" in silenced(address), "It is told twice.")
        assert "LecternGone" not in silenced(address)


@real
@pytest.mark.parametrize("known", [(), ("SLACK_URL",)])
def test_the_real_one_takes_it_and_tells(tmp_path: Path, known: tuple[str, ...]) -> None:
    with webhook() as (slack, posts):
        written(tmp_path, **dict.fromkeys(known, slack))
        folder = tmp_path / "alertmanager"
        file = folder / "alertmanager.yml"
        file.chmod(0o644)
        file.write_text(file.read_text().replace("group_wait: 30s", "group_wait: 1s"))
        with alertmanager(folder) as address:
            fire(address, "LecternDown")
            groups = f"{address}/api/v2/alerts/groups"
            until(lambda: httpx.get(groups).json(), "It has taken no alert.")
            if known:
                until(lambda: posts, "Slack was not told.")
        said = (folder / "log").read_text()
    assert not re.search(r"level=(error|warn)|Notify.*failed", said), said
    assert bool(posts) == bool(known)

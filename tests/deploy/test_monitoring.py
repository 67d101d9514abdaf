"""The alerts: each fires when it should and is silent when it should, on numbers we really tell."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client import REGISTRY

from lectern.shared.metrics.stores import Stores

MONITORING = Path(__file__).parents[2] / "deploy/monitoring"
# What the exporter of the machine tells of a file that deploy/compose/send.py writes.
OF_BACKUPS = "lectern_backup_sent_seconds"
PROMTOOL = os.environ.get("PROMTOOL") or shutil.which("promtool") or ""


def rules() -> list[dict[str, Any]]:
    """Every alert."""
    groups = yaml.safe_load((MONITORING / "rules.yml").read_text())["groups"]
    return [rule for group in groups for rule in group["rules"]]


@pytest.mark.skipif(not PROMTOOL, reason="needs promtool, on PATH or named by PROMTOOL")
@pytest.mark.parametrize("words", [("check", "rules.yml"), ("test", "rules.test.yml")])
def test_prometheus_agrees(words: tuple[str, str]) -> None:
    command = [PROMTOOL, words[0], "rules", words[1]]
    said = subprocess.run(command, cwd=MONITORING, capture_output=True, text=True)
    assert said.returncode == 0, said.stdout + said.stderr


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule["alert"])
def test_an_alert_is_proven_both_ways(rule: dict[str, Any]) -> None:
    tests = yaml.safe_load((MONITORING / "rules.test.yml").read_text())["tests"]
    proofs = [
        bool(case.get("exp_alerts"))
        for test in tests
        for case in test["alert_rule_test"]
        if case["alertname"] == rule["alert"]
    ]
    assert set(proofs) == {True, False}
    assert rule["labels"]["severity"] in {"warning", "critical"}


def told() -> Iterator[str]:
    """The names of all metrics of this version."""
    for family in [*REGISTRY.collect(), *Stores().collect()]:
        ends = {"counter": ["_total"], "histogram": ["_bucket", "_sum", "_count"]}
        yield from (family.name + end for end in ends.get(family.type, [""]))


def test_alerts_look_at_what_is_told(clean: None) -> None:
    used = {name for rule in rules() for name in re.findall(r"lectern_\w+", rule["expr"])}
    assert used
    assert OF_BACKUPS in (MONITORING.parent / "compose/send.py").read_text()
    assert used <= {*told(), OF_BACKUPS}

"""What checkov finds in deploy/ but for the rules that `.checkov.yaml` leaves out with a reason."""

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.deploy import manifests
from tests.deploy.manifests import ROOT, rendered

CHECKOV = os.environ.get("CHECKOV", "")  # slow, so not run for being found
CONFIG = ROOT / ".checkov.yaml"

pytestmark = pytest.mark.skipif(
    not CHECKOV, reason="needs checkov, named by CHECKOV, as `make ops-lint` does"
)


def findings(framework: str, *where: str | Path) -> tuple[int, list[str]]:
    """How many checks passed, and those that did not."""
    said = subprocess.run(
        [
            *(CHECKOV, "--framework", framework, "--config-file", CONFIG, "--output", "json"),
            *("--compact", "--quiet", "--skip-download", *where),
        ],
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    report: Any = json.loads(said.stdout)
    failed = report["results"]["failed_checks"]
    return report["summary"]["passed"], [
        f"{one['check_id']} {one['resource']} {one['file_path']}" for one in failed
    ]


@pytest.mark.skipif(not manifests.KUBECTL, reason=manifests.WITHOUT)
@pytest.mark.parametrize("overlay", ["staging", "production"])
def test_kubernetes_has_no_finding(overlay: str, tmp_path: Path) -> None:
    file = tmp_path / f"{overlay}.yaml"
    file.write_text(yaml.safe_dump_all(rendered(overlay)))
    passed, failed = findings("kubernetes", "--file", file)
    assert failed == []
    assert passed > 500


def test_terraform_has_no_finding() -> None:
    passed, failed = findings("terraform", "--directory", "deploy/terraform")
    assert failed == []
    assert passed > 300


def test_each_rule_that_is_left_out_has_a_reason() -> None:
    lines = CONFIG.read_text().splitlines()
    left_out = [number for number, line in enumerate(lines) if re.match(r"  - CKV", line)]
    assert left_out
    for number in left_out:
        assert lines[number - 1].startswith(("  #", "  - CKV")), lines[number]

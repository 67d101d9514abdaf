"""What the linters of its own kind say about each file that is no program."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOOLS = os.environ.get("OPS_TOOLS", "")  # a folder, as `make ops-lint` names it


def tracked(*patterns: str) -> list[str]:
    """The files of the repository."""
    said = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [name for name in said.stdout.split() if (ROOT / name).exists()]


def holds(tool: str, *words: str) -> None:
    """The tool has nothing to say."""
    program = shutil.which(tool, path=TOOLS or None)
    if program is None:
        pytest.skip(f"needs {tool}, on PATH or in the folder OPS_TOOLS, as `make ops-lint` has it")
    done = subprocess.run([program, *words], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_hadolint_agrees() -> None:
    files = tracked("deploy/docker/*.Dockerfile")
    assert len(files) == 2
    holds("hadolint", *files)


def test_the_schema_of_compose_holds() -> None:
    files = tracked("compose.yaml", "deploy/compose/*.yaml")
    assert "compose.yaml" in files
    holds("check-jsonschema", "--builtin-schema", "vendor.compose-spec", *files)


def test_gixy_agrees() -> None:
    holds("gixy", "deploy/nginx/nginx.conf", "deploy/nginx/frontend.conf")


def test_yamllint_agrees() -> None:
    holds("yamllint", *tracked("*.yaml", "*.yml"))


def test_shellcheck_agrees() -> None:
    holds("shellcheck", "--external-sources", "--severity", "warning", *tracked("*.sh", ".ci/run"))


@pytest.mark.parametrize("profile", ["", "postgres", "backup", "*"])
def test_compose_reads_it(profile: str) -> None:
    docker = shutil.which("docker")
    if not docker or subprocess.run([docker, "compose", "version"], capture_output=True).returncode:
        pytest.skip("needs the program docker with Compose 2; no engine")
    words = ["--profile", profile] if profile else []
    done = subprocess.run(
        [docker, "compose", *words, "config", "--quiet"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr

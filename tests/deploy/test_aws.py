"""What goes to AWS beside Terraform: files for the bucket, and images that tasks can write in."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import boto3
import pytest
from moto.server import ThreadedMotoServer

from tests.deploy.manifests import ROOT
from tests.listening import Listener, listening

ECS = (ROOT / "deploy/terraform/modules/ecs/main.tf").read_text()
EDGE = (ROOT / "deploy/terraform/modules/cloudfront/main.tf").read_text()


@pytest.fixture
def s3(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A pretended S3, which the environment leads to."""
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    _, port = server.get_host_and_port()
    for name, value in {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
        "AWS_ACCESS_KEY_ID": "one",
        "AWS_SECRET_ACCESS_KEY": "two",
        "AWS_REGION": "us-east-1",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    yield boto3.client("s3")
    server.stop()


def test_the_files_of_every_build_stay(s3: Any, tmp_path: Path) -> None:
    s3.create_bucket(Bucket="static")

    def publish(*names: str) -> str:
        build = tmp_path / names[0]
        build.mkdir()
        for name in names:
            (build / name).write_text(name)
        command = [sys.executable, ROOT / "deploy/aws/assets.py", build, "static"]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    first = (
        "main-AbCd1234.js",
        "styles-AbCd1234.css",
        "index.html",
        "ngsw.json",
        "a-AbCd1234.js.br",
    )
    assert publish(*first) == "2 of 2 files are new in static.\n"
    assert publish("chunk-New12345.js", "main-AbCd1234.js") == "1 of 2 files are new in static.\n"
    there = {one["Key"] for one in s3.list_objects_v2(Bucket="static")["Contents"]}
    assert there == {"main-AbCd1234.js", "styles-AbCd1234.css", "chunk-New12345.js"}
    style = s3.head_object(Bucket="static", Key="styles-AbCd1234.css")
    assert style["ContentType"] == "text/css"
    assert style["CacheControl"] == "public, max-age=31536000, immutable"


TASK = "arn:aws:ecs:us-east-1:123456789012:task/lectern-staging/one"
WHERE = {
    "cluster": "lectern-staging",
    "task": "arn:aws:ecs:us-east-1:123456789012:task-definition/lectern-staging-migrate:3",
    "subnets": ["subnet-one", "subnet-two"],
    "groups": ["sg-backend"],
    "logs": "/lectern-staging/migrate",
}


@contextmanager
def ecs(*looks: dict[str, Any], starts: bool = True) -> Iterator[tuple[str, list[Any]]]:
    """Who says so of the task each time it is looked at; its address, and what it was asked.

    moto ends no task and knows no exit code.
    """
    asked: list[Any] = []
    to_say = list(looks)

    class Handler(Listener):
        def answer(self) -> None:
            body = json.loads(self.body())
            name = self.headers["X-Amz-Target"].rpartition(".")[2]
            asked.append((name, body))
            tasks = [{"taskArn": TASK, **to_say.pop(0)}] if name == "DescribeTasks" else []
            if name == "RunTask" and starts:
                tasks = [{"taskArn": TASK}]
            failures = [] if tasks else [{"reason": "RESOURCE:MEMORY"}]
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps({"tasks": tasks, "failures": failures}).encode())

    with listening(Handler) as address:
        yield address, asked


def migrate(address: str, told: str = json.dumps(WHERE)) -> subprocess.CompletedProcess[str]:
    """What terraform tells goes in; looks follow each other at once."""
    program = ROOT / "deploy/aws/migrate.py"
    run = f"runpy.run_path({str(program)!r}, run_name='__main__')"
    at_once = f"import time, runpy; time.sleep = lambda _: None; {run}"
    account = {"AWS_ACCESS_KEY_ID": "one", "AWS_SECRET_ACCESS_KEY": "two"}
    where = {"AWS_ENDPOINT_URL": address, "AWS_DEFAULT_REGION": "us-east-1"}
    return subprocess.run(
        [sys.executable, "-c", at_once],
        input=told,
        env=os.environ | account | where,
        capture_output=True,
        text=True,
        timeout=60,
    )


def stopped(code: int | None, **why: str) -> dict[str, Any]:
    """A task that has ended."""
    container = {"name": "migrate"} | ({} if code is None else {"exitCode": code})
    beside = {"name": "aws-guardduty-agent", "exitCode": 137}
    return {"lastStatus": "STOPPED", "containers": [beside, container], **why}


def test_a_migration_is_over_when_its_task_has_ended() -> None:
    looks = [{"lastStatus": "PROVISIONING"}, {"lastStatus": "RUNNING"}, stopped(0)]
    with ecs(*looks) as (address, asked):
        done = migrate(address)
    assert done.returncode == 0, done.stderr
    assert TASK in done.stdout
    names = [name for name, _ in asked]
    assert names == ["RunTask", "DescribeTasks", "DescribeTasks", "DescribeTasks"]
    told = asked[0][1]
    assert (told["cluster"], told["taskDefinition"]) == (WHERE["cluster"], WHERE["task"])
    assert told["networkConfiguration"]["awsvpcConfiguration"] == {
        "subnets": WHERE["subnets"],
        "securityGroups": WHERE["groups"],
        "assignPublicIp": "DISABLED",
    }


@pytest.mark.parametrize(
    ("task", "why"),
    [
        (stopped(1, stoppedReason="Essential container in task exited"), "ended with 1: Essential"),
        (stopped(None, stoppedReason="CannotPullContainerError"), "CannotPullContainerError"),
    ],
)
def test_a_migration_that_fails_is_told(task: dict[str, Any], why: str) -> None:
    with ecs(task) as (address, _):
        done = migrate(address)
    assert done.returncode == 1
    assert why in done.stderr
    assert f"aws logs tail {WHERE['logs']}" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_migration_that_does_not_start_is_told() -> None:
    with ecs(starts=False) as (address, _):
        done = migrate(address)
    assert done.returncode == 1
    assert "RESOURCE:MEMORY" in done.stderr


@pytest.mark.parametrize("told", ["", "{}", "No outputs found"])
def test_a_migration_without_an_environment_says_what_is_missing(told: str) -> None:
    with ecs() as (address, asked):
        done = migrate(address, told)
    assert done.returncode == 1
    assert done.stderr.startswith("What `terraform output -json migrate` tells has to come in")
    assert "Traceback" not in done.stderr
    assert asked == []


def test_an_aws_that_cannot_be_asked_is_told() -> None:
    done = migrate("http://127.0.0.1:1")
    assert done.returncode == 1
    assert done.stderr.startswith("AWS could not be asked: ")
    assert "Traceback" not in done.stderr


def test_the_edge_looks_for_them_in_the_bucket() -> None:
    (listed,) = re.findall(r'for_each = \[("/\*.*)\]', EDGE)
    patterns = re.findall(r'"([^"]+)"', listed)

    def is_looked_for(path: str) -> bool:
        return any(fnmatchcase(path, pattern) for pattern in patterns)

    assert is_looked_for("/main-AbCd1234.js")
    assert is_looked_for("/styles-AbCd1234.css")
    assert not is_looked_for("/ngsw.json")
    assert not is_looked_for("/worker.js")


@pytest.mark.parametrize("image", ["backend", "frontend"])
def test_what_a_task_mounts_is_named_by_the_image(image: str) -> None:
    """Fargate gives a folder to root unless the image names it as a volume."""
    mounted = set(re.findall(r'containerPath\s*=\s*"([^"]+)"', ECS))
    text = (ROOT / f"deploy/docker/{image}.Dockerfile").read_text()
    assert mounted == set(re.findall(r"^VOLUME (\S+)$", text, re.M))


def test_a_task_writes_down_whom_documentdb_is_signed_by(tmp_path: Path) -> None:
    (script,) = re.findall(r'with_ca = \["sh", "-ec", "(.*)"\]', ECS)
    script = script.replace('\\"', '"').replace("/tmp", str(tmp_path))
    said = subprocess.run(
        ["sh", "-ec", script, "echo", "lectern web"],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"MONGODB_CA": "-----BEGIN\none\ntwo"},
    )
    assert said.stdout == "lectern web\n"
    assert (tmp_path / "mongodb-ca.pem").read_text() == "-----BEGIN\none\ntwo"
    platform = (ROOT / "deploy/terraform/modules/platform/main.tf").read_text()
    assert "tls=true&tlsCAFile=/tmp/mongodb-ca.pem" in platform

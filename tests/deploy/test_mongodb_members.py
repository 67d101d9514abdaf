"""MongoDB as Kubernetes begins it: three members by TLS and a key, one account, run twice.

And as it grows: the commands of `docs/how-to/add-a-replica.md`, given to it.
"""

import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import yaml
from pymongo import MongoClient
from pymongo.errors import ConnectionFailure, OperationFailure

from lectern.cli.embedded import binaries
from lectern.cli.embedded.ports import free_port
from tests.deploy import manifests
from tests.deploy.manifests import KUBERNETES

HOW_TO = Path(__file__).parents[2] / "docs/how-to/add-a-replica.md"
MONGOSH = os.environ.get("MONGOSH") or shutil.which("mongosh") or ""

pytestmark = pytest.mark.skipif(
    not (MONGOSH and manifests.KUBECTL and shutil.which("openssl")),
    reason="needs mongosh (`make k8s-lint` brings it, MONGOSH names another), kubectl and openssl",
)


@dataclass
class Member:
    """A mongod that runs."""

    host: str
    process: subprocess.Popen[bytes]


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    """What `secrets.sh` makes, and certificate and key in one file."""
    folder = tmp_path / "keys"
    subprocess.run([KUBERNETES / "secrets.sh", folder], check=True, capture_output=True)
    pem = folder / "server.pem"
    pem.touch(mode=0o600)
    pem.write_text((folder / "tls.crt").read_text() + (folder / "tls.key").read_text())
    return folder


@pytest.fixture
def started(keys: Path, tmp_path: Path) -> Iterator[list[Member]]:
    """Five members with the options of the manifest, but for ports and folders."""
    file = (KUBERNETES / "base/database/mongodb.yaml").read_text()
    (stateful,) = [one for one in yaml.safe_load_all(file) if one["kind"] == "StatefulSet"]
    (container,) = stateful["spec"]["template"]["spec"]["containers"]
    own = ("--bind_ip_all", "--port", "--dbpath", "--unixSocketPrefix", "--wiredTiger")
    options = [word.replace("/run/keys", str(keys)) for word in container["args"]]
    options = [word for word in options if not word.startswith(own)]
    with ExitStack() as stack:
        found = []
        for _ in range(5):
            port = free_port()
            data = tmp_path / str(port)
            data.mkdir()
            process = subprocess.Popen(
                [
                    *(str(binaries.mongod()), *options, "--dbpath", str(data)),
                    *("--port", str(port), "--bind_ip", "127.0.0.1", "--nounixsocket"),
                    *("--wiredTigerCacheSizeGB", "0.25", "--oplogSize", "64"),
                ],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            stack.callback(process.wait, 20)
            stack.callback(process.kill)
            found.append(Member(f"localhost:{port}", process))
        yield found


@pytest.fixture
def members(started: list[Member]) -> list[str]:
    """The three that a set begins with."""
    return [one.host for one in started[:3]]


def address(members: list[str], keys: Path, who: str = "lectern") -> str:
    """Of the set, for the account of the application or that of the members themselves."""
    options = f"replicaSet=lectern&tls=true&tlsCAFile={keys}/ca.crt"
    if who == "lectern":
        password = (keys / "mongodb-password").read_text()
        return f"mongodb://lectern:{password}@{','.join(members)}/lectern?{options}"
    key = quote("".join((keys / "keyfile").read_text().split()), safe="")
    return f"mongodb://__system:{key}@{','.join(members)}/admin?authSource=local&{options}"


def tell(members: list[str], keys: Path, command: str) -> str:
    """What mongosh says to a command of an operator."""
    said = subprocess.run(
        [MONGOSH, "--quiet", "--norc", address(members, keys, "__system"), "--eval", command],
        capture_output=True,
        text=True,
        timeout=60,
        env=os.environ | {"HOME": str(keys)},
    )
    assert said.returncode == 0, said.stdout + said.stderr
    return said.stdout


def begin(members: list[str], keys: Path) -> str:
    """Run the Job's own command."""
    (job,) = yaml.safe_load_all((KUBERNETES / "base/database/mongodb-begin.yaml").read_text())
    (container,) = job["spec"]["template"]["spec"]["containers"]
    text = container["args"][0].replace("/run/mongodb/password", str(keys / "mongodb-password"))
    text = text.replace("/run/mongodb", str(keys))
    text = text.replace("/scripts", str(KUBERNETES / "base/database")).replace("mongosh", MONGOSH)
    said = subprocess.run(
        [*container["command"], text],
        capture_output=True,
        text=True,
        timeout=120,
        env=os.environ
        | {
            "HOME": str(keys),
            "NAME": "lectern",
            "MEMBERS": ",".join(members),
            "OPTIONS": f"tls=true&tlsCAFile={keys}/ca.crt",
        },
    )
    assert said.returncode == 0, said.stdout + said.stderr
    return said.stdout


def test_members_become_a_set_with_one_account(members: list[str], keys: Path) -> None:
    for _ in range(2):
        assert "3 members; lectern may write to lectern." in begin(members, keys)
    with MongoClient(address(members, keys)) as client:
        client.lectern.things.insert_one({"a": 1})
        with client.start_session() as session, session.start_transaction():
            client.lectern.things.insert_one({"a": 2}, session=session)
        assert client.lectern.things.count_documents({}) == 2
        with pytest.raises(OperationFailure):
            client.other.things.insert_one({"a": 1})


def test_a_set_takes_two_more_and_then_survives_two(
    started: list[Member], members: list[str], keys: Path
) -> None:
    begin(members, keys)
    add, list_them = re.findall(r"^    (rs\..*)$", HOW_TO.read_text(), re.MULTILINE)
    named = re.search(r'"([^"]+)"', add)
    assert named
    for one in started[3:]:
        tell(members, keys, add.replace(named[1], one.host))
        deadline = time.monotonic() + 60
        while f"[ '{one.host}', 'SECONDARY' ]" not in tell(members, keys, list_them):
            assert time.monotonic() < deadline
            time.sleep(0.5)
    with MongoClient(address(members, keys)) as client:
        client.lectern.things.insert_one({"a": 1})
        for one in started[:2]:
            one.process.kill()
        # A driver asks once more, and the one it asks then may be the other that is gone.
        deadline = time.monotonic() + 60
        while not keeps(client, {"_id": "after"}):
            assert time.monotonic() < deadline
        assert client.lectern.things.count_documents({}) == 2


def keeps(client: MongoClient[dict[str, Any]], row: dict[str, Any]) -> bool:
    """Whether it has a row, once it was asked to."""
    try:
        client.lectern.things.replace_one(row, row, upsert=True)
    except ConnectionFailure:
        return False
    return True

"""MongoDB as Kubernetes begins it: three members by TLS and a key, one account, run twice."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import yaml
from pymongo import MongoClient
from pymongo.errors import OperationFailure

from lectern.cli.embedded import binaries
from lectern.cli.embedded.ports import free_port
from tests.deploy import manifests
from tests.deploy.manifests import KUBERNETES

MONGOSH = os.environ.get("MONGOSH") or shutil.which("mongosh") or ""

pytestmark = pytest.mark.skipif(
    not (MONGOSH and manifests.KUBECTL and shutil.which("openssl")),
    reason="needs mongosh (on PATH or named by MONGOSH), kubectl and openssl",
)


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
def members(keys: Path, tmp_path: Path) -> Iterator[list[str]]:
    """Three members with the options of the manifest, but for ports and folders."""
    file = (KUBERNETES / "base/database/mongodb.yaml").read_text()
    (stateful,) = [one for one in yaml.safe_load_all(file) if one["kind"] == "StatefulSet"]
    (container,) = stateful["spec"]["template"]["spec"]["containers"]
    own = ("--bind_ip_all", "--port", "--dbpath", "--unixSocketPrefix", "--wiredTiger")
    options = [word.replace("/run/keys", str(keys)) for word in container["args"]]
    options = [word for word in options if not word.startswith(own)]
    with ExitStack() as stack:
        found = []
        for _ in range(3):
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
            found.append(f"localhost:{port}")
        yield found


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
    given = (keys / "mongodb-password").read_text()
    uri = f"mongodb://lectern:{given}@{','.join(members)}/lectern?replicaSet=lectern"
    with MongoClient(f"{uri}&tls=true&tlsCAFile={keys}/ca.crt") as client:
        client.lectern.things.insert_one({"a": 1})
        with client.start_session() as session, session.start_transaction():
            client.lectern.things.insert_one({"a": 2}, session=session)
        assert client.lectern.things.count_documents({}) == 2
        with pytest.raises(OperationFailure):
            client.other.things.insert_one({"a": 1})

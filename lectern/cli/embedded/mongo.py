"""An embedded mongod: a replica set of one member, so that transactions work as in production."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lectern.cli.embedded import binaries, ports
from lectern.cli.embedded.server import Server, running

if TYPE_CHECKING:
    from pymongo import MongoClient

REPLICA_SET = "lectern"
DATABASE = "lectern"
ALREADY_INITIALIZED = 23


def uri(port: int) -> str:
    return f"mongodb://{ports.LOOPBACK}:{port}/{DATABASE}?replicaSet={REPLICA_SET}"


def command(data_dir: Path, port: int) -> list[str]:
    """How to start mongod: loopback only, with the memory of a small machine in mind."""
    return [
        *(str(binaries.mongod()), "--dbpath", str(data_dir)),
        *("--port", str(port), "--bind_ip", ports.LOOPBACK, "--nounixsocket"),
        *("--replSet", REPLICA_SET, "--oplogSize", "256", "--wiredTigerCacheSizeGB", "0.25"),
        *("--setParameter", "diagnosticDataCollectionEnabled=false", "--quiet"),
        # What a process that died was about to write keeps others waiting no longer than this.
        *("--setParameter", "transactionLifetimeLimitSeconds=20"),
    ]


def is_primary(port: int) -> bool:
    """Whether this mongod takes writes; makes it a replica set of one when it is not yet that."""
    if not ports.answers(port):
        return False
    # Imported while mongod is starting, not before: that is half a second of every start.
    from pymongo import MongoClient
    from pymongo.errors import PyMongoError

    client: MongoClient[dict[str, Any]] = MongoClient(
        ports.LOOPBACK, port, directConnection=True, serverSelectionTimeoutMS=2000
    )
    with client:
        try:
            hello = client.admin.command("hello")
            if not hello["isWritablePrimary"] and "hosts" not in hello:
                _form_replica_set(client, port)
                hello = client.admin.command("hello")
            return bool(hello["isWritablePrimary"])
        except PyMongoError:  # still starting, or electing itself
            return False


def _form_replica_set(client: "MongoClient[dict[str, Any]]", port: int) -> None:
    """Give the set its only member; a set formed on another port gets the new address."""
    from pymongo.errors import OperationFailure

    member = {"_id": 0, "host": f"{ports.LOOPBACK}:{port}"}
    try:
        client.admin.command("replSetInitiate", {"_id": REPLICA_SET, "members": [member]})
    except OperationFailure as error:
        if error.code != ALREADY_INITIALIZED:
            raise
        config = client.admin.command("replSetGetConfig")["config"]
        if config["members"][0]["host"] != member["host"]:
            config["members"][0]["host"] = member["host"]
            config["version"] += 1
            client.admin.command("replSetReconfig", config, force=True)


@contextmanager
def serve(
    data_dir: Path, log_dir: Path, port: int = 0, record: Path | None = None
) -> Iterator[Server]:
    """Run mongod for the length of a `with` block, on `port` or a free one."""
    for folder in (data_dir, log_dir):
        folder.mkdir(parents=True, exist_ok=True)
    port = port or ports.free_port()
    start = command(data_dir, port)
    log = log_dir / "mongod.log"
    with running(
        "MongoDB", start, log, uri=uri(port), port=port, ready=is_primary, record=record
    ) as server:
        yield server

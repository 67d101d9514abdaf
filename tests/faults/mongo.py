"""A replica set of three, with a key file, passwords and TLS."""

import secrets
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from pymongo import MongoClient
from pymongo.errors import OperationFailure, PyMongoError

from lectern.cli.embedded import binaries, ports
from tests.faults.keeper import Keeper, Program, wait_for

SET = "lectern"
ELECTION_SECONDS = 2.0
MEMBERS = 3
CACHE_MIB = 256


class ReplicaSet:
    """Three mongods, of which one is primary."""

    def __init__(self, keeper: Keeper, folder: Path) -> None:
        folder.mkdir(parents=True)
        self._password = secrets.token_urlsafe(24)
        self._ca, certificate = _certificates(folder)
        key = folder / "key"
        key.write_text(secrets.token_hex(128))
        key.chmod(0o400)
        self.ports: list[int] = []
        self.members: list[Program] = []
        for number in range(MEMBERS):
            data = folder / f"member{number}"
            data.mkdir()
            self.ports.append(ports.free_port())
            command = [
                *(str(binaries.mongod()), "--dbpath", str(data)),
                *("--port", str(self.ports[-1]), "--bind_ip", ports.LOOPBACK, "--nounixsocket"),
                *(
                    "--replSet",
                    SET,
                    "--oplogSize",
                    "256",
                    "--wiredTigerCacheSizeGB",
                    str(CACHE_MIB / 1024),
                ),
                *("--keyFile", str(key), "--tlsMode", "requireTLS"),
                *("--tlsCertificateKeyFile", str(certificate), "--tlsCAFile", str(self._ca)),
                "--tlsAllowConnectionsWithoutCertificates",
                *("--setParameter", "diagnosticDataCollectionEnabled=false", "--quiet"),
                # Who follows a member that is silent, not dead, follows its successor soon.
                *("--setParameter", "oplogNetworkTimeoutBufferSeconds=1"),
                *("--setParameter", "oplogFetcherSteadyStateMaxFetcherRestarts=0"),
                # What a process that died was about to write keeps others waiting this long.
                *("--setParameter", "transactionLifetimeLimitSeconds=20"),
            ]
            log = folder / f"member{number}.log"
            self.members.append(keeper.start(f"mongod{number}", command, log))
        self._form()
        self.client: MongoClient[dict[str, Any]] = MongoClient(
            self.uri(), tz_aware=True, heartbeatFrequencyMS=500, connectTimeoutMS=1_500
        )

    def uri(self) -> str:
        """How the product reaches it: nothing is tuned here but what is needed to get in."""
        hosts = ",".join(f"{ports.LOOPBACK}:{port}" for port in self.ports)
        options = {"replicaSet": SET, "authSource": "admin", **self._tls()}
        return f"mongodb://lectern:{self._password}@{hosts}/lectern?{urlencode(options)}"

    def primary(self) -> Program:
        """Who takes writes."""
        return self.members[self._states().index("PRIMARY")]

    def a_secondary(self) -> Program:
        """One of those who follow."""
        return self.members[self._states().index("SECONDARY")]

    def wait_until_whole(self) -> None:
        """Return when one leads and the others follow."""
        wait_for("a whole replica set", self._is_whole, 120)

    def _is_whole(self) -> bool:
        try:
            return sorted(self._states()) == ["PRIMARY", "SECONDARY", "SECONDARY"]
        except PyMongoError:
            return False

    def _states(self) -> list[str]:
        status = self.client.admin.command("replSetGetStatus")
        found = {int(one["name"].rpartition(":")[2]): one["stateStr"] for one in status["members"]}
        return [found[port] for port in self.ports]

    def _tls(self) -> dict[str, str]:
        return {"tls": "true", "tlsCAFile": str(self._ca)}

    def _form(self) -> None:
        for port in self.ports:
            wait_for("mongod", lambda port=port: ports.answers(port))  # type: ignore[misc]
        first: MongoClient[dict[str, Any]] = MongoClient(
            ports.LOOPBACK, self.ports[0], directConnection=True, tls=True, tlsCAFile=str(self._ca)
        )
        members = [
            {"_id": number, "host": f"{ports.LOOPBACK}:{port}"}
            for number, port in enumerate(self.ports)
        ]
        times = {
            "electionTimeoutMillis": int(ELECTION_SECONDS * 1000),
            "heartbeatIntervalMillis": 500,
            # What a majority has acknowledged is there already; the rest was promised to nobody.
            "catchUpTimeoutMillis": 0,
            # Nobody follows the one that freezes but its own clients.
            "chainingAllowed": False,
        }
        configuration = {"_id": SET, "members": members, "settings": times}
        with first:
            first.admin.command("replSetInitiate", configuration)
            wait_for("a primary", lambda: bool(first.admin.command("hello")["isWritablePrimary"]))
            with suppress(OperationFailure):
                first.admin.command("createUser", "lectern", pwd=self._password, roles=["root"])


def _certificates(folder: Path) -> tuple[Path, Path]:
    """An authority of our own, and a certificate for this address, with its key, in one file."""
    ca, ca_key = folder / "ca.crt", folder / "ca.key"
    key, request, certificate = folder / "tls.key", folder / "tls.csr", folder / "tls.crt"
    names = folder / "names"
    names.write_text(f"subjectAltName=IP:{ports.LOOPBACK},DNS:localhost\n")
    new = ("req", "-newkey", "rsa:2048", "-nodes")
    signed = ("-CA", ca, "-CAkey", ca_key, "-CAcreateserial", "-extfile", names)
    for words in (
        (*new, "-x509", "-days", "2", "-subj", "/CN=faults CA", "-keyout", ca_key, "-out", ca),
        (*new, "-subj", "/CN=localhost", "-keyout", key, "-out", request),
        ("x509", "-req", "-days", "2", "-in", request, "-out", certificate, *signed),
    ):
        subprocess.run(["openssl", *words], check=True, capture_output=True)
    both = folder / "tls.pem"
    both.write_text(key.read_text() + certificate.read_text())
    return ca, both

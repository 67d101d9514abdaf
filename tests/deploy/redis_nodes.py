"""The nodes, the sentinels and the proxy of `deploy/kubernetes/base/cache`, on one machine."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import redis

from lectern.cli.embedded import binaries
from lectern.cli.embedded.ports import free_port
from tests.deploy.manifests import KUBERNETES

CACHE = KUBERNETES / "base/cache"
HAPROXY = os.environ.get("HAPROXY_BINARY") or shutil.which("haproxy") or ""
REDIS_CLI = os.environ.get("REDIS_CLI") or shutil.which("redis-cli") or ""
WITHOUT = "needs haproxy and redis-cli, on PATH or named by HAPROXY_BINARY and REDIS_CLI"
PASSWORD = "not-for-others"

Process = subprocess.Popen[bytes]


@dataclass
class Nodes:
    """Three nodes by their addresses, which differ as those of pods do."""

    folder: Path
    port: int
    sentinel_port: int
    proxy_port: int
    running: dict[str, list[Process]] = field(default_factory=dict)

    @property
    def addresses(self) -> list[str]:
        """One of each node."""
        return ["127.0.7.1", "127.0.7.2", "127.0.7.3"]

    def client(self) -> redis.Redis:
        """Who comes by the proxy, as the application does."""
        return redis.Redis(
            port=self.proxy_port, password=PASSWORD, socket_timeout=2, socket_connect_timeout=2
        )

    def masters(self) -> list[str]:
        """Who says that it is the master."""
        return [one for one in self.addresses if self._role(one) == "master"]

    def copies(self) -> int:
        """How many copies the master knows to be up to date."""
        found = [self.of(one).info("replication") for one in self.masters()]
        return sum(
            found[0].get(f"slave{number}", {}).get("state") == "online" for number in range(2)
        )

    def agree(self) -> bool:
        """Whether each sentinel knows the others and sees good copies; it looks every 10 s."""
        for one in self.addresses:
            sentinel = self.of(one, self.sentinel_port)
            if sentinel.sentinel_master("lectern")["num-other-sentinels"] != 2:
                return False
            links = [copy["master-link-status"] for copy in sentinel.sentinel_slaves("lectern")]
            if links != ["ok", "ok"]:
                return False
        return True

    def of(self, address: str, port: int | None = None) -> redis.Redis:
        """Who speaks to one node, or to its sentinel."""
        return redis.Redis(
            host=address, port=port or self.port, password=PASSWORD, socket_timeout=1
        )

    def _role(self, address: str) -> str:
        try:
            return str(self.of(address).execute_command("ROLE")[0].decode())
        except redis.RedisError:
            return ""

    def begin(self, address: str) -> str:
        """Start a node as its pod does; what the script said."""
        folder = self.folder / address
        (folder / "data").mkdir(parents=True, exist_ok=True)
        (folder / "password").write_text(PASSWORD)
        tools = self.folder / "bin"
        tools.mkdir(exist_ok=True)
        if not (tools / "redis-cli").exists():
            (tools / "redis-cli").symlink_to(REDIS_CLI)
        environment = os.environ | {
            "PATH": f"{tools}:{os.environ['PATH']}",
            "SELF": address,
            "FIRST": self.addresses[0],
            "PEERS": " ".join(self.addresses),
            "PORT": str(self.port),
            "SENTINEL_PORT": str(self.sentinel_port),
            "PASSWORD_FILE": str(folder / "password"),
            "CONF": str(folder),
            "DATA": str(folder / "data"),
        }
        said = subprocess.run(
            ["sh", CACHE / "begin.sh"], env=environment, capture_output=True, text=True, check=True
        ).stdout
        server = str(binaries.valkey())
        bind = ["--bind", address]
        self.running[address] = [
            _start([server, str(folder / "redis.conf"), *bind], folder / "redis.log"),
            _start(
                [server, str(folder / "sentinel.conf"), "--sentinel", *bind],
                folder / "sentinel.log",
            ),
        ]
        return said

    def kill(self, address: str) -> None:
        """The machine of a node is gone."""
        for process in self.running.pop(address, []):
            process.send_signal(signal.SIGKILL)
            process.wait(10)


@contextmanager
def nodes(folder: Path) -> Iterator[Nodes]:
    """All of them, and the proxy before them."""
    ours = Nodes(folder, free_port(), free_port(), free_port())
    with ExitStack() as stack:
        for address in ours.addresses:
            ours.begin(address)
            stack.callback(ours.kill, address)
        proxy = _start([HAPROXY, "-db", "-f", str(_proxy(ours))], folder / "haproxy.log")
        stack.callback(proxy.wait, 10)
        stack.callback(proxy.terminate)
        until(lambda: len(ours.masters()) == 1 and ours.copies() == 2)
        until(ours.agree)
        until(lambda: bool(ours.client().ping()))
        yield ours


def until(holds: Callable[[], bool], seconds: float = 20) -> float:
    """Wait for something; how long it took."""
    began = time.monotonic()
    while True:
        try:
            if holds():
                return time.monotonic() - began
        except redis.RedisError:
            pass
        if time.monotonic() - began > seconds:
            raise TimeoutError("It did not come to be.")
        time.sleep(0.1)


def _proxy(ours: Nodes) -> Path:
    """The configuration as it is shipped, but for ports and addresses of this machine."""
    text = (CACHE / "haproxy.cfg").read_text()
    for number, address in enumerate(ours.addresses):
        name = f"redis-node-{number}.redis-node.cache.svc.cluster.local:6379"
        text = text.replace(name, f"{address}:{ours.port}")
    text = text.replace(":6379", f"127.0.0.1:{ours.proxy_port}")
    text = text.replace(":8404", f"127.0.0.1:{free_port()}")
    file = ours.folder / "haproxy.cfg"
    file.write_text(text)
    return file


def _start(command: list[str], log: Path) -> Process:
    with log.open("ab") as lines:
        return subprocess.Popen(
            command,
            stdout=lines,
            stderr=lines,
            env=os.environ | {"REDIS_PASSWORD": PASSWORD},
            start_new_session=True,
        )

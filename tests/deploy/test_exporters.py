"""The real exporters tell what alerts and dashboards ask for, of real servers.

That of MongoDB is in no package: what Debian calls so is another program, with other names.
"""

import json
import re
import runpy
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from lectern.cli.embedded import binaries
from lectern.cli.embedded.ports import free_port
from lectern.shared import mongo
from tests.deploy import proxy as nginx
from tests.deploy import watchers
from tests.deploy.manifests import ROOT
from tests.deploy.test_compose import SERVICES
from tests.deploy.test_dashboards import queries
from tests.deploy.test_monitoring import rules
from tests.deploy.watchers import is_ready, prometheus, running, until

KINDS = ("redis", "nginx", "node")
PROGRAMS = {kind: shutil.which(f"prometheus-{kind}-exporter") for kind in KINDS}
real = pytest.mark.skipif(
    not (all(PROGRAMS.values()) and watchers.PROMETHEUS and nginx.is_new_enough()),
    reason="needs prometheus, nginx and the exporters of Redis, nginx and the machine on PATH",
)
# What the exporter of the machine reads in a file of ours is its as well.
SELECTOR = re.compile(rf"\b(?:{'|'.join(KINDS)}|lectern_backup)_\w+(?:{{[^}}]*}})?")
OF_MONGODB = re.compile(r'\bmongodb_ss_(\w+)(?:{conn_type="(\w+)"})?')
PASSWORD = "not-for-others"


def asked() -> list[str]:
    """Every query of a panel and of an alert."""
    return [*queries(), *(rule["expr"] for rule in rules())]


def selectors() -> list[str]:
    """What they read of the exporters, with or without labels."""
    return sorted({found for query in asked() for found in SELECTOR.findall(query)})


@dataclass(frozen=True)
class Told:
    """A Prometheus that asks the exporters, and how to end the servers that they look at."""

    prometheus: str
    servers: dict[str, ExitStack]

    def answer(self, query: str) -> list[Any]:
        """The lines of a query now."""
        said = httpx.get(f"{self.prometheus}/api/v1/query", params={"query": query}).json()
        assert said["status"] == "success", said
        found: list[Any] = said["data"]["result"]
        return found


@contextmanager
def exporter(kind: str, port: int, here: dict[str, str], log: Path) -> Iterator[None]:
    """Start it as Compose does, but for what is elsewhere here."""
    service = SERVICES[f"{kind}-exporter"]
    words = [*service.get("command", []), f"--web.listen-address=127.0.0.1:{port}"]
    settings = dict(service.get("environment", {}))
    for there, place in here.items():
        words = [word.replace(there, place) for word in words]
        settings = {name: value.replace(there, place) for name, value in settings.items()}
    command = ["env", *(f"{name}={value}" for name, value in settings.items())]
    with running([*command, str(PROGRAMS[kind]), *words], log):
        yield


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    """Redis, nginx and this machine, and Prometheus with our alerts, which hears of them."""
    folder = tmp_path_factory.mktemp("exporters")
    ports = {name: free_port() for name in ("valkey", "http", "https", "prometheus", *KINDS)}
    valkey = f"redis://127.0.0.1:{ports['valkey']}"
    (folder / "passwords.json").write_text(json.dumps({valkey: PASSWORD}))
    runpy.run_path(str(ROOT / "deploy/compose/send.py"))["_tell"](folder / "sent.prom")
    here = {
        "redis://redis:6379": valkey,
        "/run/redis/passwords.json": str(folder / "passwords.json"),
        "http://127.0.0.1:8080": f"http://127.0.0.1:{ports['http']}",
        "/var/lib/lectern/backups": str(folder),
        "rootfs=/host": "rootfs=/",
    }
    plan = {
        "global": {"scrape_interval": "1s", "evaluation_interval": "1s"},
        "rule_files": ["rules.yml"],
        "scrape_configs": [
            {"job_name": kind, "static_configs": [{"targets": [f"127.0.0.1:{ports[kind]}"]}]}
            for kind in KINDS
        ],
    }
    with ExitStack() as stack:
        redis, proxy = (stack.enter_context(ExitStack()) for _ in range(2))
        server = [str(binaries.valkey()), "--port", str(ports["valkey"]), "--bind", "127.0.0.1"]
        server += ["--requirepass", PASSWORD, "--maxmemory", "64mb", "--save", ""]
        redis.enter_context(running(server, folder / "valkey.log"))
        (folder / "nginx").mkdir()
        main = nginx.write(folder / "nginx", [1], ports["http"], ports["https"], "conf.d")
        proxy.enter_context(nginx.started(folder / "nginx", main))
        for kind in KINDS:
            stack.enter_context(exporter(kind, ports[kind], here, folder / f"{kind}.log"))
        address = stack.enter_context(
            prometheus(folder / "prometheus", ports["prometheus"], yaml.safe_dump(plan))
        )
        until(lambda: is_ready(address), "It is not ready.")
        found = Told(address, {"RedisAway": redis, "NginxAway": proxy})
        until(lambda: found.answer("redis_up == 1 and on () nginx_up == 1"), "None is seen.")
        until(lambda: found.answer('up{job="node"} == 1'), "The machine is not seen.")
        yield found


@real
@pytest.mark.parametrize("selector", selectors())
def test_what_is_asked_for_is_told(told: Told, selector: str) -> None:
    # Which file systems a machine has is its own affair; here they only need to have a kind.
    assert told.answer(re.sub(r'!~"[^"]*"', '!=""', selector))


@real
@pytest.mark.parametrize("alert", ["RedisAway", "NginxAway"])
def test_who_is_gone_is_told(told: Told, alert: str) -> None:
    fires = f'ALERTS{{alertname="{alert}",alertstate="firing"}}'
    assert not told.answer(fires)
    told.servers[alert].close()
    until(lambda: told.answer(fires), "Nobody is told.")


def test_mongodb_knows_what_its_exporter_is_asked_for(stores: None) -> None:
    # mongodb_ss_connections{conn_type="current"} is connections.current of the status of a server.
    status = mongo.client().admin.command("serverStatus")
    found = {match for query in asked() for match in OF_MONGODB.findall(query)}
    assert found
    for section, field in found:
        assert status[section]
        assert not field or field in status[section]

"""Prometheus asks each server of the Compose stack by its address, and is answered."""

import os
import subprocess
import sys
from pathlib import Path

import httpx

from lectern.cli.embedded.ports import free_port
from tests.deploy.test_compose import SERVICES
from tests.deploy.watchers import until


def addresses() -> list[str]:
    """Those of this machine, as of a container."""
    said = subprocess.run(["hostname", "-I"], capture_output=True, text=True, check=True)
    return [one for one in said.stdout.split() if ":" not in one]


def test_a_server_answers_by_its_address(stores: None, tmp_path: Path) -> None:
    port = free_port()
    shell, option, script = SERVICES["backend"]["command"]
    environment = os.environ | {
        "LECTERN_HOSTS": "school.example.org",
        "LECTERN_METRICS_TOKEN": "token-of-metrics",
        "LECTERN_DATA_DIR": str(tmp_path),
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }
    process = subprocess.Popen(
        [shell, option, f"{script.replace('$$', '$')} --workers 1 --port {port}"], env=environment
    )

    def ask(host: str, path: str) -> int:
        named = {"Host": host, "Authorization": "Bearer token-of-metrics"}
        try:
            return httpx.get(f"http://127.0.0.1:{port}{path}", headers=named).status_code
        except httpx.HTTPError:
            return 0

    try:
        until(lambda: ask("school.example.org", "/healthz") == 200, "It does not serve.")
        assert addresses()
        for address in addresses():
            assert ask(f"{address}:8000", "/metrics") == 200
        assert ask("somewhere.example.org", "/api/courses/") == 400
    finally:
        process.terminate()
        process.wait(20)

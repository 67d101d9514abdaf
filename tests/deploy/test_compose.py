"""`compose.yaml` as it is written; `make stack-test` runs the real thing."""

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from lectern.config.secret_files import NAMES

ROOT = Path(__file__).parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
ONCE = {"migrate", "secrets", "mongodb-setup", "backup", "elk-setup"}
STORES = {"mongodb", "redis", "postgres"}
MONITORING = {
    *("prometheus", "alertmanager", "grafana", "node-exporter", "nginx-exporter"),
    *("mongodb-exporter", "redis-exporter"),
}
ELK = {"elasticsearch", "elk-setup", "logstash", "kibana", "filebeat"}
# These write among their own files; only root reads the logs of all containers.
WRITERS = {"elasticsearch", "logstash", "kibana"}
ROOTS = {"filebeat"}
SETTINGS = (ROOT / "docs/reference/settings.md").read_text()
MAKE_SECRETS = ROOT / "deploy/compose/make_secrets.py"


def test_everything_that_is_promised_is_there() -> None:
    running = {"nginx", "frontend", "backend", "worker", "beat", *STORES}
    assert running | ONCE <= SERVICES.keys()
    assert {"mongodb_data", "backend_static", "frontend_dist"} <= COMPOSE["volumes"].keys()
    assert COMPOSE["networks"].keys() == {"lms_network", "stores", "logs"}
    assert COMPOSE["networks"]["stores"]["internal"]
    profiles = {name: service.get("profiles") for name, service in SERVICES.items()}
    assert profiles["postgres"] == ["postgres"]
    assert {name for name, of in profiles.items() if of == ["monitoring"]} == MONITORING
    assert {name for name, of in profiles.items() if of == ["elk"]} == ELK


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_can_do_nothing_but_its_work(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] or name in WRITERS
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert not service.get("privileged")
    assert {"memory", "cpus"} <= service["deploy"]["resources"]["limits"].keys()
    if "lectern/" not in service["image"]:  # ours run as nobody by themselves
        assert service["user"] not in ("root", "0") or name in ROOTS


def test_our_images_are_built_and_not_looked_for_elsewhere() -> None:
    for name, service in SERVICES.items():
        if "lectern/" in service["image"]:
            assert "build" in service or service.get("pull_policy") == "never", name


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_says_how_it_is_or_ends(name: str) -> None:
    service = SERVICES[name]
    if name in ONCE:
        assert service["healthcheck"] == {"disable": True}
        assert service["restart"] in ("no", "on-failure:3")
    else:
        assert service["healthcheck"]["test"]
        assert service["restart"] == "unless-stopped"


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_waits_for_what_it_needs(name: str) -> None:
    for other, how in SERVICES[name].get("depends_on", {}).items():
        expected = {
            "service_completed_successfully" if other in ONCE else "service_healthy",
            # The one that makes it a replica set comes before it is healthy.
            *({"service_started"} if (name, other) == ("mongodb-setup", "mongodb") else set()),
        }
        assert how["condition"] in expected


def test_only_the_proxy_is_reached_and_only_stores_are_shut_in() -> None:
    reached = {
        name
        for name, service in SERVICES.items()
        if any(not port.startswith("127.0.0.1:") for port in service.get("ports", []))
    }
    assert reached == {"nginx"}
    for name in STORES:
        assert SERVICES[name]["networks"] == ["stores"]
    for name in ("nginx", "frontend"):
        assert "stores" not in SERVICES[name]["networks"]


@pytest.mark.parametrize("name", SERVICES)
def test_what_is_mounted_is_there(name: str) -> None:
    for volume in SERVICES[name].get("volumes", []):
        source = volume["source"] if isinstance(volume, dict) else volume.split(":")[0]
        assert not source.startswith(".") or (ROOT / source).exists()


def test_what_prometheus_asks_is_a_service_and_answers_it() -> None:
    plan = yaml.safe_load((ROOT / "deploy/monitoring/prometheus.yml").read_text())
    jobs = plan["scrape_configs"]
    hosts = {host for job in jobs for one in job.get("dns_sd_configs", []) for host in one["names"]}
    listed = [*jobs, *plan["alerting"]["alertmanagers"]]
    addresses = [
        at for job in listed for one in job.get("static_configs", []) for at in one["targets"]
    ]
    assert hosts | {address.split(":")[0] for address in addresses} <= SERVICES.keys()
    assert SERVICES["worker"]["environment"]["LECTERN_WORKER_METRICS_HOST"] == "0.0.0.0"  # noqa: S104


@pytest.mark.parametrize("name", ["backend", "worker", "beat", "migrate"])
def test_secrets_come_as_files(name: str) -> None:
    environment = SERVICES[name]["environment"]
    assert not environment.keys() & set(NAMES)
    assert {f"{secret}_FILE" for secret in NAMES} == {
        one for one in environment if one.endswith("_FILE")
    }


def test_every_setting_is_one_of_the_product() -> None:
    for service in ("backend", "migrate"):
        for name in SERVICES[service]["environment"]:
            assert f"`{name.removesuffix('_FILE')}`" in SETTINGS


def made(folder: Path, **environment: str) -> dict[str, str]:
    """What the secrets are after a start with this environment."""
    subprocess.run(
        [sys.executable, MAKE_SECRETS, folder],
        check=True,
        env={"PATH": os.environ["PATH"], **environment},
    )
    return {
        str(file.relative_to(folder)): file.read_text().strip()
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_secrets_are_made_once(tmp_path: Path) -> None:
    first = made(tmp_path)
    assert made(tmp_path) == first
    assert len(first["lectern/secret_key"]) == 64
    password = first["mongodb/password"]
    assert first["lectern/mongodb_uri"].startswith(f"mongodb://lectern:{password}@mongodb:27017/")
    assert first["lectern/redis_url"] == f"redis://:{first['redis/password']}@redis:6379/0"
    assert first["lectern/database_url"].startswith("sqlite:////")
    assert not any("root_password" in name for name in first if name.startswith("lectern/"))
    passwords = [value for name, value in first.items() if name.endswith("/password")]
    assert len(set(passwords)) == len(passwords) > 3
    assert first["prometheus/metrics-token"] == first["lectern/metrics_token"]
    assert first["alertmanager/slack-url"] == ""
    assert made(tmp_path, SLACK_URL="https://one")["alertmanager/slack-url"] == "https://one"


def test_a_variable_leads_to_a_store_elsewhere_and_back(tmp_path: Path) -> None:
    here = made(tmp_path)
    elsewhere = {
        "MONGODB_URI": "mongodb+srv://somebody@cluster.example.org/lectern",
        "REDIS_URL": "rediss://redis.example.org:6380/0",
        "DATABASE_URL": "postgres://db.example.org/lectern",
        "EMAIL_URL": "smtp://mail.example.org",
        "LECTERN_SECRET_KEY": "a key that somebody brought along from before",
    }
    told = made(tmp_path, **elsewhere)
    for name, value in elsewhere.items():
        file = name.removeprefix("LECTERN_").lower()
        assert told[f"lectern/{file}"] == value
    back = made(tmp_path)
    assert back["lectern/mongodb_uri"] == here["lectern/mongodb_uri"]


def test_the_profile_of_postgres_leads_to_it(tmp_path: Path) -> None:
    told = made(tmp_path, COMPOSE_PROFILES="monitoring,postgres")
    password = told["postgres/password"]
    assert told["lectern/database_url"] == f"postgres://lectern:{password}@postgres:5432/lectern"


def test_an_archive_reaches_its_bucket(tmp_path: Path) -> None:
    import boto3
    from moto.server import ThreadedMotoServer

    archive = tmp_path / "one.backup"
    archive.write_bytes(os.urandom(100_000))
    key = tmp_path / "key"
    key.write_text("two\n")
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    try:
        _, port = server.get_host_and_port()
        endpoint = f"http://127.0.0.1:{port}"
        s3 = boto3.client(
            "s3",
            endpoint_url=endpoint,
            region_name="us-east-1",
            aws_access_key_id="one",
            aws_secret_access_key="two",
        )
        s3.create_bucket(Bucket="backups")
        url = f"s3://backups/nightly?endpoint={endpoint}&region=us-east-1"
        environment = os.environ | {
            "PYTHONPATH": str(ROOT),
            "AWS_ACCESS_KEY_ID": "one",
            "AWS_SECRET_ACCESS_KEY_FILE": str(key),
        }
        command = [sys.executable, ROOT / "deploy/compose/send.py", archive]
        done = subprocess.run(
            [*command, url], env=environment, cwd=ROOT, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        there = s3.get_object(Bucket="backups", Key="nightly/one.backup")["Body"].read()
        assert there == archive.read_bytes()
        sent = tmp_path / "sent.prom"
        name, seconds = sent.read_text().split()
        assert name == "lectern_backup_sent_seconds"
        assert 0 <= time.time() - int(seconds) < 60
        sent.unlink()
        lost = subprocess.run(
            [*command, url.replace("backups", "nowhere")],
            env=environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
        assert lost.returncode != 0
        assert "NoSuchBucket" in lost.stderr
        assert not sent.exists()
    finally:
        server.stop()

"""Writes the secrets of a Compose installation: a folder for each service that needs some.

What is there stays, so that it is safe to run at each start; addresses of stores follow the
environment, so that a variable alone leads to a store elsewhere. Standard library only.
"""

import json
import os
import secrets
import sys
from pathlib import Path

SQLITE = "sqlite:////var/lib/lectern/identity/identity.sqlite3"
COPIED = (
    "LECTERN_OLD_SECRET_KEYS",
    "EMAIL_URL",
    "MEDIA_STORAGE_URL",
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
)


def main(root: Path) -> None:
    """Make what is missing and write down where the stores are."""
    made = {
        name: once(root / name)
        for name in (
            "lectern/secret_key",
            "lectern/metrics_token",
            "lectern/demo_password",
            "mongodb/root_password",
            "mongodb/password",
            "mongodb-monitor/monitor_password",
            "mongodb/key",
            "redis/password",
            "postgres/password",
            "grafana/password",
        )
    }
    mongodb = (
        f"mongodb://lectern:{made['mongodb/password']}@mongodb:27017/lectern"
        "?replicaSet=lectern&authSource=admin"
    )
    postgres = f"postgres://lectern:{made['postgres/password']}@postgres:5432/lectern"
    profiles = os.environ.get("COMPOSE_PROFILES", "").split(",")
    written = {
        "mongodb_uri": os.environ.get("MONGODB_URI") or mongodb,
        "redis_url": os.environ.get("REDIS_URL")
        or f"redis://:{made['redis/password']}@redis:6379/0",
        "database_url": os.environ.get("DATABASE_URL")
        or (postgres if "postgres" in profiles else SQLITE),
        **{name.removeprefix("LECTERN_").lower(): os.environ.get(name, "") for name in COPIED},
    }
    if key := os.environ.get("LECTERN_SECRET_KEY"):
        written["secret_key"] = key
    for name, value in written.items():
        write(root / "lectern" / name, value)
    # The same once more, for those who may know nothing else.
    write(root / "mongodb/monitor_password", made["mongodb-monitor/monitor_password"])
    write(root / "prometheus/metrics-token", made["lectern/metrics_token"])
    for name in ("SLACK_URL", "PAGERDUTY_KEY"):
        write(root / "alertmanager" / name.lower().replace("_", "-"), os.environ.get(name, ""))
    passwords = {"redis://redis:6379": made["redis/password"]}
    write(root / "redis/passwords.json", json.dumps(passwords))


def once(path: Path) -> str:
    """The content of a file that is made when it is not there."""
    if not path.exists():
        write(path, secrets.token_hex(32))
    return path.read_text().strip()


def write(path: Path, text: str) -> None:
    """Put a file in its place whole. Each service has its own user and sees only its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.new")
    new.write_text(text + "\n")
    new.chmod(0o444)
    new.replace(path)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

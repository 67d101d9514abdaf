"""A Compose project of the tests' own, so that no installation of anybody is touched."""

import json
import os
import subprocess
import time
from pathlib import Path
from typing import Any

import httpx

from tests.cli.conftest import environment

ROOT = Path(__file__).parents[2]
NAME = "lectern-test"
PORT = int(os.environ.get("LECTERN_PORT", "8080"))
URL = f"http://localhost:{PORT}"
BASES = {
    "backend": "python:3.12-slim-bookworm",
    "frontend": "nginx:stable-bookworm",
    "proxy": "nginx:stable-bookworm",
}
# Whoever tests comes from one address, and oftener than a school does.
SCOPES = ("auth", "account", "write", "search", "anonymous")
RATES = ",".join(f"{scope}=1000000/min" for scope in SCOPES)
ENVIRONMENT = environment() | {
    "LECTERN_ENV": "development",
    "LECTERN_PORT": str(PORT),
    "LECTERN_SITE_URL": URL,
    "LECTERN_RATES": RATES,
}


def compose(*words: str, profile: str = "") -> str:
    """What a command of Compose writes; it must succeed."""
    profiles = ["--profile", profile] if profile else []
    return run("docker", "compose", "-p", NAME, *profiles, *words)


def run(*command: str) -> str:
    """What a command writes; it must succeed."""
    done = subprocess.run(
        command, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def up(*options: str) -> float:
    """Seconds until all is healthy."""
    began = time.monotonic()
    try:
        compose("up", "-d", "--wait", *options)
    except AssertionError as failure:
        failure.add_note(compose("logs", "--tail", "20"))
        raise
    return time.monotonic() - began


def containers() -> list[dict[str, Any]]:
    """Every container of the project, as the engine describes it."""
    ids = compose("ps", "-aq").split()
    found: list[dict[str, Any]] = json.loads(run("docker", "inspect", *ids))
    return found


def running(service: str) -> list[str]:
    """The ids of the containers of a service that run."""
    return compose("ps", "-q", service).split()


def size(image: str) -> int:
    """The bytes of an image."""
    return int(run("docker", "image", "inspect", "-f", "{{.Size}}", image))


def visitor() -> httpx.Client:
    """Somebody who asks through the proxy."""
    return httpx.Client(base_url=URL, timeout=20)


def signed_in(username: str, password: str) -> httpx.Client:
    """A client in which this person is signed in."""
    client = visitor()
    answer = client.post("/api/auth/login/", json={"username": username, "password": password})
    assert answer.status_code == 200, answer.text
    client.headers["Authorization"] = f"Bearer {answer.json()['token']}"
    return client


def registered(username: str) -> httpx.Client:
    """A client in which somebody new is signed in."""
    password = "three wet otters sing"
    answer = visitor().post(
        "/api/auth/registration/",
        json={
            "username": username,
            "email": f"{username}@example.org",
            "password1": password,
            "password2": password,
        },
    )
    assert answer.status_code == 201, answer.text
    return signed_in(username, password)

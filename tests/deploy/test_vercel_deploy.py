"""Vercel's own command line deploys, routes and goes back as our scripts have it do."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.deploy import vercel
from tests.deploy.manifests import ROOT
from tests.deploy.vercel import PROJECT, TEAM, Vercel

PROGRAM = shutil.which("vercel", path=os.environ.get("VERCEL") or os.environ["PATH"])
SETTINGS = ROOT / "deploy/vercel/vercel.json"
OURS = json.loads(SETTINGS.read_text())
HASHED, GONE = "main-AbCd1234.js", "main-GoNe1234.js"
BUILD = {"index.html": "a page", HASHED: "a script", "icons/one.svg": "a picture"}

pytestmark = pytest.mark.skipif(
    not PROGRAM, reason="needs the command line of Vercel; `make ops-lint` brings it"
)


@pytest.fixture
def build(tmp_path: Path) -> Path:
    """What the build of the web application leaves, packed copies for our own servers included."""
    folder = tmp_path / "browser"
    for name, content in BUILD.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content)
    for packed in (".br", ".gz"):
        (folder / (HASHED + packed)).write_text("packed")
    return folder


@pytest.fixture
def there() -> Iterator[Vercel]:
    """A Vercel that nothing was deployed to."""
    with vercel.vercel() as it:
        yield it


def run(there: Vercel, *command: str | Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """One of our scripts, for this Vercel."""
    assert PROGRAM
    account = {"VERCEL_TOKEN": "secret", "VERCEL_ORG_ID": TEAM, "VERCEL_PROJECT_ID": PROJECT}
    environment = {"VERCEL_API": there.address, **account, **settings}
    path = f"{Path(PROGRAM).parent}:{os.environ['PATH']}"
    return subprocess.run(
        [ROOT / "deploy" / command[0], *command[1:]],
        env=os.environ | {"PATH": path} | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
    )


def deploy(there: Vercel, build: Path) -> None:
    """Have it serve a build."""
    done = run(there, "vercel/deploy.sh", build)
    assert done.returncode == 0, done.stderr


def go_back(there: Vercel) -> subprocess.CompletedProcess[str]:
    """Have it serve what it served before."""
    return run(there, "rollback.sh", "vercel")


def test_it_is_given_the_build_as_it_is(there: Vercel, build: Path) -> None:
    deploy(there, build)
    content = {name: body.decode() for name, body in there.content(there.production).items()}
    assert content == BUILD
    told = {name: there.production[name] for name in OURS if name in there.production}
    assert told == OURS
    assert there.tokens == {"Bearer secret"}


def test_what_is_new_is_served_also_after_going_back(there: Vercel, build: Path) -> None:
    for script in ("one", "two"):
        (build / HASHED).write_text(script)
        deploy(there, build)
    assert go_back(there).returncode == 0
    assert there.content(there.production)[HASHED] == b"one"
    (build / HASHED).write_text("three")
    deploy(there, build)
    assert there.content(there.production)[HASHED] == b"three"
    # What was served before it, not what was deployed before it; and twice is where it began.
    for script in (b"one", b"three"):
        done = go_back(there)
        assert done.returncode == 0, done.stderr
        assert there.content(there.production)[HASHED] == script


def test_nothing_goes_back_to_nothing(there: Vercel, build: Path) -> None:
    deploy(there, build)
    done = go_back(there)
    assert done.returncode == 1
    assert "Nothing tells what" in done.stderr
    assert len(there.served) == 1


@pytest.mark.parametrize("name", ["VERCEL_TOKEN", "VERCEL_ORG_ID", "VERCEL_PROJECT_ID"])
@pytest.mark.parametrize("script", ["vercel/deploy.sh", "rollback.sh"])
def test_what_is_not_set_is_named(there: Vercel, build: Path, script: str, name: str) -> None:
    words = [build] if script == "vercel/deploy.sh" else ["vercel"]
    done = run(there, script, *words, **{name: ""})
    assert done.returncode == 1
    assert name in done.stderr
    assert not there.tokens


@pytest.fixture(scope="module")
def routes(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What Vercel makes of our settings; its builder says so without an account."""
    assert PROGRAM
    folder = tmp_path_factory.mktemp("site")
    for name, content in BUILD.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(content)
    (folder / ".vercel").mkdir()
    project = {"projectId": PROJECT, "orgId": TEAM, "settings": {"framework": None}}
    (folder / ".vercel/project.json").write_text(json.dumps(project))
    where = ("--cwd", folder, "--local-config", SETTINGS)
    subprocess.run(
        [PROGRAM, "build", "--prod", "--yes", "--token", "none", *where],
        env=os.environ | {"VERCEL_TELEMETRY_DISABLED": "1"},
        check=True,
        capture_output=True,
        timeout=120,
    )
    output = folder / ".vercel/output"
    static = output / "static"
    files = {str(file.relative_to(static)) for file in static.rglob("*") if file.is_file()}
    assert files == set(BUILD)
    found: list[dict[str, Any]] = json.loads((output / "config.json").read_text())["routes"]
    return found


def answered(routes: list[dict[str, Any]], path: str) -> tuple[str, dict[str, str]]:
    """Where a request goes, and the headers of the answer: the order is that of Vercel's routes."""
    headers: dict[str, str] = {}
    file = path.lstrip("/") or "index.html"
    for route in routes:
        if route.get("handle") == "filesystem" and file in BUILD:
            return file, headers
        if route.get("handle") == "error":
            break
        found = re.search(route.get("src", "$^"), path)
        if found and route.get("continue"):
            headers |= route["headers"]
        elif found:
            return found.expand(re.sub(r"\$(\d)", r"\\\1", route["dest"])), headers
    return "nothing", headers


@pytest.mark.parametrize(
    ("path", "to"),
    [
        ("/", "index.html"),
        ("/courses/one", "/index.html"),
        (f"/{HASHED}", HASHED),
        ("/icons/one.svg", "icons/one.svg"),
        # A script of an older build that got a page would be kept by browsers for a year.
        (f"/{GONE}", "nothing"),
        ("/icons/two.svg", "nothing"),
        ("/api/courses/", "https://lectern-backend.onrender.com/api/courses/"),
        ("/media/a/b.png", "https://lectern-backend.onrender.com/media/a/b.png"),
        ("/readyz", "https://lectern-backend.onrender.com/readyz"),
    ],
)
def test_requests_go_where_they_belong(routes: list[dict[str, Any]], path: str, to: str) -> None:
    where, headers = answered(routes, path)
    assert where == to
    if to.startswith("https:"):
        assert headers == {}
    else:
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'self'" in headers["Content-Security-Policy"]

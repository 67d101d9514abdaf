"""What a story that fails leaves behind for whoever has to find out why."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.server import ROOT, Site

pytestmark = pytest.mark.not_by_keys("nobody touches anything")
STORIES = """
from pathlib import Path

import pytest

from tests.e2e import conftest
from tests.e2e.pages import see
from tests.e2e.server import Site

conftest.KEPT = Path({kept!r})


class Running:
    data = Path({data!r})
    output = "what the supervisor says"


@pytest.fixture(scope="package")
def site():
    return Site(Running(), {url!r}, "not the password")


def test_a_heading_is_wrong(page):
    page.goto("/courses")
    see(page, "Explore caves")


def test_the_page_crashes(page):
    page.goto("/courses")
    page.goto("chrome://crash")


def test_nobody_can_sign_in_for_the_tour(stops):
    pass
"""


def test_a_story_that_fails_leaves_pictures_traces_and_logs(site: Site, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    story = tmp_path / "test_stories.py"
    story.write_text(STORIES.format(kept=str(kept), data=str(site.up.data), url=site.url))
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-o", "addopts=", "-p", "tests.e2e.conftest"),
            *("--rootdir", ROOT, "-c", ROOT / "pyproject.toml", story),
        ],
        cwd=ROOT,
        env={**os.environ, "PYTEST_ADDOPTS": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "2 failed, 1 error" in done.stdout, done.stdout + done.stderr
    logs = {f"log/{path.name}" for path in (site.up.data / "log").iterdir()}
    assert logs
    always = {"window-1.trace.zip", "up.log"} | logs
    assert files(kept / "test_a_heading_is_wrong") == always | {"window-1-1.png"}
    assert files(kept / "test_the_page_crashes") == always | {"window-1-1.txt"}
    assert files(kept / "tour") == always | {"window-1-1.png"}


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}

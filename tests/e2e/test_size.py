"""What a browser fetches before the first page shows stays small enough for a phone."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

BUILT = Path(__file__).parents[2] / "web/dist/lectern/browser"
PARTS = re.compile(r'id="parts"[^>]*>([^<]*)<')
MOST = 150_000  # bytes of scripts and styles, as Brotli leaves them

NAMED = re.compile(r'(?:src|href)="([\w.-]+\.(?:js|css))"')
IMPORTED = re.compile(r'(?:from|import)\s*"\./([\w.-]+\.js)"')


def initial() -> set[str]:
    """The files that the page names, and what these cannot begin without."""
    found: set[str] = set()
    waiting = set(NAMED.findall((BUILT / "index.html").read_text()))
    while waiting:
        name = waiting.pop()
        found.add(name)
        if name.endswith(".js"):
            waiting |= set(IMPORTED.findall((BUILT / name).read_text())) - found
    return found


def test_the_application_begins_with_at_most_150_kb() -> None:
    files = initial()
    assert any(name.startswith("main-") for name in files)
    assert any(name.endswith(".css") for name in files)
    sizes = {name: (BUILT / f"{name}.br").stat().st_size for name in files}
    assert sum(sizes.values()) <= MOST, sizes


@pytest.mark.parametrize("path", ["/", "/courses", "/login", "/dashboard"])
def test_a_page_asks_for_its_parts_before_the_application_runs(page: Page, path: str) -> None:
    html = (BUILT / "index.html").read_text()
    (written,) = PARTS.findall(html)
    parts = {
        file
        for place, files in json.loads(written)
        if re.search(place, f"en:{path}")
        for file in files
    }
    assert parts
    assert not parts & initial()
    page.route(re.compile(r"/main-[^/]+\.js$"), lambda _: None)  # the application never starts
    page.goto(path, wait_until="commit")
    page.wait_for_function(
        """parts => {
          const here = performance.getEntriesByType('resource').map(({ name }) => name);
          return parts.every((part) => here.some((name) => name.endsWith(part)));
        }""",
        arg=sorted(parts),
    )
    page.goto("about:blank")

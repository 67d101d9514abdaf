"""An installation and a browser for the stories of one process; a window of its own for each."""

import re
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

from tests.e2e import elsewhere, keys, tour
from tests.e2e.chromium import Watch, launch
from tests.e2e.server import ROOT, Site, serve

KEPT = ROOT / "build" / "e2e"
PATIENCE_MS = 10_000
FAILED = pytest.StashKey[bool]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--keyboard", action="store_true", help="Tell every story without a mouse.")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "not_by_keys(why): what --keyboard leaves out")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--keyboard"):
        for item in items:
            for mark in item.iter_markers("not_by_keys"):
                item.add_marker(pytest.mark.skip(reason=mark.args[0]))


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The product, running."""
    folder = tmp_path_factory.mktemp("e2e")
    with elsewhere.site(folder) if elsewhere.is_named() else serve(folder) as running:
        yield running
    shutil.rmtree(folder)  # databases are large, and what a failure needs has been kept


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """A real browser."""
    expect.set_options(timeout=PATIENCE_MS)
    with launch() as browser:
        yield browser


@pytest.fixture(scope="package")
def stops(chromium: Browser, site: Site) -> list[tour.Stop]:
    """Every page, with what has to be there for it."""
    opened = Windows(chromium, site, Watch())
    keep: Path | None = folder_of("tour")
    try:
        prepared = tour.prepare(opened.open(), site)
        keep = None
    finally:
        opened.close(keep)
    return prepared


@pytest.fixture(autouse=True)
def hands(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """All that people have, unless the run is told to do without a mouse."""
    if request.config.getoption("--keyboard"):
        keys.take_the_mouse_away(monkeypatch)


@pytest.fixture
def watch() -> Watch:
    """What the browser complains about during the test."""
    return Watch()


class Windows:
    """The browser windows of one test; each has cookies and storage of its own."""

    def __init__(self, chromium: Browser, site: Site, watch: Watch) -> None:
        self._chromium = chromium
        self._site = site
        self._watch = watch
        self._contexts: list[BrowserContext] = []

    def open(self, *, snapshots: bool = True, **options: Any) -> Page:
        """A page in a new window. It keeps no files of the application unless it is told to.

        Of every step its trace keeps what the page was like, unless the test says of each page
        itself what is wrong with it.
        """
        options = {
            "viewport": {"width": 1280, "height": 800},
            "locale": "en-GB",
            "service_workers": "block",
            **options,
        }
        context = self._chromium.new_context(base_url=self._site.url, **options)
        context.set_default_timeout(PATIENCE_MS)
        context.tracing.start(snapshots=snapshots)
        self._watch.follow(context)
        self._contexts.append(context)
        return context.new_page()

    def close(self, keep: Path | None) -> None:
        """Close them all; after a failure with pictures, traces and the logs of the servers."""
        if keep:
            keep.mkdir(parents=True, exist_ok=True)
            if (logs := self._site.up.data / "log").exists():
                shutil.copytree(logs, keep / "log", dirs_exist_ok=True)
            (keep / "up.log").write_text(self._site.up.output)
        for number, context in enumerate(self._contexts, 1):
            if keep:
                for page_number, page in enumerate(context.pages, 1):
                    picture = keep / f"window-{number}-{page_number}.png"
                    attempt(partial(page.screenshot, path=picture, timeout=PATIENCE_MS), picture)
                trace = keep / f"window-{number}.trace.zip"
                attempt(partial(context.tracing.stop, path=trace), trace)
            context.close()


def attempt(draw: Callable[[], object], file: Path) -> None:
    """Keep one thing of a failure; a page that has crashed has no picture, but a trace."""
    try:
        draw()
    except Error as error:
        file.with_suffix(".txt").write_text(str(error))


def folder_of(name: str) -> Path:
    """Where what is left of a failure is kept."""
    return KEPT / re.sub(r"[^\w.-]+", "-", name)


@pytest.fixture
def windows(
    chromium: Browser, site: Site, watch: Watch, request: pytest.FixtureRequest
) -> Iterator[Windows]:
    """Opens windows. The test fails when the browser had something to complain about."""
    opened = Windows(chromium, site, watch)
    yield opened
    errors = watch.unexpected()
    keep = None
    if errors or request.node.stash.get(FAILED, False):
        keep = folder_of(request.node.name)
    opened.close(keep)
    assert not errors, "The browser complained:\n" + "\n".join(errors)


@pytest.fixture
def page(windows: Windows) -> Page:
    """A page that nobody has used before."""
    return windows.open()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
    """Let fixtures know whether their test failed."""
    report = yield
    if report.failed:
        item.stash[FAILED] = True
    return report

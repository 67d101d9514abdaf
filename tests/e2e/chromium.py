"""The browser of the run, and what it complained about."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, WebError, sync_playwright

from tests.e2e import browser

ARGUMENTS = [
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# What Playwright itself says where a test allows no service worker.
NO_WORKER = "Service Worker registration blocked by Playwright"


@contextmanager
def launch() -> Iterator[Browser]:
    """A headless Chromium; as root it cannot have its sandbox."""
    program = browser.install()
    arguments = [*ARGUMENTS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=arguments)
        yield chromium
        chromium.close()


class Watch:
    """Collects errors of pages and their consoles; a test says which ones belong to its story."""

    def __init__(self) -> None:
        self._errors: list[str] = []
        self._expected: list[str] = []

    def follow(self, context: BrowserContext) -> None:
        context.on("console", self._on_console)
        context.on("weberror", self._on_error)

    def expect(self, *patterns: str) -> None:
        """Errors that match one of these patterns are part of what the test does."""
        self._expected += patterns

    def unexpected(self) -> list[str]:
        return [error for error in self._errors if not self._is_expected(error)]

    def _is_expected(self, error: str) -> bool:
        return any(re.search(pattern, error) for pattern in self._expected)

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and message.text != NO_WORKER:
            self._errors.append(f"{message.text} [{message.location['url']}]")

    def _on_error(self, error: WebError) -> None:
        self._errors.append(f"uncaught: {error.error}")

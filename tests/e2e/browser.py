"""A real Chromium: on PATH, else the one Playwright downloads, else Debian's.

`python tests/e2e/browser.py` installs one when there is none and prints where it is.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NONE_FOUND = """\
The end-to-end tests need Chromium and none could be had: there is none on PATH, Playwright could
not download its own, and Debian's package could not be installed ({why}).
Install Chromium or Google Chrome and run the tests again."""


class NoBrowser(RuntimeError):
    """There is no browser and none could be installed."""


def executable() -> Path | None:
    """The browser that is already here."""
    on_path = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    return Path(on_path) if on_path else _of_playwright()


def install() -> Path:
    """The browser that is here, or that could be installed."""
    for attempt in (lambda: "", _download, _from_debian):
        why = attempt()
        if found := executable():
            return found
    raise NoBrowser(NONE_FOUND.format(why=why))


def _of_playwright() -> Path | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return path if path.exists() else None


def _download() -> str:
    return _run([sys.executable, "-m", "playwright", "install", "chromium"], timeout=300)


def _from_debian() -> str:
    if not shutil.which("apt-get"):
        return "this is not Debian"
    if os.geteuid() != 0:
        return "that needs root"
    return _run(["apt-get", "update"], timeout=300) or _run(
        ["apt-get", "install", "-y", "--no-install-recommends", "chromium"], timeout=600
    )


def _run(command: list[str], timeout: float) -> str:
    """Nothing when it worked, else the last line of what it said."""
    print(f"Installing a browser: {' '.join(command[-4:])}", file=sys.stderr)  # noqa: T201
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        result = subprocess.run(
            command, capture_output=True, text=True, timeout=timeout, env=environment, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    if result.returncode == 0:
        return ""
    lines = (result.stderr or result.stdout).strip().splitlines()
    return lines[-1] if lines else f"exit code {result.returncode}"


if __name__ == "__main__":
    try:
        print(install())  # noqa: T201
    except NoBrowser as error:
        sys.exit(str(error))

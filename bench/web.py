"""How good and how fast the pages are, by Lighthouse: `make bench-web`.

    python -m bench.web [--runs 5] [--only home lesson] [--device desktop]

Starts the product with its demo behind the nginx of `deploy/nginx`, so over TLS and HTTP/2 as it is
for people away from the server, opens each page in a fresh Chromium and prints the median of the
runs. Scores under their limits make it fail. The machine should have nothing else to do: `index` is
how fast Lighthouse found it, and rows compare only where that is alike.
"""

import argparse
import json
import os
import re
import shutil
import ssl
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import psutil  # type: ignore[import-untyped]
from playwright.sync_api import Page, sync_playwright

from tests.deploy import proxy
from tests.e2e import browser, pages
from tests.e2e.server import COURSE_TITLE, Site, serve
from tests.e2e.tour import STUDENT, Api

TOOL = Path(__file__).parent / "lighthouse"
LAST = 19  # of the priorities of processes
TRIES = 3
UNSEEN = "NO_NAVSTART"  # Lighthouse has missed the beginning, and asks to be run again
SETTLE = 2.0  # what signing in has begun is over, on the server too
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LIMITS = {
    "desktop": {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100},
    "mobile": {"performance": 85, "accessibility": 100, "best-practices": 100, "seo": 100},
}
INITIAL_LIMIT_KB = 150
UNCHECKED = ssl._create_unverified_context()  # noqa: S323 - nginx has made the certificate itself
STATIC_IMPORT = re.compile(r'(?:from|import)"\./([\w.-]+\.js)"')
TIMES = {
    "first-contentful-paint": "FCP ms",
    "largest-contentful-paint": "LCP ms",
    "total-blocking-time": "TBT ms",
    "cumulative-layout-shift": "CLS",
}
ROW = "{:<10} {:<8} {:>5} {:>5} {:>5} {:>5} {:>8} {:>8} {:>8} {:>6} {:>9} {:>6}  {}"
HEADER = (
    *("page", "device", "perf", "a11y", "best", "seo"),
    *TIMES.values(),
    *("JS+CSS kB", "index", "missed"),
)


@dataclass(frozen=True)
class Place:
    """A page that is measured, and whether a student looks at it."""

    name: str
    path: str
    signed_in: bool = False


def main() -> None:
    options = arguments()
    if not proxy.is_new_enough():
        sys.exit(f"This {proxy.WITHOUT}.")
    folder = Path(tempfile.mkdtemp(prefix="lectern-bench-web-"))
    good = True
    try:
        with serve(folder) as inside, proxy.before(folder / "nginx", inside.up.port) as url:
            site = replace(inside, url=url)
            give_way()
            size = initial_size(site.url)
            print(f"Initial JS+CSS, Brotli: {size / 1000:.1f} kB (limit {INITIAL_LIMIT_KB})\n")  # noqa: T201
            good = size <= INITIAL_LIMIT_KB * 1000
            print(ROW.format(*HEADER))  # noqa: T201
            for place in places(site, folder):
                if options.only and place.name not in options.only:
                    continue
                for device in options.device or LIMITS:
                    runs = [
                        measure(site, place, device, folder / f"profile-{number}")
                        for number in range(options.runs)
                    ]
                    good = report(place.name, device, runs) and good
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    sys.exit(not good)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", nargs="*", help="names of pages")
    parser.add_argument("--device", nargs="*", choices=list(LIMITS))
    return parser.parse_args()


def give_way() -> None:
    """Let the browser go before the servers: who has a phone has these on another machine."""
    for process in psutil.Process().children(recursive=True):
        process.nice(LAST)


def initial_size(url: str) -> int:
    """The bytes of script and style without which no page begins, as a browser is sent them."""
    html = _fetch(f"{url}/").decode()
    waiting = {
        *re.findall(r'<script[^>]+src="([^"]+)"', html),
        *re.findall(r'<link[^>]+rel="stylesheet"[^>]+href="([^"]+)"', html),
    }
    names: set[str] = set()
    while waiting:
        name = waiting.pop()
        names.add(name)
        if name.endswith(".js"):
            imported = STATIC_IMPORT.findall(_fetch(f"{url}/{name}").decode())
            waiting |= set(imported) - names
    return sum(len(_fetch(f"{url}/{name}", encoding="br")) for name in names)


def _fetch(address: str, encoding: str = "identity") -> bytes:
    request = Request(address, headers={"Accept-Encoding": encoding})  # noqa: S310 - our own server
    with urlopen(request, context=UNCHECKED) as answer:  # noqa: S310
        return bytes(answer.read())


def places(site: Site, folder: Path) -> list[Place]:
    """The five pages, with the ids that this installation has given."""
    with chromium(folder / "profile", site.url) as (_, page):
        pages.sign_in(page, STUDENT, site.password)
        api = Api(page)
        course = api.list("enrollments", status="active")[0]["course"]
        lesson = api.list("lessons", course=course)[1]["id"]
        titles = {one["title"]: one["id"] for one in api.list("courses")}
    return [
        Place("home", "/"),
        Place("catalogue", "/courses"),
        Place("course", f"/courses/{titles[COURSE_TITLE]}"),
        Place("lesson", f"/learn/{course}/{lesson}", signed_in=True),
        Place("dashboard", "/dashboard", signed_in=True),
    ]


@contextmanager
def chromium(profile: Path, url: str) -> Iterator[tuple[int, Page]]:
    """A browser that nobody has used, and the port by which Lighthouse joins it."""
    arguments = ["--remote-debugging-port=0", "--disable-dev-shm-usage", "--disable-gpu"]
    arguments.append("--ignore-certificate-errors")
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            profile,
            base_url=url,
            executable_path=browser.install(),
            args=arguments,
            ignore_https_errors=True,
        )
        port = int((profile / "DevToolsActivePort").read_text().splitlines()[0])
        try:
            yield port, context.pages[0]
        finally:
            context.close()


def measure(site: Site, place: Place, device: str, profile: Path) -> dict[str, Any]:
    """One run, in a browser that has seen nothing of the application but may be signed in."""
    for _ in range(TRIES):
        shutil.rmtree(profile, ignore_errors=True)
        with chromium(profile, site.url) as (port, page):
            if place.signed_in:
                pages.sign_in(page, STUDENT, site.password)
                time.sleep(SETTLE)
            done = lighthouse(site.url + place.path, device, port)
        if done.returncode == 0:
            return dict(json.loads(done.stdout))
        if UNSEEN not in done.stderr:
            break
    sys.exit(done.stderr)


def lighthouse(url: str, device: str, port: int) -> subprocess.CompletedProcess[str]:
    """Let it look at a page in the browser on this port."""
    return subprocess.run(  # noqa: S603 - our own command
        [
            *("nice", "-n", str(LAST)),
            *("node", str(TOOL / "node_modules/lighthouse/cli/index.js"), url),
            *("--output", "json", "--quiet", f"--port={port}", "--disable-storage-reset"),
            *(["--preset=desktop"] if device == "desktop" else []),
            f"--only-categories={','.join(CATEGORIES)}",
        ],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "CHROME_PATH": str(browser.install())},
    )


def report(name: str, device: str, runs: list[dict[str, Any]]) -> bool:
    """Print a row; whether every median reaches its limit."""
    scores = {
        category: statistics.median(100 * run["categories"][category]["score"] for run in runs)
        for category in CATEGORIES
    }
    times = [
        statistics.median(run["audits"][audit]["numericValue"] for run in runs) for audit in TIMES
    ]
    kilobytes = statistics.median(sum(weights(run)) for run in runs) / 1000
    good = all(scores[category] >= limit for category, limit in LIMITS[device].items())
    print(  # noqa: T201
        ROW.format(
            name,
            device,
            *(f"{scores[category]:.0f}" for category in CATEGORIES),
            *(f"{time:.0f}" for time in times[:-1]),
            f"{times[-1]:.3f}",
            f"{kilobytes:.0f}",
            f"{statistics.median(run['environment']['benchmarkIndex'] for run in runs):.0f}",
            ", ".join(sorted({audit for run in runs for audit in missed(run)})),
        ),
        flush=True,
    )
    return good


def weights(run: dict[str, Any]) -> Iterator[int]:
    """The bytes of every script and style sheet that the page loaded."""
    for one in run["audits"]["network-requests"]["details"]["items"]:
        if one.get("resourceType") in ("Script", "Stylesheet"):
            yield one["transferSize"]


def missed(run: dict[str, Any]) -> Iterator[str]:
    """The audits besides those of speed that cost points."""
    for category in CATEGORIES[1:]:
        for audit in run["categories"][category]["auditRefs"]:
            score = run["audits"][audit["id"]]["score"]
            if audit["weight"] and score is not None and score < 1:
                yield audit["id"]


if __name__ == "__main__":
    main()

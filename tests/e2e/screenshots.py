"""Pictures of every page in both colour schemes and two widths, for people to look at.

`python -m tests.e2e.screenshots` starts the product with its demo and writes to var/screenshots/.
Names given behind it are those of the pages to draw, such as `dashboard lesson`.
"""

import shutil
import sys
import tempfile
from itertools import product
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, ViewportSize

from tests.e2e import tour
from tests.e2e.chromium import launch
from tests.e2e.server import ROOT, Site, serve

TARGET = ROOT / "var" / "screenshots"
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
SIZES: dict[str, ViewportSize] = {
    "desktop": {"width": 1280, "height": 860},
    "phone": {"width": 390, "height": 844},
}


def main(wanted: set[str]) -> None:
    folder = Path(tempfile.mkdtemp(prefix="lectern-screenshots-"))
    TARGET.mkdir(parents=True, exist_ok=True)
    try:
        with serve(folder) as site, launch() as browser:
            with browser.new_context(base_url=site.url) as context:
                stops = tour.prepare(context.new_page(), site)
            if wanted:
                stops = [stop for stop in stops if stop.name in wanted]
            for size, scheme in product(SIZES, SCHEMES):
                draw(browser, site, stops, size, scheme)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(f"{len(list(TARGET.glob('*.png')))} pictures are in {TARGET}")  # noqa: T201


def draw(browser: Browser, site: Site, stops: list[tour.Stop], size: str, scheme: Scheme) -> None:
    """One round of pictures."""
    with browser.new_context(
        base_url=site.url,
        viewport=SIZES[size],
        color_scheme=scheme,
        locale="en-GB",
        reduced_motion="reduce",
    ) as context:
        page = context.new_page()
        for stop in tour.walk(page, site, stops):
            page.wait_for_load_state("networkidle")
            keep(page, f"{stop.name}-{size}-{scheme}", full_page=True)
            if stop.name == "dashboard":
                draw_menus(page, f"{size}-{scheme}")


def draw_menus(page: Page, suffix: str) -> None:
    """What opens over a page."""
    page.get_by_role("button", name="Notifications,").click()
    page.get_by_role("menuitem").first.wait_for()
    keep(page, f"menu-notifications-{suffix}")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Account of").click()
    page.get_by_role("menuitem", name="Log out").wait_for()
    keep(page, f"menu-account-{suffix}")
    page.keyboard.press("Escape")


def keep(page: Page, name: str, *, full_page: bool = False) -> None:
    page.wait_for_function("() => !document.querySelector('lec-chart [aria-busy=true]')")
    page.screenshot(path=TARGET / f"{name}.png", full_page=full_page, animations="disabled")


if __name__ == "__main__":
    main(set(sys.argv[1:]))

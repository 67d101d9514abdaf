"""Every page on a phone, in both colour schemes, in both languages, and as it is read out."""

import re
from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.e2e import pages, routes, tour
from tests.e2e.accessibility import faults
from tests.e2e.axe import violations
from tests.e2e.chromium import Watch
from tests.e2e.conftest import Windows
from tests.e2e.pages import see
from tests.e2e.server import Site
from tests.e2e.tour import Stop

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 800}
PAPER = {"light": "rgb(247, 248, 252)", "dark": "rgb(11, 16, 32)"}
OVERHANG = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
BACKGROUND = "getComputedStyle(document.body).backgroundColor"
# Addresses that show nothing themselves.
LEAD_ELSEWHERE = {"/learn/:course"}
# A key of a dictionary where its words should be: "quiz.rule.pass".
KEY = re.compile(r"(?<![\w./@-])[a-z]\w*(?:\.[a-z]\w*)+(?![\w./@-])", re.ASCII)


@pytest.fixture(scope="package")
def stops(chromium: Browser, site: Site) -> list[Stop]:
    """Every page, with what has to be there for it."""
    with chromium.new_context(base_url=site.url) as context:
        return tour.prepare(context.new_page(), site)


@pytest.mark.parametrize(
    ("size", "scheme", "language"),
    [
        (PHONE, "light", "en"),
        (PHONE, "dark", "vi"),
        (DESKTOP, "light", "vi"),
        (DESKTOP, "dark", "en"),
    ],
    ids=["phone-light-en", "phone-dark-vi", "desktop-light-vi", "desktop-dark-en"],
)
def test_every_page_fits_the_screen_and_can_be_read_out(
    size: ViewportSize,
    scheme: Literal["light", "dark"],
    language: str,
    windows: Windows,
    site: Site,
    watch: Watch,
    stops: list[Stop],
) -> None:
    page = windows.open(viewport=size, color_scheme=scheme)
    page.add_init_script(f"localStorage.setItem('lectern.language', '{language}')")
    watch.expect(*(stop.errors for stop in stops if stop.errors))
    wrong = []
    for stop in tour.walk(page, site, stops):
        found = [*faults(page), *violations(page), *misfits(page, scheme, language)]
        wrong += [f"{stop.name}: {fault}" for fault in found]
    assert not wrong, "\n".join(wrong)


def test_the_tour_visits_every_page(stops: list[Stop]) -> None:
    """A page that no stop visits has been looked at by nobody, and not by axe."""
    missed = {
        pattern
        for pattern in routes.patterns() - LEAD_ELSEWHERE
        if not any(routes.matches(pattern, stop.path) for stop in stops)
    }
    assert not missed, "No stop of tests/e2e/tour.py visits " + ", ".join(sorted(missed))


def misfits(page: Page, scheme: str, language: str) -> Iterator[str]:
    """Sentences about what is too wide, of the wrong colour or in the wrong language."""
    if overhang := page.evaluate(OVERHANG):
        yield f"{overhang} px too wide"
    if (background := page.evaluate(BACKGROUND)) != PAPER[scheme]:
        yield f"not {scheme} but {background}"
    if (spoken := page.locator("html").get_attribute("lang")) != language:
        yield f"speaks {spoken}"
    said = "\n".join(page.locator("button, header, footer, h1, dt").all_inner_texts())
    if keys := KEY.findall(said):
        yield f"shows {keys}"


def test_the_language_changes_where_one_is(page: Page) -> None:
    page.goto("/register?next=%2Fcourses")
    page.get_by_label("Username").fill("half-written")
    page.get_by_role("group", name="Language").get_by_role("button", name="Tiếng Việt").click()
    see(page, "Tạo tài khoản của bạn")
    expect(page.locator("html")).to_have_attribute("lang", "vi")
    assert page.url.endswith("/register?next=%2Fcourses")
    expect(page.locator("input").nth(1)).to_have_value("half-written")

    page.reload()
    see(page, "Tạo tài khoản của bạn")
    page.get_by_role("button", name="English").click()
    see(page, "Create your account")


def test_the_colour_scheme_can_be_forced(page: Page) -> None:
    page.goto("/")
    assert page.evaluate(BACKGROUND) == PAPER["light"]
    page.get_by_role("button", name="Colour scheme").click()
    page.get_by_role("menuitemradio", name="Dark").click()
    page.wait_for_function(f"{BACKGROUND} === '{PAPER['dark']}'")
    page.reload()
    see(page, "Learn something worth knowing")
    assert page.evaluate(BACKGROUND) == PAPER["dark"]


def test_the_keyboard_reaches_the_content_and_the_heading_has_the_focus(page: Page) -> None:
    page.goto("/courses")
    see(page, "Explore courses")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()

    page.get_by_role("article").first.get_by_role("link").click()
    expect(pages.heading(page)).to_be_focused()

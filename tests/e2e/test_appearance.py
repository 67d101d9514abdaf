"""Every page in both widths, colour schemes and languages, and as it is read out."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import looks, pages, routes, tour
from tests.e2e.chromium import Watch
from tests.e2e.conftest import Windows
from tests.e2e.looks import BACKGROUND, PAPER
from tests.e2e.pages import see
from tests.e2e.server import Site
from tests.e2e.tour import Stop


@pytest.mark.not_by_keys("it is looked at, whatever has led there")
@pytest.mark.parametrize("who", tour.PEOPLE, ids=lambda who: who or "visitor")
def test_every_page_fits_the_screen_and_can_be_read_out(
    who: str, windows: Windows, site: Site, watch: Watch, stops: list[Stop]
) -> None:
    page = windows.open(snapshots=False)
    looks.begin(page)
    mine = [stop for stop in stops if stop.who == who]
    assert mine
    watch.expect(*(stop.errors for stop in mine if stop.errors))
    wrong = [
        f"{stop.name}: {fault}"
        for stop in tour.walk(page, site, mine)
        for fault in looks.wrong(page)
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.not_by_keys("it is looked at, whatever has led there")
def test_the_tour_visits_every_page(stops: list[Stop]) -> None:
    """A page that no stop visits has been looked at by nobody, and not by axe."""
    missed = {
        pattern
        for pattern in routes.patterns()
        if not any(routes.matches(pattern, stop.path) for stop in stops)
    }
    assert not missed, "No stop of tests/e2e/tour.py visits " + ", ".join(sorted(missed))


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
    page.wait_for_function(f"() => {BACKGROUND} === '{PAPER['dark']}'")
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

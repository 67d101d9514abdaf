"""Going somewhere by keys alone."""

from playwright.sync_api import Page, expect

from tests.e2e import pages
from tests.e2e.server import Site


def test_a_lesson_is_a_few_letters_away(page: Page, site: Site) -> None:
    pages.sign_in(page, "student", site.password)
    page.goto("/courses")
    pages.see(page, "Explore courses")
    page.keyboard.press("Control+k")
    field = page.get_by_role("combobox", name="A page, a course or a lesson")
    expect(field).to_be_focused()
    page.keyboard.type("how we re")
    option = page.get_by_role("option", name="How we read")
    expect(option).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="How we read")).to_be_visible()


def test_the_keys_are_told_and_can_be_switched_off(page: Page, site: Site) -> None:
    page.goto("/courses")
    pages.see(page, "Explore courses")
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keys")
    expect(keys).to_contain_text("Search")
    keys.get_by_role("switch").press("Space")
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()

    search = page.get_by_role("searchbox", name="Search courses").first
    page.keyboard.press("/")
    expect(search).not_to_be_focused()
    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox", name="A page, a course or a lesson")).to_be_focused()

"""Running the installation in the browser."""

import re

from playwright.sync_api import Page, expect

from tests.e2e import pages
from tests.e2e.pages import see
from tests.e2e.server import Site


def test_a_role_is_given_and_taken_back_and_a_person_deleted(page: Page, site: Site) -> None:
    pages.join(page, "rosalind")
    pages.sign_in(page, "admin", site.password)
    page.goto("/users?search=rosalind")  # the old address leads there
    see(page, "People")
    row = page.get_by_role("row", name=re.compile("rosalind@example.org"))
    row.get_by_role("button", name="What to do with rosalind").click()
    page.get_by_role("menuitem", name="Make an instructor").click()
    expect(row.get_by_text("Instructor")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(row.get_by_text("Instructor")).to_be_hidden()

    row.get_by_role("button", name="What to do with rosalind").click()
    page.get_by_role("menuitem", name="Delete for good").click()
    asked = page.get_by_role("alertdialog")
    expect(asked).to_contain_text("Deactivating keeps everything")
    expect(asked.get_by_role("button", name="Cancel")).to_be_focused()
    asked.get_by_role("button", name="Delete for good").click()
    expect(row).to_be_hidden()


def test_categories_are_added_moved_and_removed_and_the_log_says_so(page: Page, site: Site) -> None:
    pages.sign_in(page, "admin", site.password)
    page.goto("/admin/categories")
    page.get_by_role("textbox", name="New category").fill("Ropework")
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_role("button", name="Move Ropework up").click()
    page.get_by_role("button", name="Remove Ropework").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Remove Ropework")).to_be_visible()

    page.goto("/admin/audit?action=categories.create")
    events = page.get_by_role("table", name="Audit log").get_by_role("row")
    expect(events.nth(1)).to_contain_text("categories.create")
    page.goto("/admin/jobs?status=failed")
    see(page, "Jobs")

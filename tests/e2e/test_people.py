"""What only admins may see."""

import re

from playwright.sync_api import Page, expect

from tests.e2e import pages
from tests.e2e.pages import see
from tests.e2e.server import Site


def test_an_admin_finds_people(page: Page, site: Site) -> None:
    page.goto("/login")
    pages.log_in(page, "admin", site.password)
    page.get_by_role("button", name="Account of Grace Adjei").click()
    page.get_by_role("menuitem", name="Admin").click()
    see(page, "Administration")
    page.get_by_role("navigation", name="Administration").get_by_role("link", name="People").click()
    see(page, "People")
    people = page.get_by_role("table", name="People").get_by_role("rowheader")
    expect(people.first).to_be_visible()

    page.get_by_role("searchbox", name="Username or e-mail begins with").fill("kofi")
    page.get_by_role("button", name="Find").click()
    expect(page).to_have_url(re.compile(r"search=kofi"))
    expect(people).to_have_count(1)
    expect(page.get_by_text("kofi.mensah@example.org")).to_be_visible()

    page.get_by_role("combobox", name="Role").click()
    page.get_by_role("option", name="Instructor").click()
    expect(page.get_by_text("Nobody found")).to_be_visible()
    page.get_by_role("button", name="Clear all filters").click()
    expect(people.nth(1)).to_be_visible()
    assert page.url.endswith("/admin/people")


def test_a_student_does_not_get_there(page: Page) -> None:
    pages.join(page, "wanda")
    page.goto("/dashboard")
    page.get_by_role("button", name="Account of wanda").click()
    expect(page.get_by_role("menuitem", name="Progress")).to_be_visible()
    expect(page.get_by_role("menuitem", name="Admin")).to_be_hidden()

    page.goto("/admin/people")
    see(page, "This page does not exist")
    assert page.url.endswith("/admin/people")
    bearer = {"Authorization": f"Bearer {pages.token(page)}"}
    answer = page.request.get("/api/users/", headers=bearer)
    assert answer.status == 403
    assert answer.json()["code"] == "forbidden"

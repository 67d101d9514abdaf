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
    page.get_by_role("menuitem", name="People").click()
    see(page, "People")
    people = page.get_by_role("main").get_by_role("article")
    expect(people.first).to_be_visible()

    page.get_by_role("searchbox", name="Username begins with").fill("kofi")
    page.get_by_role("button", name="Find").click()
    expect(page).to_have_url(re.compile(r"search=kofi"))
    expect(people).to_have_count(1)
    expect(people).to_contain_text("kofi.mensah@example.org")

    page.get_by_role("combobox", name="Role").click()
    page.get_by_role("option", name="Instructor").click()
    expect(page.get_by_text("Nobody found")).to_be_visible()
    page.get_by_role("button", name="Clear all filters").click()
    expect(people.nth(1)).to_be_visible()
    assert page.url.endswith("/users")


def test_a_student_does_not_get_there(page: Page) -> None:
    pages.join(page, "wanda")
    page.goto("/dashboard")
    page.get_by_role("button", name="Account of wanda").click()
    expect(page.get_by_role("menuitem", name="Progress")).to_be_visible()
    expect(page.get_by_role("menuitem", name="People")).to_be_hidden()

    page.goto("/users")
    see(page, "This page does not exist")
    assert page.url.endswith("/users")
    bearer = {"Authorization": f"Bearer {pages.token(page)}"}
    answer = page.request.get("/api/users/", headers=bearer)
    assert answer.status == 403
    assert answer.json()["code"] == "forbidden"

"""What only admins may see."""

import re

from playwright.sync_api import Page, expect

from tests.e2e import pages
from tests.e2e.chromium import Watch
from tests.e2e.conftest import Windows
from tests.e2e.mailbox import link_in_mail
from tests.e2e.pages import PASSWORD, see
from tests.e2e.server import Site
from tests.e2e.test_admin import choose


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


def test_an_admin_lets_somebody_in_and_shuts_them_out(
    windows: Windows, site: Site, watch: Watch
) -> None:
    page, person = windows.open(), windows.open()
    pages.sign_in(page, "admin", site.password)
    page.goto("/admin/people")
    page.get_by_role("button", name="Add a person").click()
    form = page.get_by_role("form", name="Add a person")
    form.get_by_label("Username").fill("clemens")
    form.get_by_label("E-mail").fill(pages.email_of("clemens"))
    form.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("clemens has an account now.")).to_be_visible()
    chooses_a_password(person, site, "clemens")
    see(person, "My learning")

    page.goto("/admin/people?search=clemens")
    row = page.get_by_role("row").filter(has_text="clemens@example.org")
    choose(page, "clemens", "Deactivate")
    expect(row.get_by_text("Deactivated")).to_be_visible()
    watch.expect(r"status of 401 .*/api/")
    person.goto("/progress")
    see(person, "Welcome back")
    pages.log_in(person, "clemens", PASSWORD)
    expect(person.get_by_role("main").get_by_role("alert")).to_be_visible()

    choose(page, "clemens", "Let sign in again")
    expect(row.get_by_text("Deactivated")).to_be_hidden()
    pages.log_in(person, "clemens", PASSWORD)
    see(person, "Progress")


def chooses_a_password(page: Page, site: Site, username: str) -> None:
    """By the link in the e-mail to the address that an admin has written down; and logs in."""
    page.goto(link_in_mail(site, pages.email_of(username), "/password-reset/"))
    page.get_by_label("New password").fill(PASSWORD)
    page.get_by_role("button", name="Save the password").click()
    see(page, "Your password is changed")
    page.get_by_role("link", name="Log in").last.click()
    pages.log_in(page, username, PASSWORD)


LIST = "username,email,role\nvesna,vesna@example.org,\nadmin,another@example.org,\nx,nobody,\n"


def test_a_list_of_people_is_tried_and_then_let_in(windows: Windows, site: Site) -> None:
    page, person = windows.open(), windows.open()
    pages.sign_in(page, "admin", site.password)
    page.goto("/admin/people")
    page.get_by_role("link", name="Add a list").click()
    see(page, "Add a list of people")
    with page.expect_download() as saving:
        page.get_by_role("button", name="Download a sample").click()
    assert saving.value.path().read_text().startswith("username,email,role,")
    people = {"name": "people.csv", "mimeType": "text/csv", "buffer": LIST.encode()}
    page.locator("input[type=file]").set_input_files(people)
    expect(page.get_by_role("heading", name="This is what would happen")).to_be_focused()
    expect(page.get_by_text("1 person would get an account.")).to_be_visible()
    report = page.get_by_role("table", name="Report, line by line")
    expect(report.get_by_role("rowheader")).to_have_text(["admin", "x", "vesna"])
    expect(report.get_by_text("Somebody else has this username")).to_be_visible()

    page.get_by_role("button", name="Add them now").click()
    expect(page.get_by_role("heading", name="This is what happened")).to_be_focused()
    expect(report.get_by_text("Has an account now")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="All people").last.click()
    see(page, "People")

    chooses_a_password(person, site, "vesna")
    see(person, "My learning")


def test_a_student_does_not_get_there(page: Page) -> None:
    pages.join(page, "wanda")
    page.goto("/dashboard")
    page.get_by_role("button", name="Account of wanda").click()
    expect(page.get_by_role("menuitem", name="Progress")).to_be_visible()
    expect(page.get_by_role("menuitem", name="Admin")).to_be_hidden()

    page.goto("/admin/people")
    see(page, "This page is not for you")
    assert page.url.endswith("/admin/people")
    bearer = {"Authorization": f"Bearer {pages.token(page)}"}
    answer = page.request.get("/api/users/", headers=bearer)
    assert answer.status == 403
    assert answer.json()["code"] == "forbidden"

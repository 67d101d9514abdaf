"""Running the installation in the browser."""

import re

from playwright.sync_api import Page, expect

from tests.e2e import pages
from tests.e2e.chromium import Watch
from tests.e2e.conftest import Windows
from tests.e2e.pages import see
from tests.e2e.server import TEACHER, Site
from tests.e2e.tour import Api


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


def test_everybodys_courses_are_found_put_away_and_handed_over(
    windows: Windows, site: Site
) -> None:
    author = windows.open()
    pages.sign_in(author, TEACHER, site.password)
    Api(author).post("courses", title="Kites for Beginners", summary="Held by a string")
    page = windows.open()
    pages.sign_in(page, "admin", site.password)
    page.goto("/admin")
    page.get_by_role("navigation", name="Administration").get_by_text("All courses").click()
    see(page, "All courses")
    page.get_by_role("searchbox", name="Title, summary or tag").fill("string")
    page.keyboard.press("Enter")
    table = page.get_by_role("table", name="All courses")
    expect(table.get_by_role("rowheader")).to_have_text(["Kites for Beginners"])
    row = table.get_by_role("row", name=re.compile("Kites for Beginners"))

    choose(page, "Kites for Beginners", "Archive")
    expect(row.get_by_text("Archived")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(row.get_by_text("Draft")).to_be_visible()

    teacher = row.get_by_role("cell").nth(0)
    before = teacher.inner_text()
    choose(page, "Kites for Beginners", "Hand over")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="Hand over")).to_be_disabled()
    dialog.get_by_role("combobox", name="Instructor").fill("linh")
    page.get_by_role("option", name="linh").click()
    dialog.get_by_role("button", name="Hand over").click()
    expect(teacher).not_to_have_text(before)
    author.goto("/teach")
    see(author, "Teach")
    expect(author.get_by_role("link", name="Kites for Beginners")).to_be_hidden()

    page.get_by_role("combobox", name="Status").click()
    page.get_by_role("option", name="Archived").click()
    see(page, "All courses")
    expect(page.get_by_text("No course found")).to_be_visible()


def test_the_log_is_read_by_who_did_it(page: Page, site: Site) -> None:
    pages.join(page, "agnes")
    pages.sign_in(page, "admin", site.password)
    page.goto("/admin/audit")
    who = page.get_by_role("combobox", name="Person")
    who.fill("agnes")
    page.get_by_role("option", name="agnes").click()
    events = page.get_by_role("table", name="Audit log").get_by_role("row")
    expect(events.nth(1)).to_contain_text("agnes")
    expect(events.filter(has_text="admin")).to_have_count(0)
    page.reload()
    expect(who).to_have_value("agnes")
    page.get_by_role("link", name="Clear").click()
    expect(events.filter(has_text="admin").first).to_be_visible()


def test_who_asks_to_teach_is_let_in(windows: Windows, site: Site, watch: Watch) -> None:
    page, applicant = windows.open(), windows.open()
    pages.join(applicant, "sybil")
    applicant.goto("/settings/profile")
    applicant.get_by_role("button", name="Ask to become an instructor").click()
    expect(applicant.get_by_text("You have asked to teach.")).to_be_visible()

    pages.sign_in(page, "admin", site.password)
    page.goto("/admin")
    see(page, "Administration")
    page.get_by_role("link", name="Ask to become instructors").click()
    page.get_by_role("button", name="Approve sybil’s wish to teach", exact=True).click()
    expect(page.get_by_text("sybil can teach now.")).to_be_visible()
    # Rights change with the next sign-in, so the sessions before it have ended.
    watch.expect("status of 401")
    pages.sign_in(applicant, "sybil", pages.PASSWORD)
    applicant.goto("/")
    applicant.get_by_role("link", name="Teach", exact=True).click()
    see(applicant, "Teach")


def test_the_overview_says_how_the_site_is_and_leads_on(page: Page, site: Site) -> None:
    pages.sign_in(page, "admin", site.password)
    page.goto("/admin")
    health = page.get_by_role("region", name="Health")
    expect(health.get_by_role("listitem").filter(has_text="mongodb")).to_contain_text("up")
    page.get_by_role("link", name="Published courses").click()
    see(page, "All courses")
    expect(page).to_have_url(re.compile("state=published"))
    expect(page.get_by_role("table").get_by_text("Draft")).to_have_count(0)
    page.get_by_role("link", name="Jobs").click()
    see(page, "Jobs")
    expect(page.get_by_text("Everything has been delivered.")).to_be_visible()


def choose(page: Page, whom: str, item: str) -> None:
    """Choose from the menu of a row."""
    page.get_by_role("button", name=f"What to do with {whom}").click()
    page.get_by_role("menuitem", name=item, exact=True).click()


def test_a_site_gets_a_name_and_shuts_its_door(windows: Windows, site: Site, watch: Watch) -> None:
    page, late, visitor = (windows.open() for _ in range(3))
    for window in (page, late):
        pages.sign_in(window, "admin", site.password)
        window.goto("/admin")
        window.get_by_role("navigation", name="Administration").get_by_role(
            "link", name="Site settings"
        ).click()
        expect(window.get_by_label("Name of the site")).to_have_value("Lectern")
    bearer = {"Authorization": f"Bearer {pages.token(page)}"}
    before = page.request.get("/api/site/").json()
    try:
        page.get_by_label("Name of the site").fill("Rope & Sail School")
        page.get_by_label("E-mail address for help").fill("nowhere")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.get_by_text("This is not an e-mail address.")).to_be_visible()
        page.get_by_label("E-mail address for help").fill("harbour@example.org")
        page.get_by_role("checkbox", name="People register themselves").uncheck()
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.get_by_text("Saved; it holds now.")).to_be_visible()
        expect(page).to_have_title("Site settings · Rope & Sail School")

        visitor.goto("/login")
        expect(visitor.get_by_role("banner").get_by_text("Rope & Sail School")).to_be_visible()
        expect(visitor.get_by_role("link", name="Join")).to_be_hidden()
        help_link = visitor.get_by_role("contentinfo").get_by_role("link", name="Help")
        expect(help_link).to_have_attribute("href", "mailto:harbour@example.org")
        page_text = visitor.request.get("/courses").text()
        assert "<title>Rope &amp; Sail School</title>" in page_text
        manifest = visitor.locator("link[rel=manifest]").get_attribute("href") or ""
        assert visitor.request.get(manifest).json()["name"] == "Rope & Sail School"
        visitor.set_viewport_size({"width": 390, "height": 844})
        tabs = visitor.get_by_role("navigation", name="Tabs").get_by_role("link")
        expect(tabs).to_have_text(["Home", "Courses", "Log in"])
        visitor.goto("/register")
        expect(visitor.get_by_role("alert")).to_contain_text("Nobody can register here")
        visitor.route("**/main-*.js", lambda it: it.fulfill(content_type="text/javascript"))
        visitor.goto("/index.html")  # as it was built, and before the application has begun
        expect(visitor).to_have_title("Rope & Sail School")

        watch.expect(r"412 .*/api/site/")
        late.get_by_label("Name of the site").fill("Another School")
        late.get_by_role("button", name="Save", exact=True).click()
        late.get_by_role("button", name="Show what holds now").click()
        expect(late.get_by_label("Name of the site")).to_have_value("Rope & Sail School")
    finally:
        assert page.request.patch("/api/site/", data=before, headers=bearer).ok

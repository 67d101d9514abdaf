"""Who learns in a course, as those who teach it see them."""

import re

from playwright.sync_api import Page, expect

from tests.e2e import pages
from tests.e2e.chromium import Watch
from tests.e2e.pages import see
from tests.e2e.server import TEACHER, Site
from tests.e2e.tour import Api

COURSE = "Type That Reads Well"


def open_learners(page: Page, site: Site) -> str:
    """The learners of a course of the demo, by the way that leads there; the course's id."""
    pages.sign_in(page, TEACHER, site.password)
    course = next(one["id"] for one in Api(page).list("courses") if one["title"] == COURSE)
    page.goto("/teach")
    page.get_by_role("link", name=COURSE).click()
    see(page, COURSE)
    page.get_by_role("link", name="Learners", exact=True).click()
    expect(page.get_by_role("table", name="Learners")).to_be_visible()
    return str(course)


def test_learners_are_found_and_looked_at(page: Page, site: Site) -> None:
    open_learners(page, site)
    page.get_by_role("searchbox", name="Name, username or e-mail").fill("yuki")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 learner", exact=True)).to_be_visible()
    assert "search=yuki" in page.url

    page.get_by_role("link", name="Yuki Tanaka").click()
    expect(page.get_by_role("heading", name="Yuki Tanaka")).to_be_visible()
    page.get_by_role("button", name="Show answers to Leading").click()
    expect(page.get_by_text("Answer given").first).to_be_visible()

    page.get_by_role("link", name="All learners").click()
    page.get_by_role("combobox", name="Show").click()
    page.get_by_role("option", name="Nothing done for 14 days").click()
    rows = page.get_by_role("table", name="Learners").get_by_role("rowheader")
    expect(rows.first).to_contain_text("Daniel")
    expect(page.get_by_text("Stuck", exact=True).first).to_be_visible()


def test_a_list_is_tried_before_it_is_enrolled_and_who_is_removed_can_come_back(
    page: Page, site: Site
) -> None:
    pages.join(page, "lena")
    open_learners(page, site)
    page.get_by_role("link", name="Enrol people").click()
    page.get_by_role("button", name="Check the list").click()
    expect(page.get_by_text("Please fill this in.")).to_be_visible()
    page.get_by_role("textbox").last.fill("lena\nnobody.at.all\nlena")
    page.get_by_role("button", name="Check the list").click()
    expect(page.get_by_role("heading", name="This is what would happen")).to_be_focused()
    expect(page.get_by_text("1 person would get a place.")).to_be_visible()
    report = page.get_by_role("table", name="Report, line by line")
    expect(report.get_by_role("rowheader")).to_have_text(["nobody.at.all", "lena", "lena"])

    page.get_by_role("button", name="Enrol them now").click()
    expect(page.get_by_role("heading", name="This is what happened")).to_be_focused()
    expect(report.get_by_text("Has a place now")).to_be_visible()
    page.get_by_role("link", name="All learners").first.click()

    row = page.get_by_role("row", name=re.compile("lena@example.org"))
    row.get_by_role("button", name="What to do with lena").click()
    page.get_by_role("menuitem", name="Remove from the course").click()
    expect(row).to_be_hidden()
    page.get_by_role("button", name="Undo").click()
    expect(row).to_be_visible()


def test_a_file_that_is_no_list_is_refused_with_the_reason(
    page: Page, site: Site, watch: Watch
) -> None:
    watch.expect(r"400 .*/api/enrollments/bulk/")
    course = open_learners(page, site)
    page.goto(f"/teach/courses/{course}/learners/enroll")
    with page.expect_download() as saving:
        page.get_by_role("button", name="Download a sample").click()
    assert saving.value.suggested_filename == "people.csv"
    field = page.locator("input[type=file]")
    field.set_input_files({"name": "x.csv", "mimeType": "text/csv", "buffer": b"a,b\n1,2\n"})
    expect(page.get_by_role("alert")).to_contain_text("one of them is “username” or “email”")
    field.set_input_files(saving.value.path())
    expect(page.get_by_role("heading", name="This is what would happen")).to_be_visible()


def test_best_scores_are_read_side_by_side_and_taken_away_as_a_table(
    page: Page, site: Site
) -> None:
    open_learners(page, site)
    page.get_by_role("link", name="Gradebook").click()
    grades = page.get_by_role("region", name="Best scores, learners by quizzes")
    expect(grades.get_by_role("row", name=re.compile("Yuki Tanaka"))).to_contain_text("100 %")
    grades.focus()
    expect(grades).to_be_focused()
    with page.expect_download() as saving:
        page.get_by_role("button", name="Save as CSV").click()
    lines = saving.value.path().read_text("utf-8-sig").splitlines()
    assert lines[0].startswith("Learner,Username,")
    assert any(line.startswith("Yuki Tanaka,yuki,") for line in lines)


def test_numbers_lead_to_who_is_behind_them(page: Page, site: Site) -> None:
    open_learners(page, site)
    page.get_by_role("link", name="Analytics").click()
    expect(page.get_by_role("heading", name="Pass rate of each quiz")).to_be_visible()
    pass_rates = page.get_by_role("table", name="Pass rate of each quiz")
    expect(pass_rates.get_by_role("rowheader", name="Leading")).to_be_attached()
    page.get_by_role("link", name="Nothing done for 14 days").click()
    expect(page.get_by_role("table", name="Learners")).to_contain_text("Daniel")
    expect(page).to_have_url(re.compile("show=stuck"))

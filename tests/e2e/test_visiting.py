"""What somebody without an account can do."""

import re

from playwright.sync_api import Page, expect

from tests.e2e import pages, states
from tests.e2e.chromium import Watch
from tests.e2e.pages import see
from tests.e2e.server import COURSE_TITLE


def test_a_visitor_finds_a_course_from_the_home_page(page: Page) -> None:
    page.goto("/")
    see(page, "Learn something worth knowing")
    expect(page).to_have_title("Lectern")
    page.get_by_role("main").get_by_role("link", name="Browse courses").click()
    see(page, "Explore courses")
    expect(page).to_have_title("Courses · Lectern")
    expect(page.get_by_text("6 courses")).to_be_visible()

    page.keyboard.press("/")
    page.keyboard.type("rope")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/courses\?search=rope$"))
    expect(page.get_by_text("1 course", exact=False)).to_be_visible()
    expect(page.get_by_role("article")).to_have_count(1)
    page.get_by_role("link", name=COURSE_TITLE).click()
    see(page, COURSE_TITLE)

    page.go_back()
    expect(page).to_have_url(re.compile(r"/courses\?search=rope$"))
    expect(page.get_by_role("article")).to_have_count(1)
    page.go_back()
    expect(page).to_have_url(re.compile(r"/courses$"))
    expect(page.get_by_role("article")).to_have_count(6)


def test_the_filters_are_in_the_address(page: Page) -> None:
    page.goto("/courses")
    page.get_by_role("radio", name="Design").check()
    expect(page).to_have_url(re.compile(r"category=[0-9a-f]{24}"))
    page.get_by_role("radio", name="Intermediate").check()
    expect(page).to_have_url(re.compile(r"level=intermediate"))
    expect(page.get_by_role("article")).to_have_count(1)
    address = page.url

    page.get_by_role("radio", name="Beginner").check()
    expect(page.get_by_text("No course matches")).to_be_visible()
    page.get_by_role("button", name="Clear all filters").click()
    expect(page.get_by_role("article")).to_have_count(6)

    page.goto(address)
    expect(page.get_by_role("radio", name="Design")).to_be_checked()
    expect(page.get_by_role("radio", name="Intermediate")).to_be_checked()
    expect(page.get_by_role("article")).to_have_count(1)


def test_only_free_courses_and_another_order(page: Page) -> None:
    page.goto("/courses")
    page.get_by_role("switch", name="Free courses only").click()
    expect(page).to_have_url(re.compile(r"free=true"))
    expect(page.get_by_role("article")).to_have_count(5)
    expect(page.get_by_role("link", name="The Night Sky")).to_be_hidden()
    page.get_by_role("combobox", name="Sort by").click()
    page.get_by_role("option", name="By title").click()
    expect(page).to_have_url(re.compile(r"ordering=title"))
    expect(page.get_by_role("article").first).to_contain_text(COURSE_TITLE)
    titles = page.get_by_role("article").get_by_role("heading").all_inner_texts()
    assert titles == sorted(titles)


def test_a_visitor_reads_the_preview_and_is_asked_to_join_for_the_rest(page: Page) -> None:
    pages.open_course(page, COURSE_TITLE)
    expect(page.get_by_role("link", name="The overhand knot")).to_be_hidden()
    expect(page.get_by_text("The overhand knot")).to_be_visible()

    page.get_by_role("link", name="A piece of rope Preview").click()
    see(page, "A piece of rope")
    expect(page.get_by_text("Learn with two ropes of different colours")).to_be_visible()
    expect(page.get_by_text("This was a preview")).to_be_visible()
    expect(page.get_by_role("button", name="Mark complete")).to_be_hidden()

    page.get_by_role("main").get_by_role("link", name="the first knot").click()
    see(page, "The overhand knot")
    expect(page.get_by_text("This lesson is for learners of the course")).to_be_visible()
    expect(page.get_by_text("Lay the working end across")).to_be_hidden()

    page.get_by_role("link", name="See the course").click()
    page.get_by_role("link", name="Join to enrol").click()
    see(page, "Create your account")
    expect(page).to_have_url(re.compile(r"next=%2Fcourses%2F"))


def test_a_page_that_failed_says_what_to_quote_and_comes_when_asked_again(
    page: Page, watch: Watch
) -> None:
    watch.expect(r"status of 500 .*/api/")
    with states.failing(page):
        page.goto("/courses")
        alert = page.get_by_role("main").get_by_role("alert")
        expect(alert).to_contain_text("Something unexpected happened.")
        expect(alert).to_contain_text(f"please quote {states.REQUEST_ID}")
    alert.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("article")).to_have_count(6)
    expect(alert).to_be_hidden()


def test_the_address_of_no_page_says_so(page: Page, watch: Watch) -> None:
    page.goto("/no/such/page")
    see(page, "This page does not exist")
    watch.expect(r"status of 404 .*/api/courses/")
    page.goto("/courses/000000000000000000000000")
    expect(page.get_by_text("This course is not here")).to_be_visible()

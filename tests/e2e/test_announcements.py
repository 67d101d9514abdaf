"""What those who teach tell their learners: points for essays, and announcements."""

import re

from playwright.sync_api import Page, expect

from tests.e2e import pages
from tests.e2e.conftest import Windows
from tests.e2e.pages import see
from tests.e2e.server import TEACHER, Site
from tests.e2e.tour import Api

COURSE = "Type That Reads Well"


def test_an_essay_gets_its_points_and_is_gone_from_the_list(page: Page, site: Site) -> None:
    pages.sign_in(page, "admin", site.password)
    waiting = Api(page).list("quiz-submissions", status="awaiting_review")
    assert len(waiting) > 1
    page.goto("/teach/reviews")
    see(page, "Essays to review")
    essays = page.get_by_role("main").get_by_role("listitem")
    expect(essays).to_have_count(len(waiting))
    essays.first.get_by_role("link").click()

    points = page.get_by_role("spinbutton", name="Points")
    points.fill("1000")
    page.get_by_role("button", name="Save and go to the next").click()
    expect(page.get_by_text(re.compile("^At most "))).to_be_visible()
    expect(points).to_be_focused()
    points.fill("0.5")
    page.get_by_role("textbox", name="Feedback for the learner").fill("Say more of the why.")
    here = page.url
    page.get_by_role("button", name="Save and go to the next").click()
    expect(page).not_to_have_url(here)
    expect(points).to_have_value("")

    page.get_by_role("link", name="All essays").click()
    expect(essays).to_have_count(len(waiting) - 1)
    graded = Api(page).get(f"quiz-submissions/{here.rsplit('/', 1)[1]}")
    assert graded["status"] == "graded"
    assert [one["remark"] for one in graded["feedback"] if "remark" in one] == [
        "Say more of the why."
    ]


def test_an_announcement_reaches_learners_and_can_be_taken_back(
    windows: Windows, site: Site
) -> None:
    page, learner = windows.open(), windows.open()
    pages.join(learner, "anton")
    pages.begin_course(learner, COURSE)

    pages.sign_in(page, TEACHER, site.password)
    page.goto("/teach")
    page.get_by_role("link", name="Announcements").click()
    see(page, "Announcements")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_text("Please fill this in.").first).to_be_visible()
    expect(page.get_by_role("combobox", name="To")).to_be_focused()

    page.get_by_role("combobox", name="To").click()
    page.get_by_role("option", name=COURSE).click()
    page.get_by_role("textbox", name="Title").fill("A walk among posters")
    page.get_by_role("textbox", name="Text").fill("On **Friday**, bring a loupe.")
    page.get_by_role("button", name="Send", exact=True).click()
    sent = page.get_by_role("article").filter(has_text="A walk among posters")
    expect(sent).to_contain_text(re.compile(r"(\d+) of \1 reached"), timeout=20_000)
    expect(page.get_by_role("textbox", name="Title")).to_have_value("")
    learner.goto("/notifications")
    expect(learner.get_by_text("A walk among posters")).to_be_visible()

    sent.get_by_role("button", name="Correct “A walk among posters”").click()
    sent.get_by_role("textbox", name="Title").fill("A walk among old posters")
    sent.get_by_role("button", name="Save the correction").click()
    sent = page.get_by_role("article").filter(has_text="A walk among old posters")
    learner.get_by_role("link", name="A walk among posters").click()
    see(learner, "A walk among old posters")
    learner.go_back()

    sent.get_by_role("button", name="Take back “A walk among old posters”").click()
    sent.get_by_role("button", name="Take it back").click()
    expect(sent).to_be_hidden()

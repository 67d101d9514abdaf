"""A quiz against the clock: the server's, whatever the one on the wall says."""

import re
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e import pages
from tests.e2e.chromium import Watch
from tests.e2e.conftest import Windows
from tests.e2e.pages import see
from tests.e2e.server import TEACHER, Site
from tests.e2e.tour import Api

SHORT_S = 12


def test_what_is_answered_when_the_time_is_over_is_handed_in(windows: Windows, site: Site) -> None:
    teacher, page = windows.open(), windows.open()
    course, quiz = is_asked(teacher, page, "Quick as a Cat", SHORT_S, site)
    page.goto(quiz)
    page.get_by_role("button", name="Start the quiz").click()
    pages.see_question(page, 1, 1)
    expect(page.get_by_role("timer")).to_contain_text(re.compile(r"0:(0\d|1[0-2])"))
    before = share(bar(page))
    pages.pick(page, "True")
    pages.see_saved(page)
    expect(page.get_by_role("timer")).to_contain_text(re.compile(r"0:0[0-5]"))
    assert share(bar(page)) < before

    see(page, "You passed!")  # nobody has pressed anything
    expect(page.get_by_text("You scored 100 %.")).to_be_visible()
    pages.put_away(teacher, course)


@pytest.mark.parametrize(("title", "days"), [("A Day Ahead", 1), ("A Day Behind", -1)])
def test_a_clock_that_is_wrong_by_a_day_takes_no_time_away(
    title: str, days: int, windows: Windows, site: Site, watch: Watch
) -> None:
    teacher, page = windows.open(), windows.open()
    course, quiz = is_asked(teacher, page, title, 600, site)
    watch.expect(r"status of 401 .*/api/")  # a token may seem to have run out
    page.clock.install(time=datetime.now().astimezone() + timedelta(days=days))
    page.goto(quiz)
    page.get_by_role("button", name="Start the quiz").click()
    pages.see_question(page, 1, 1)
    expect(page.get_by_role("timer")).to_contain_text(re.compile(r"(9:[345]\d|10:00)"))
    assert share(bar(page)) > 90
    pages.pick(page, "True")
    pages.see_saved(page)
    page.reload()
    expect(page.get_by_role("radio", name="True")).to_be_checked()
    expect(page.get_by_role("timer")).to_contain_text(re.compile(r"9:\d\d"))
    pages.hand_in(page)
    see(page, "You passed!")
    pages.put_away(teacher, course)


def is_asked(teacher: Page, student: Page, title: str, seconds: int, site: Site) -> tuple[str, str]:
    """A course, and the address of its quiz of one question for a student who has a place."""
    pages.sign_in(teacher, TEACHER, site.password)
    api = Api(teacher)
    course = str(api.post("courses", title=title)["id"])
    lesson = api.post("lessons", course=course, title="Now")["id"]
    quiz = api.post("quizzes", lesson=lesson, title=title, time_limit_seconds=seconds)["id"]
    api.post("questions", quiz=quiz, kind="true_false", text="Time flies.", answer="true")
    api.post(f"courses/{course}/publish")
    pages.join(student, re.sub(r"\W+", "-", title).lower())
    Api(student).post("enrollments", course=course)
    return course, f"/quizzes/{quiz}"


def bar(page: Page) -> Locator:
    return page.locator("lec-attempt-clock .bar span")


def share(line: Locator) -> float:
    """The part of the time that is left, in percent."""
    return float(line.evaluate("line => parseFloat(line.style.width)"))

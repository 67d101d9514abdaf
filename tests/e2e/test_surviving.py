"""What a student notices when a part of the product dies in the middle of a quiz."""

import psutil
import pytest
from playwright.sync_api import Page, expect

from tests.e2e import pages
from tests.e2e.chromium import Watch
from tests.e2e.conftest import Windows
from tests.e2e.pages import see
from tests.e2e.server import COURSE_TITLE, Site

BACK_WITHIN = 15.0
# The browser asks again 2, 4 and 8 seconds after it was refused.
SAVED_WITHIN = BACK_WITHIN + 5
GONE = (r"ERR_(CONNECTION|EMPTY|SOCKET)\w* .*/api/", r"status of 50\d .*/api/")


PARTS = {
    "celery": "The worker",
    "web": "The web server",
    "valkey": "Valkey",
    "mongod": "MongoDB",
}


@pytest.mark.parametrize("part", PARTS)
def test_no_answer_is_lost_when_a_part_is_killed(
    part: str, page: Page, windows: Windows, site: Site, watch: Watch
) -> None:
    student = f"survivor-of-{part}"
    pages.join(page, student)
    begin_quiz(page)
    pages.pick(page, "The bowline")
    pages.see_saved(page)
    attempt = page.url

    watch.expect(*GONE)
    starts = starts_of(part, site)
    psutil.Process(site.up.leader(part)).kill()
    pages.next_question(page)
    pages.tick(page, "The working end")
    site.up.wait_until(
        lambda: starts_of(part, site) > starts and site.up.answers(), within=BACK_WITHIN
    )
    pages.see_saved(page, within=SAVED_WITHIN)

    # What another computer shows comes from the server alone.
    elsewhere = windows.open()
    pages.sign_in(elsewhere, student, pages.PASSWORD)
    elsewhere.goto(attempt)
    pages.see_question(elsewhere, 1, 6)
    expect(elsewhere.get_by_role("radio", name="The bowline")).to_be_checked()
    pages.next_question(elsewhere)
    expect(elsewhere.get_by_role("checkbox", name="The working end")).to_be_checked()
    pages.hand_in(elsewhere)
    see(elsewhere, "Not there yet")

    address = pages.email_of(student)
    site.up.wait_until(lambda: len(site.emails_to(address)) >= 3, within=30)
    subjects = sorted(message["Subject"] for message in site.emails_to(address))
    assert subjects == [
        "Confirm your e-mail address",
        "Do your knots hold?: another try",
        f"You are enrolled in {COURSE_TITLE}",
    ]


def test_answers_given_without_a_network_are_saved_when_it_is_back(
    page: Page, watch: Watch
) -> None:
    watch.expect(r"ERR_INTERNET_DISCONNECTED")
    pages.join(page, "yusuf")
    begin_quiz(page)
    page.context.set_offline(True)
    expect(page.get_by_text("You are offline.")).to_be_visible()
    pages.pick(page, "The bowline")
    expect(page.get_by_text("Kept here, waiting for the network")).to_be_visible()
    page.context.set_offline(False)
    pages.see_saved(page)
    expect(page.get_by_text("You are offline.")).to_be_hidden()


def test_two_tabs_of_one_attempt_show_the_same_answers(page: Page) -> None:
    pages.join(page, "zoe")
    begin_quiz(page)
    other = page.context.new_page()
    other.goto(page.url)
    pages.see_question(other, 1, 6)
    pages.pick(page, "The slip knot")
    pages.see_saved(page)
    expect(other.get_by_role("radio", name="The slip knot")).to_be_checked()
    pages.pick(other, "The bowline")
    pages.see_saved(other)
    expect(page.get_by_role("radio", name="The bowline")).to_be_checked()


def starts_of(part: str, site: Site) -> int:
    """How often `lectern up` has said that this part is ready."""
    return site.up.output.count(f"{PARTS[part]} is ready")


def begin_quiz(page: Page) -> None:
    """Enrol in the course and begin the quiz of its third lesson."""
    pages.begin_course(page, COURSE_TITLE)
    pages.open_lesson(page, "The bowline")
    pages.begin_quiz(page)

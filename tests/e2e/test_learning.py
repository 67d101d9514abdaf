"""The way through a course, from registration to its end."""

import re
from collections import Counter

from playwright.sync_api import Page, expect

from tests.e2e import pages
from tests.e2e.pages import see
from tests.e2e.server import COURSE_TITLE, Site

QUIZ = "Do your knots hold?"
USES = {
    "overhand knot": "to stop an end",
    "bowline": "to make a loop",
    "reef knot": "to close a parcel",
}
EMAILS = {
    "Confirm your e-mail address",
    f"You are enrolled in {COURSE_TITLE}",
    f"25 % of {COURSE_TITLE} completed",
    f"50 % of {COURSE_TITLE} completed",
    f"75 % of {COURSE_TITLE} completed",
    f"You have completed {COURSE_TITLE}",
    f"Your certificate for {COURSE_TITLE}",
    f"{QUIZ}: another try",
    f"You passed {QUIZ}",
}
NOTIFICATIONS = [
    re.compile(rf"Your certificate for “{COURSE_TITLE}” is ready\. Its number is LEC-.{{17}}"),
    f"You have completed “{COURSE_TITLE}”. Congratulations!",
    f"You passed “{QUIZ}” with 100 %.",
    f"You have completed 75 % of “{COURSE_TITLE}”.",
    f"“{QUIZ}” needs another try: you reached 33.33 %. 2 attempts are left.",
    f"You have completed 50 % of “{COURSE_TITLE}”.",
    f"You have completed 25 % of “{COURSE_TITLE}”.",
    f"You are enrolled in “{COURSE_TITLE}”. Enjoy the first lesson.",
]


def test_a_student_goes_from_registration_to_the_end_of_a_course(page: Page, site: Site) -> None:
    pages.register(page, "maya")
    expect(page.get_by_text("Your first course is waiting")).to_be_visible()

    pages.open_course(page, COURSE_TITLE)
    pages.enroll(page)
    expect(page.get_by_text("You are enrolled. Enjoy the course!")).to_be_visible()
    page.get_by_role("link", name="Start learning").click()

    reads_two_lessons_with_mouse_and_keyboard(page)
    fails_the_quiz_and_learns_why(page)
    passes_the_quiz(page)
    completes_the_last_lesson(page)

    sees_the_progress_everywhere(page)
    finds_each_notification_once(page)
    gets_each_email_once(site)


def test_an_essay_waits_for_the_instructor(page: Page) -> None:
    pages.join(page, "noor")
    pages.begin_course(page, COURSE_TITLE)
    pages.open_lesson(page, "Untying")
    pages.begin_quiz(page)
    essay = "A bowline round a birch, because I had tied it a hundred times before."
    pages.write(page, essay)
    pages.see_saved(page)
    pages.hand_in(page)
    see(page, "Waiting for your instructor")
    expect(page.get_by_text(essay)).to_be_visible()
    expect(page.get_by_text("Not there yet")).to_be_hidden()
    page.goto("/notifications")
    told = "“In your own words” is handed in. Your instructor will review it."
    expect(page.get_by_role("link", name=told)).to_be_visible()


def test_the_dashboard_leads_back_to_where_one_stopped(page: Page) -> None:
    pages.join(page, "rhea")
    pages.begin_course(page, COURSE_TITLE)
    pages.mark_complete(page)
    page.get_by_role("link", name="Next The overhand knot").click()
    see(page, "The overhand knot")
    page.goto("/dashboard")
    hero = page.get_by_role("region", name="Pick up where you left off")
    expect(hero).to_contain_text("The overhand knot")
    hero.get_by_role("link", name="Resume lesson").click()
    see(page, "The overhand knot")


def test_the_dashboard_leads_back_to_a_quiz_that_is_begun_and_to_one_that_failed(
    page: Page,
) -> None:
    pages.join(page, "silvia")
    pages.begin_course(page, COURSE_TITLE)
    pages.open_lesson(page, "The bowline")
    pages.begin_quiz(page)
    page.goto("/dashboard")
    steps = page.get_by_role("region", name="Next steps")
    expect(steps).to_contain_text("Hand in")
    steps.get_by_role("link", name=QUIZ).click()
    see(page, QUIZ)
    page.get_by_role("button", name="Resume your attempt").click()
    pages.see_question(page, 1, 6)
    pages.hand_in(page)
    see(page, "Not there yet")
    page.goto("/dashboard")
    expect(steps).to_contain_text("Best so far 0 % · 2 attempts left")
    steps.get_by_role("link", name=QUIZ).click()
    see(page, QUIZ)


def reads_two_lessons_with_mouse_and_keyboard(page: Page) -> None:
    see(page, "A piece of rope")
    expect(page.get_by_role("img", name="A rope with a bight in its middle")).to_be_visible()
    expect(page.get_by_role("math").first).to_be_visible()
    page.get_by_role("link", name="Next The overhand knot").click()
    see(page, "The overhand knot")
    expect(page.get_by_text("You completed this lesson.")).to_be_hidden()  # Next completes nothing

    page.keyboard.press("p")
    see(page, "A piece of rope")
    pages.mark_complete(page)
    expect(page.get_by_text("25 % of the course is done. Keep going!")).to_be_visible()
    progress = page.get_by_role("progressbar", name="Progress in this course")
    expect(progress).to_have_attribute("aria-valuenow", "25")

    page.keyboard.press("n")
    see(page, "The overhand knot")
    solution = page.get_by_text("One is the mirror image of the other")
    expect(solution).to_be_hidden()
    page.locator("summary", has_text="Solution").click()
    expect(solution).to_be_visible()
    copies_the_program(page)
    hides_a_section(page)
    pages.mark_complete(page)
    expect(progress).to_have_attribute("aria-valuenow", "50")


def copies_the_program(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").startswith("def held(pull, turns")


def hides_a_section(page: Page) -> None:
    outline = page.get_by_role("complementary")
    section = outline.get_by_role("button", name="Knots to trust")
    section.click()
    expect(outline.get_by_role("link", name="Untying")).to_be_hidden()
    page.reload()
    expect(section).to_have_attribute("aria-expanded", "false")
    expect(outline.get_by_role("link", name="Untying")).to_be_hidden()
    section.click()
    expect(outline.get_by_role("link", name="Untying")).to_be_visible()


def fails_the_quiz_and_learns_why(page: Page) -> None:
    page.keyboard.press("n")
    see(page, "The bowline")
    expect(page.get_by_text("complete once you pass its quiz")).to_be_visible()
    expect(page.get_by_role("button", name="Mark complete")).to_be_hidden()
    page.get_by_role("link", name="Go to the quiz").click()
    see(page, QUIZ)
    expect(page.get_by_text("3 attempts left")).to_be_visible()
    page.get_by_role("button", name="Start the quiz").click()

    pages.see_question(page, 1, 6)
    pages.pick(page, "The bowline")
    pages.see_saved(page)
    pages.next_question(page)
    pages.tick(page, "The working end", "The standing part")
    pages.see_saved(page)

    page.reload()
    pages.see_question(page, 1, 6)
    expect(page.get_by_role("radio", name="The bowline")).to_be_checked()
    pages.go_to_question(page, 2)
    expect(page.get_by_role("checkbox", name="The standing part")).to_be_checked()
    expect(page.get_by_role("checkbox", name="The knot hole")).not_to_be_checked()
    pages.next_question(page)
    pages.pick(page, "True")
    page.get_by_role("button", name="Flag for later").click()

    page.get_by_role("complementary").get_by_role("button", name="Hand in").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("3 questions are not answered.")
    expect(dialog).to_contain_text("1 question is flagged")
    dialog.get_by_role("button", name="Hand in").click()

    see(page, "Not there yet")
    expect(page.get_by_text("You scored 33.33 %.")).to_be_visible()
    wrong = page.get_by_role("article").filter(has_text="Question 3")
    expect(wrong).to_contain_text("Wrong")
    expect(wrong).to_contain_text("While nothing pulls on it, it can.")


def passes_the_quiz(page: Page) -> None:
    page.get_by_role("link", name="Try again (2 attempts left)").click()
    see(page, QUIZ)
    page.get_by_role("button", name="Try again").click()

    pages.see_question(page, 1, 6)
    pages.pick(page, "The bowline")
    pages.next_question(page)
    pages.tick(page, "The working end", "The standing part")
    pages.next_question(page)
    pages.pick(page, "False")
    pages.next_question(page)
    pages.write(page, "Bight")
    pages.next_question(page)
    pages.write(page, "434,0")
    pages.next_question(page)
    pages.match(page, USES)
    expect(page.get_by_text("You answered every question.")).to_be_visible()
    pages.hand_in(page)

    see(page, "You passed!")
    expect(page.get_by_text("You scored 100 %.")).to_be_visible()
    expect(page.get_by_role("region", name="Your attempts").get_by_role("link")).to_have_count(2)
    page.get_by_role("link", name="Back to the lesson").click()
    see(page, "The bowline")
    expect(page.get_by_text("You completed this lesson.")).to_be_visible()


def completes_the_last_lesson(page: Page) -> None:
    page.keyboard.press("n")
    see(page, "Untying")
    pages.mark_complete(page)
    expect(page.get_by_text("You completed the whole course. Well done!")).to_be_visible()
    expect(page.locator("lec-confetti")).to_have_count(1)


def sees_the_progress_everywhere(page: Page) -> None:
    page.get_by_role("link", name="End of the course").click()
    see(page, "My learning")
    expect(page.get_by_text("100 % reached")).to_be_visible()
    expect(page.get_by_role("img", name=f"100 % of {COURSE_TITLE} completed")).to_be_visible()
    page.goto("/enrollments")
    see(page, "My courses")
    expect(page.get_by_text("4/4")).to_be_visible()
    page.goto("/progress")
    see(page, "Progress")
    expect(page.get_by_text("4 of 4 lessons completed")).to_be_visible()
    expect(page.get_by_role("link", name="The bowline (Completed)")).to_be_visible()


def finds_each_notification_once(page: Page) -> None:
    pages.bell(page, len(NOTIFICATIONS)).click()
    expect(page.get_by_role("menuitem", name=NOTIFICATIONS[0])).to_be_visible()
    page.get_by_role("menuitem", name="See all notifications").click()
    see(page, "Notifications")
    messages = page.get_by_role("main").get_by_role("listitem").get_by_role("link")
    expect(messages).to_have_text(NOTIFICATIONS)
    page.get_by_role("main").get_by_role("button", name="Mark all as read").click()
    expect(pages.bell(page, 0)).to_be_visible()


def gets_each_email_once(site: Site) -> None:
    address = pages.email_of("maya")
    site.up.wait_until(lambda: len(site.emails_to(address)) >= len(EMAILS), within=20)
    subjects = Counter(message["Subject"] for message in site.emails_to(address))
    assert subjects == Counter(EMAILS)

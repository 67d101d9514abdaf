"""What people do on the pages of Lectern, in their words."""

import re

from playwright.sync_api import Locator, Page, expect

PASSWORD = "three wet otters sing"


def heading(page: Page) -> Locator:
    """The page's one heading of the first level."""
    return page.get_by_role("heading", level=1)


def see(page: Page, title: str | re.Pattern[str]) -> None:
    """Wait until the page with this heading is there."""
    expect(heading(page)).to_have_text(title)


def email_of(username: str) -> str:
    return f"{username}@example.org"


def register(page: Page, username: str) -> None:
    """Create an account through the form."""
    page.goto("/register")
    page.get_by_label("Username").fill(username)
    page.get_by_label("E-mail").fill(email_of(username))
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("Password, once more").fill(PASSWORD)
    page.get_by_role("button", name="Create account").click()


def log_in(page: Page, username: str, password: str) -> None:
    """Fill in the form of the login page, which is open."""
    page.get_by_label("Username or e-mail").fill(username)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Log in").click()


def log_out(page: Page) -> None:
    page.get_by_role("button", name="Account of").click()
    page.get_by_role("menuitem", name="Log out").click()


def join(page: Page, username: str) -> None:
    """A new account and a session, for stories that begin with somebody who is signed in."""
    values = {"username": username, "email": email_of(username)}
    _open_session(page, "registration", values | {"password1": PASSWORD, "password2": PASSWORD})


def sign_in(page: Page, username: str, password: str) -> None:
    """A session of an existing account, without the form."""
    _open_session(page, "login", {"username": username, "password": password})


def _open_session(page: Page, verb: str, values: dict[str, str]) -> None:
    """The refresh cookie stays in the window, the token goes where the application keeps it.

    The application itself is not opened for that: a text of the same site shares its storage.
    """
    answer = page.request.post(f"/api/auth/{verb}/", data=values)
    assert answer.ok, answer.text()
    page.goto("/robots.txt")
    page.evaluate("token => localStorage.setItem('lectern.token', token)", answer.json()["token"])


def token(page: Page) -> str:
    """The access token of whoever is signed in."""
    return str(page.evaluate("localStorage.getItem('lectern.token')"))


def put_away(page: Page, course: str) -> None:
    """Take a course of one story out of the catalogue, which others count."""
    headers = {"Authorization": f"Bearer {token(page)}"}
    answer = page.request.post(f"/api/courses/{course}/archive/", headers=headers, data={})
    assert answer.ok, answer.text()


def open_course(page: Page, title: str) -> None:
    """Find a course in the catalogue and open its page."""
    page.goto("/courses")
    page.get_by_role("link", name=title).click()
    see(page, title)


def begin_course(page: Page, title: str) -> None:
    """Enrol in a course and open its first lesson."""
    open_course(page, title)
    enroll(page)
    page.get_by_role("link", name="Start learning").click()
    expect(page.get_by_role("button", name="Mark complete")).to_be_visible()


def enroll(page: Page) -> None:
    """Take a place on the course whose page is open."""
    page.get_by_role("button", name="Enrol", exact=True).click()


def mark_complete(page: Page) -> None:
    page.get_by_role("button", name="Mark complete").click()
    expect(page.get_by_text("You completed this lesson.")).to_be_visible()


def open_lesson(page: Page, title: str) -> None:
    """Choose a lesson in the outline beside the one that is open."""
    page.get_by_role("complementary").get_by_role("link", name=title).click()
    see(page, title)


def begin_quiz(page: Page) -> None:
    """From a lesson past the rules to the first question of its quiz."""
    page.get_by_role("link", name="Go to the quiz").click()
    page.get_by_role("button", name="Start the quiz").click()
    expect(page.get_by_role("heading", name="Question 1 of ")).to_be_visible()


def next_question(page: Page) -> None:
    """Go on, and wait to see the question, as somebody who types into it would."""
    heading = page.get_by_role("heading", name=re.compile(r"^Question \d+ of \d+$"))
    before = heading.inner_text()
    page.get_by_role("button", name="Next", exact=True).click()
    expect(heading).not_to_have_text(before)


def see_question(page: Page, number: int, total: int) -> None:
    name = f"Question {number} of {total}"
    expect(page.get_by_role("heading", name=name)).to_be_visible()


def go_to_question(page: Page, number: int) -> None:
    page.get_by_role("button", name=re.compile(rf"^Question {number},")).click()


def pick(page: Page, choice: str) -> None:
    page.get_by_role("radio", name=choice).check()


def tick(page: Page, *choices: str) -> None:
    for choice in choices:
        page.get_by_role("checkbox", name=choice).check()


def write(page: Page, text: str) -> None:
    page.get_by_role("textbox", name="Your answer").fill(text)


def match(page: Page, pairs: dict[str, str]) -> None:
    for prompt, answer in pairs.items():
        page.get_by_role("combobox", name=prompt).click()
        page.get_by_role("option", name=answer).click()


def see_saved(page: Page, within: float = 10) -> None:
    """The application says that the server has every answer."""
    expect(page.get_by_text("All answers saved")).to_be_visible(timeout=within * 1000)


def hand_in(page: Page) -> None:
    """Finish, and confirm it."""
    page.get_by_role("complementary").get_by_role("button", name="Hand in").click()
    page.get_by_role("dialog").get_by_role("button", name="Hand in").click()


def bell(page: Page, unread: int) -> Locator:
    return page.get_by_role("button", name=f"Notifications, {unread} unread")

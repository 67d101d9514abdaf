"""What a page may be in the middle of: a menu, a dialog, a mistake somebody made."""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

from playwright.sync_api import Page, Route, expect

# What the frame around every page asks for itself; the bell asks for what its own page shows too.
OF_THE_FRAME = re.compile(r"/api/(auth/(user|token|login)|notifications/unread-count)/")
OF_THE_BELL = "/api/notifications/"
BROKEN = {
    "type": "urn:lectern:problem:unexpected",
    "title": "Something broke on our side.",
    "status": 500,
    "code": "unexpected",
}


@dataclass(frozen=True)
class State:
    """What somebody does on the page of a stop, and sees then."""

    stop: str
    name: str
    enter: Callable[[Page], None]
    errors: str = ""


def press(name: str | re.Pattern[str], then: str = "menu") -> Callable[[Page], None]:
    """Press a button, and see what opens."""

    def enter(page: Page) -> None:
        page.get_by_role("button", name=name).first.click()
        expect(page.get_by_role(then).first).to_be_visible()  # type: ignore[arg-type]

    return enter


def send(name: str) -> Callable[[Page], None]:
    """Send a form with nothing in it, and be told so."""

    def enter(page: Page) -> None:
        page.get_by_role("button", name=name, exact=True).click()
        expect(page.locator("mat-error").first).to_be_visible()

    return enter


def choose(name: str) -> Callable[[Page], None]:
    """Open a list of choices."""

    def enter(page: Page) -> None:
        page.get_by_role("combobox", name=name).first.click()
        expect(page.get_by_role("option").first).to_be_visible()

    return enter


def type_keys(keys: str, then: str) -> Callable[[Page], None]:
    """Press keys, and see a dialog with this in it."""

    def enter(page: Page) -> None:
        page.keyboard.press(keys)
        expect(page.get_by_role("dialog")).to_contain_text(then)

    return enter


def be_refused(page: Page) -> None:
    page.get_by_label("Username or e-mail").fill("nobody")
    page.get_by_label("Password", exact=True).fill("wrong horse")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("main").get_by_role("alert")).to_be_visible()


def find_nothing(page: Page) -> None:
    page.keyboard.press("Control+k")
    page.get_by_role("combobox", name="A page, a course or a lesson").fill("zzzz")
    expect(page.get_by_role("dialog").get_by_role("option")).to_have_count(0)


def lose_the_network(page: Page) -> None:
    page.context.set_offline(True)
    expect(page.get_by_text("You are offline.")).to_be_visible()


STATES = [
    State("home", "offline", lose_the_network),
    State("login", "empty", send("Log in")),
    State("login", "refused", be_refused, r"401 .*/api/auth/login/"),
    State("register", "empty", send("Create account")),
    State("courses", "keys", type_keys("?", "Search")),
    State("courses", "scheme", press("Colour scheme")),
    State("courses", "order", choose("Sort")),
    State("dashboard", "palette", type_keys("Control+k", "")),
    State("dashboard", "palette-nothing", find_nothing),
    State("dashboard", "notifications", press(re.compile("^Notifications,"))),
    State("dashboard", "account", press(re.compile("^Account of"))),
    State("quiz-attempt", "hand-in", press("Hand in", "dialog")),
    State("users", "menu", press(re.compile("^What to do with"))),
    State("learners", "menu", press(re.compile("^What to do with"))),
    State("quiz-builder", "menu", press(re.compile("^What to do with question"))),
    State("announcements", "empty", send("Send")),
    State("enroll-people", "empty", send("Check the list")),
]


def failing(page: Page) -> AbstractContextManager[list[str]]:
    """The server breaks at whatever the page itself asks; the addresses it has asked for."""
    header = {"X-Request-ID": "5c0ffee" * 4}
    return _answered(page, lambda route: route.fulfill(status=500, json=BROKEN, headers=header))


def waiting(page: Page) -> AbstractContextManager[list[str]]:
    """Nobody answers what the page itself asks; the addresses it has asked for."""
    return _answered(page, lambda _: None)


@contextmanager
def _answered(page: Page, answer: Callable[[Route], None]) -> Iterator[list[str]]:
    asked: list[str] = []

    def intercept(route: Route) -> None:
        url = route.request.url
        if OF_THE_FRAME.search(url):
            route.continue_()
            return
        if not url.endswith(OF_THE_BELL) or page.url.endswith("/notifications"):
            asked.append(url)
        answer(route)

    page.goto("/robots.txt")  # what the page before still asks is none of this one's
    page.route("**/api/**", intercept)
    try:
        yield asked
    finally:
        page.unroute("**/api/**", intercept)

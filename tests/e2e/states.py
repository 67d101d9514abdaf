"""What a page may be in the middle of: a menu, a dialog, a mistake somebody made."""

import json
import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page, expect

# What the frame around every page asks for itself.
OF_THE_FRAME = re.compile(r"/api/(auth/(user|token|login)|notifications/unread-count)/")
# And what one page of its own shows too.
ALSO_OF_A_PAGE = {"/api/notifications/": "/notifications", "/api/site/": "/admin/site"}
NOWHERE = "/robots.txt"
REQUEST_ID = "5c0ffee" * 4
BROKEN: dict[str, object] = {
    "type": "urn:lectern:problem:unexpected",
    "title": "Something broke on our side.",
    "status": 500,
    "code": "unexpected",
}


@dataclass(frozen=True)
class State:
    """What somebody does on the page of a stop, and sees then: one of a kind."""

    stop: str
    kind: str
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


def choose(name: str | re.Pattern[str]) -> Callable[[Page], None]:
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


def choose_from_menu(item: str, then: str) -> Callable[[Page], None]:
    """Choose from the menu of the first row, and be asked about it."""

    def enter(page: Page) -> None:
        press(MORE)(page)
        page.get_by_role("menuitem", name=item, exact=True).click()
        expect(page.get_by_role(then)).to_be_visible()  # type: ignore[arg-type]

    return enter


def unfold(button: str, then: str) -> Callable[[Page], None]:
    """Open a form that is folded away, and send it with nothing in it."""

    def enter(page: Page) -> None:
        page.get_by_role("button", name=button).first.click()
        send(then)(page)

    return enter


def ask_for_another_address(page: Page) -> None:
    unfold("Change the address", "Send a link there")(page)


def clear(field: str) -> Callable[[Page], None]:
    """Empty a field that may not be empty, where everything is saved by itself."""

    def enter(page: Page) -> None:
        page.get_by_label(field, exact=True).fill("")
        expect(page.locator("mat-error").first).to_be_visible()

    return enter


def find(field: str, words: str) -> Callable[[Page], None]:
    """Type into a field that proposes something."""

    def enter(page: Page) -> None:
        page.get_by_role("combobox", name=field).fill(words)
        expect(page.get_by_role("option").first).to_be_visible()

    return enter


def have_none(resource: str) -> Callable[[Page], None]:
    """Be on an installation where there is none of these yet."""
    nothing = {"count": 0, "next": None, "previous": None, "results": []}

    def enter(page: Page) -> None:
        address = re.compile(rf"/api/{resource}/(\?|$)")
        page.route(address, lambda route: route.fulfill(json=nothing))
        page.reload()
        expect(page.get_by_role("main").locator("lec-empty-state")).to_be_visible()
        page.unroute(address)

    return enter


def give_too_much(page: Page) -> None:
    page.get_by_role("spinbutton", name="Points").first.fill("1000")
    page.get_by_role("button", name="Save and go to the next").click()
    expect(page.locator("mat-error").first).to_be_visible()


def bring_no_course(page: Page) -> None:
    field = page.locator("input[type=file]")
    field.set_input_files({"name": "x.zip", "mimeType": "application/zip", "buffer": b"no zip"})
    expect(page.get_by_role("button", name="Choose another file")).to_be_visible(timeout=20_000)


def bring_no_list(page: Page) -> None:
    field = page.locator("input[type=file]")
    field.set_input_files({"name": "x.csv", "mimeType": "text/csv", "buffer": b"a,b\n1,2\n"})
    expect(page.get_by_role("main").get_by_role("alert")).to_be_visible()


def be_nameless(page: Page) -> None:
    page.get_by_label("Name of the site").fill("")
    send("Save")(page)


MORE = re.compile("^What to do with")
REFUSED = r"status of 400 .*/api/"
STATES = [
    State("home", "notice", "offline", lose_the_network),
    State("login", "mistake", "empty", send("Log in")),
    State("login", "mistake", "refused", be_refused, r"401 .*/api/auth/login/"),
    State("register", "mistake", "empty", send("Create account")),
    State("password-reset", "mistake", "empty", send("Send the link")),
    State("new-password", "mistake", "empty", send("Save the password")),
    State("courses", "dialog", "keys", type_keys("?", "Search")),
    State("courses", "menu", "scheme", press("Colour scheme")),
    State("courses", "choice", "order", choose("Sort")),
    State("dashboard", "dialog", "palette", type_keys("Control+k", "")),
    State("dashboard", "dialog", "palette-nothing", find_nothing),
    State("dashboard", "menu", "notifications", press(re.compile("^Notifications,"))),
    State("dashboard", "menu", "account", press(re.compile("^Account of"))),
    State(
        "settings-profile", "mistake", "e-mail", unfold("Change the address", "Send a link there")
    ),
    State("settings-security", "mistake", "password", send("Change the password")),
    State("settings-data", "mistake", "delete", unfold("Delete the account", "Delete it for good")),
    State("quiz-attempt", "dialog", "hand-in", press("Hand in", "dialog")),
    State("teach", "menu", "course", press(MORE)),
    State("teach", "mistake", "new", send("Create course")),
    State("teach-import", "mistake", "file", bring_no_course, r"status of 4\d\d .*/api/"),
    State("content", "menu", "lesson", press(re.compile("^What to do with the lesson"))),
    State("content-empty", "dialog", "publish", press("Publish", "dialog")),
    State("lesson-editor", "choice", "completion", choose("Complete when")),
    State("lesson-editor", "mistake", "title", clear("Title of the lesson"), REFUSED),
    State("quiz-builder", "menu", "question", press(re.compile("^What to do with question"))),
    State("quiz-builder", "choice", "reveal", choose("Show the answers")),
    State("quiz-builder", "mistake", "title", clear("Title of the quiz"), REFUSED),
    State("course-settings", "choice", "level", choose("Level")),
    State("course-settings", "mistake", "title", clear("Title of the course"), REFUSED),
    State("learners", "menu", "learner", press(MORE)),
    State("learners", "choice", "show", choose("Show")),
    State("enroll-people", "mistake", "empty", send("Check the list")),
    State("analytics", "choice", "quiz", choose(re.compile(""))),
    State("review", "mistake", "points", give_too_much),
    State("announcements", "mistake", "empty", send("Send")),
    State("announcements", "choice", "audience", choose("To")),
    State("announcements", "empty", "none", have_none("announcements")),
    State("users", "menu", "person", press(MORE)),
    State("users", "choice", "role", choose("Role")),
    State("users", "mistake", "new", unfold("Add a person", "Add")),
    State("users", "dialog", "delete", choose_from_menu("Delete for good", "alertdialog")),
    State("users-add", "mistake", "file", bring_no_list, REFUSED),
    State("admin-site", "mistake", "name", be_nameless),
    State("admin-site", "choice", "language", choose("Language of e-mails")),
    State("admin-courses", "menu", "course", press(MORE)),
    State("admin-courses", "choice", "status", choose("Status")),
    State("admin-courses", "dialog", "hand-over", choose_from_menu("Hand over", "dialog")),
    State("admin-categories", "empty", "none", have_none("categories")),
    State("admin-audit", "choice", "person", find("Person", "a")),
    State("admin-jobs", "choice", "status", choose("Status")),
]

ASKING = {"loading", "failure"}
# What there is to see on the pages of each address beside the pages themselves.
OF_ROUTES: dict[str, set[str]] = {
    "/": ASKING | {"notice"},
    "/login": {"mistake"},
    "/register": {"mistake"},
    "/password/reset": {"mistake"},
    "/password-reset/:uid/:token": {"mistake"},
    "/verify-email": ASKING,
    "/unsubscribe": set(),
    "/forbidden": set(),
    "/courses": ASKING | {"menu", "dialog", "choice", "empty"},
    "/courses/:id": ASKING | {"empty"},
    "/learn/:course/:lesson": ASKING | {"empty"},
    "/certificates": ASKING | {"empty"},
    "/certificates/:number": ASKING | {"empty"},
    "/dashboard": ASKING | {"menu", "dialog", "empty"},
    "/enrollments": ASKING | {"empty"},
    "/progress": ASKING | {"empty"},
    "/notifications": ASKING | {"empty"},
    "/announcements/:id": ASKING,
    "/quizzes/:id": ASKING,
    "/quizzes/:id/attempts/:attempt": ASKING | {"dialog"},
    "/quizzes/:id/results/:submission": ASKING,
    "/settings": set(),
    "/settings/profile": {"mistake"},
    "/settings/security": ASKING | {"mistake"},
    "/settings/notifications": ASKING,
    "/settings/appearance": set(),
    "/settings/data": {"mistake"},
    "/teach": ASKING | {"menu", "mistake", "empty"},
    "/teach/import": {"mistake"},
    "/teach/announcements": ASKING | {"mistake", "choice", "empty"},
    "/teach/reviews": ASKING | {"empty"},
    "/teach/reviews/:submission": ASKING | {"mistake"},
    "/teach/courses/:id": ASKING | {"menu", "dialog", "empty"},
    "/teach/courses/:id/lessons/:lesson": ASKING | {"choice", "mistake"},
    "/teach/courses/:id/quizzes/:quiz": ASKING | {"menu", "choice", "mistake", "empty"},
    "/teach/courses/:id/settings": ASKING | {"choice", "mistake"},
    "/teach/courses/:id/learners": ASKING | {"menu", "choice", "empty"},
    "/teach/courses/:id/learners/:student": ASKING,
    "/teach/courses/:id/learners/enroll": ASKING | {"mistake"},
    "/teach/courses/:id/gradebook": ASKING | {"empty"},
    "/teach/courses/:id/analytics": ASKING | {"choice", "empty"},
    "/admin": ASKING,
    "/admin/people": ASKING | {"menu", "dialog", "choice", "mistake", "empty"},
    "/admin/people/add": {"mistake"},
    "/admin/site": ASKING | {"mistake", "choice"},
    "/admin/courses": ASKING | {"menu", "dialog", "choice", "empty"},
    "/admin/categories": ASKING | {"empty"},
    "/admin/audit": ASKING | {"choice", "empty"},
    "/admin/jobs": ASKING | {"choice", "empty"},
}


def failing(page: Page) -> AbstractContextManager[list[str]]:
    """The server breaks at whatever the page itself asks; the addresses it has asked for."""
    return _answered(page, BROKEN)


@contextmanager
def waiting(page: Page) -> Iterator[list[str]]:
    """Nobody answers what the page itself asks; the addresses it has asked for."""
    with _answered(page, None) as asked:
        try:
            yield asked
        finally:
            _leave(page)


@contextmanager
def _answered(page: Page, problem: dict[str, object] | None) -> Iterator[list[str]]:
    """Not by `Page.route`, with which the browser fetches the whole application for every page."""
    asked: list[str] = []
    session = page.context.new_cdp_session(page)

    def intercept(paused: dict[str, Any]) -> None:
        url, request = paused["request"]["url"], {"requestId": paused["requestId"]}
        if OF_THE_FRAME.search(url):
            session.send("Fetch.continueRequest", request)
            return
        mine = next((own for end, own in ALSO_OF_A_PAGE.items() if url.endswith(end)), "")
        if page.url.endswith(mine):
            asked.append(url)
        if problem:
            session.send("Fetch.fulfillRequest", {**request, **_answer(problem)})

    _leave(page)
    session.on("Fetch.requestPaused", intercept)
    session.send("Fetch.enable", {"patterns": [{"urlPattern": "*/api/*"}]})
    try:
        yield asked
    finally:
        session.detach()


def _answer(problem: dict[str, object]) -> dict[str, object]:
    """The answer with which the server says that it broke."""
    headers = {"Content-Type": "application/json", "X-Request-ID": REQUEST_ID}
    return {
        "responseCode": 500,
        "responseHeaders": [{"name": name, "value": value} for name, value in headers.items()],
        "body": b64encode(json.dumps(problem).encode()).decode(),
    }


def _leave(page: Page) -> None:
    """What a page still asks is asked by no other, and reaches no server once it is let through."""
    if not page.url.endswith(NOWHERE):
        page.goto(NOWHERE)

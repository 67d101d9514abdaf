"""The main stories again, by somebody who has a keyboard and no mouse."""

from playwright.sync_api import Locator, Page, expect

from tests.e2e import pages
from tests.e2e.pages import see
from tests.e2e.server import COURSE_TITLE, TEACHER, Site
from tests.e2e.test_teaching import course_of

FAR = 150


def reach(page: Page, target: Locator, key: str = "Tab") -> None:
    """Press Tab until the target has the focus, which it shows."""
    expect(target).to_be_visible()
    for _ in range(FAR):
        page.keyboard.press(key)
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"Tab does not lead to {target}")


def press(page: Page, target: Locator, key: str = "Enter") -> None:
    """Go to something by Tab, and use it."""
    reach(page, target)
    page.keyboard.press(key)


def fill_in(page: Page, target: Locator, text: str) -> None:
    """Go to a field by Tab, and type over what it holds."""
    reach(page, target)
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


def test_a_visitor_registers_enrols_and_completes_a_lesson(page: Page) -> None:
    page.goto("/register")
    see(page, "Create your account")
    fill_in(page, page.get_by_label("Username"), "tabitha")
    fill_in(page, page.get_by_label("E-mail"), pages.email_of("tabitha"))
    fill_in(page, page.get_by_label("Password", exact=True), pages.PASSWORD)
    fill_in(page, page.get_by_label("Password, once more"), pages.PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Your first course is waiting")).to_be_visible()

    press(page, page.get_by_role("main").get_by_role("link", name="Browse courses").last)
    see(page, "Explore courses")
    press(page, page.get_by_role("link", name=COURSE_TITLE))
    see(page, COURSE_TITLE)
    press(page, page.get_by_role("button", name="Enrol", exact=True))
    press(page, page.get_by_role("link", name="Start learning"))
    see(page, "A piece of rope")
    press(page, page.get_by_role("button", name="Mark complete"))
    expect(page.get_by_text("You completed this lesson.")).to_be_visible()


def test_a_student_takes_a_quiz(page: Page) -> None:
    pages.join(page, "kay")
    pages.begin_course(page, COURSE_TITLE)
    pages.open_lesson(page, "The bowline")
    press(page, page.get_by_role("link", name="Go to the quiz"))
    press(page, page.get_by_role("button", name="Start the quiz"))
    pages.see_question(page, 1, 6)
    reach(page, page.get_by_role("radio").first)
    while not page.get_by_role("radio", name="The bowline").is_checked():
        page.keyboard.press("ArrowDown")
    press(page, page.get_by_role("button", name="Next", exact=True))
    pages.see_question(page, 2, 6)
    for choice in ("The working end", "The standing part"):
        box = page.get_by_role("checkbox", name=choice)
        if not box.evaluate("element => element === document.activeElement"):
            reach(page, box)
        page.keyboard.press("Space")
        expect(box).to_be_checked()
    pages.see_saved(page)
    press(page, page.get_by_role("complementary").get_by_role("button", name="Hand in"))
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("4 questions are not answered.")
    press(page, dialog.get_by_role("button", name="Hand in"))
    see(page, "Not there yet")
    expect(page.get_by_role("heading", level=1)).to_be_focused()


def test_an_instructor_writes_and_publishes_a_course(page: Page, site: Site) -> None:
    pages.sign_in(page, TEACHER, site.password)
    page.goto("/teach")
    see(page, "Teach")
    fill_in(page, page.get_by_label("Title of a new course"), "By Keys Alone")
    page.keyboard.press("Enter")
    see(page, "By Keys Alone")
    for button, title in (
        ("Add a lesson", "First step"),
        ("Add a lesson to Without a section", "Second step"),
    ):
        press(page, page.get_by_role("button", name=button, exact=True))
        expect(page.get_by_placeholder("Title of the lesson")).to_be_focused()
        page.keyboard.type(title)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name=title, level=2)).to_be_visible()
    fill_in(page, page.get_by_label("Text", exact=True), "Written without a mouse.")
    expect(page.get_by_text("All changes saved")).to_be_visible()
    reach(page, page.get_by_role("button", name="Move Second step"), "Shift+Tab")
    page.keyboard.press("ArrowUp")
    titles = page.get_by_role("list", name="Without a section").locator(".title")
    expect(titles).to_have_text(["Second step", "First step"])

    reach(page, page.get_by_role("button", name="Publish", exact=True), "Shift+Tab")
    page.keyboard.press("Enter")
    press(page, page.get_by_role("dialog").get_by_role("button", name="Publish anyway"))
    expect(page.get_by_text("Published", exact=True)).to_be_visible()
    pages.put_away(page, course_of(page))


def test_an_admin_gives_a_role(page: Page, site: Site) -> None:
    pages.join(page, "osric")
    pages.sign_in(page, "admin", site.password)
    page.goto("/admin")
    see(page, "Administration")
    press(page, page.get_by_role("navigation", name="Administration").get_by_text("People"))
    see(page, "People")
    fill_in(page, page.get_by_role("main").get_by_role("searchbox"), "osric")
    page.keyboard.press("Enter")
    row = page.get_by_role("row").filter(has_text="osric@example.org")
    expect(page.get_by_text("1 person", exact=True)).to_be_visible()
    press(page, row.get_by_role("button", name="What to do with osric"))
    item = page.get_by_role("menuitem", name="Make an instructor")
    expect(page.get_by_role("menuitem").first).to_be_focused()
    while not item.evaluate("element => element === document.activeElement"):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(row.get_by_text("Instructor")).to_be_visible()

"""What somebody who teaches does: writing a course, its quizzes, and bringing one in."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e import pages
from tests.e2e.chromium import Watch
from tests.e2e.conftest import Windows
from tests.e2e.pages import see
from tests.e2e.server import COURSE_TITLE, TEACHER, Site
from tests.e2e.tour import Api
from tests.interchange.courses import MINIMAL, zipped

SAVED = "All changes saved"


def test_a_course_is_written_published_and_taken(windows: Windows, site: Site) -> None:
    teacher = windows.open()
    pages.sign_in(teacher, TEACHER, site.password)
    create_course(teacher, "Paper Boats")
    add_lesson(teacher, "Add a lesson", "Folding")
    write_text(teacher, "Fold it **twice**.\n\n![gone](gone.png)")
    expect(preview(teacher).locator("strong")).to_have_text("twice")
    expect(teacher.get_by_text("is not part of the course")).to_be_visible()
    write_text(teacher, "Fold it **twice**.")
    expect(teacher.get_by_text(SAVED)).to_be_visible()

    add_lesson(teacher, "Add a lesson to Without a section", "Floating")
    writes_a_quiz(teacher)
    teacher.get_by_role("button", name="Publish", exact=True).click()
    dialog = teacher.get_by_role("dialog")
    expect(dialog.get_by_text("It has no summary for the catalogue.")).to_be_visible()
    dialog.get_by_role("button", name="Publish anyway").click()
    expect(teacher.get_by_text("Published", exact=True)).to_be_visible()

    student = windows.open()
    pages.join(student, "nemo")
    pages.begin_course(student, "Paper Boats")
    expect(student.locator("strong", has_text="twice")).to_be_visible()
    pages.open_lesson(student, "Floating")
    pages.begin_quiz(student)
    answer_whatever_comes(student)
    pages.hand_in(student)
    expect(student.get_by_text("You passed!")).to_be_visible()
    pages.put_away(teacher, course_of(teacher))


def writes_a_quiz(page: Page) -> None:
    """Two kinds of questions; what is missing is said until it is there."""
    more(page, "What to do with the lesson Floating", "Add a quiz")
    expect(page.get_by_text("A quiz needs at least one question.")).to_be_visible()
    add_question(page, "One right choice")
    page.get_by_label("Question", exact=True).fill("What floats?")
    page.get_by_label("Choice 1", exact=True).fill("Paper")
    page.get_by_label("Choice 2", exact=True).fill("Lead")
    expect(page.get_by_text("1 question is not ready yet")).to_be_visible()
    page.get_by_role("radio", name="Choice 1 is right").check()
    expect(page.get_by_text("This quiz can be taken.")).to_be_visible()
    add_question(page, "Number")
    page.get_by_label("Question", exact=True).fill("How many folds?")
    page.get_by_label("The right number").fill("2")
    expect(page.get_by_text("This quiz can be taken.")).to_be_visible()
    expect(page.get_by_text(SAVED)).to_have_count(2)
    page.get_by_role("button", name="Question 1: What floats?").click()
    expect(page.get_by_label("Choice 1", exact=True)).to_have_value("Paper")

    handle = page.get_by_role("button", name="Move question 2")
    handle.press("ArrowUp")
    expect(page.get_by_role("button", name="Question 1: How many folds?")).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name="Question 1: How many folds?")).to_be_visible()
    more(page, "What to do with question 1", "Remove")
    expect(page.get_by_role("button", name="Question 1: What floats?")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Question 2: What floats?")).to_be_visible()


def answer_whatever_comes(page: Page) -> None:
    """Questions are shuffled, so each is known by what it asks."""
    for number in (1, 2):
        pages.see_question(page, number, 2)
        if page.get_by_text("What floats?").is_visible():
            pages.pick(page, "Paper")
        else:
            page.get_by_role("textbox", name="Your answer, a number").fill("2")
        if number == 1:
            pages.next_question(page)
    pages.see_saved(page)


def test_an_outline_is_arranged_by_keys_and_menus(page: Page, site: Site) -> None:
    pages.sign_in(page, TEACHER, site.password)
    create_course(page, "Order of Things")
    add_lesson(page, "Add a lesson", "First")
    add_lesson(page, "Add a lesson to Without a section", "Second")
    page.get_by_role("button", name="Add a section").click()
    page.get_by_label("Name of the section").fill("Later")
    page.keyboard.press("Enter")
    add_lesson(page, "Add a lesson to Later", "Third")
    expect(lessons(page, "Without a section")).to_have_text(["First", "Second"])

    handle = page.get_by_role("button", name="Move First", exact=True)
    handle.press("ArrowDown")
    expect(lessons(page, "Without a section")).to_have_text(["Second", "First"])
    expect(handle).to_be_focused()
    handle.press("ArrowDown")
    expect(lessons(page, "Later")).to_have_text(["First", "Third"])
    more(page, "What to do with the lesson Third", "Move to Without a section")
    expect(lessons(page, "Without a section")).to_have_text(["Second", "Third"])

    page.get_by_role("button", name="Move Third", exact=True).press("ArrowDown")
    expect(lessons(page, "Later")).to_have_count(2)
    page.get_by_role("link", name="First").press("F2")
    page.get_by_label("Title of the lesson").first.fill("Foremost")
    page.keyboard.press("Enter")
    more(page, "What to do with the lesson Second", "Remove")
    expect(lessons(page, "Without a section")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(lessons(page, "Without a section")).to_have_text(["Second"])
    page.reload()
    expect(lessons(page, "Without a section")).to_have_text(["Second"])
    expect(lessons(page, "Later").filter(has_text="Foremost")).to_have_count(1)


@pytest.mark.not_by_keys("a drag; test_an_outline_is_arranged_by_keys_and_menus has the keys")
def test_lessons_are_dragged_into_another_section(page: Page, site: Site) -> None:
    pages.sign_in(page, TEACHER, site.password)
    api = Api(page)
    course = api.post("courses", title="Pulled Apart")["id"]
    for title, section in (("First", ""), ("Second", ""), ("Third", "Later")):
        api.post("lessons", course=course, title=title, section=section)
    page.goto(f"/teach/courses/{course}")
    drag(page, *(page.get_by_role("button", name=f"Move {one}") for one in ("Second", "Third")))
    expect(lessons(page, "Later")).to_have_count(2)
    expect(lessons(page, "Without a section")).to_have_text(["First"])
    page.reload()
    expect(lessons(page, "Later")).to_have_count(2)


def test_sections_are_moved_by_keys_and_stay_there(page: Page, site: Site) -> None:
    pages.sign_in(page, TEACHER, site.password)
    api = Api(page)
    course = api.post("courses", title="Three Parts")["id"]
    for section in ("Dawn", "Noon", "Dusk"):
        api.post("lessons", course=course, title=f"At {section}", section=section)
    page.goto(f"/teach/courses/{course}")
    headings = page.get_by_role("region", name="Outline").get_by_role("heading", level=2)
    expect(headings).to_have_text(["Dawn", "Noon", "Dusk"])
    dusk = page.get_by_role("button", name="Move the section Dusk")
    dusk.press("ArrowUp")
    expect(headings).to_have_text(["Dawn", "Dusk", "Noon"])
    expect(dusk).to_be_focused()
    expect(page.get_by_text("Dusk is now section 2 of 3.")).to_be_attached()
    dusk.press("ArrowUp")
    expect(headings).to_have_text(["Dusk", "Dawn", "Noon"])
    page.reload()
    expect(headings).to_have_text(["Dusk", "Dawn", "Noon"])
    outline = api.get(f"courses/{course}/outline")
    assert [one["title"] for one in outline["sections"]] == ["Dusk", "Dawn", "Noon"]


def test_a_course_is_taken_back_from_the_catalogue(
    windows: Windows, site: Site, watch: Watch
) -> None:
    page, visitor = windows.open(), windows.open()
    pages.sign_in(page, TEACHER, site.password)
    api = Api(page)
    course = api.post("courses", title="Out Too Early")["id"]
    api.post("lessons", course=course, title="Half a lesson")
    api.post(f"courses/{course}/publish")
    visitor.goto(f"/courses/{course}")
    see(visitor, "Out Too Early")

    page.goto(f"/teach/courses/{course}")
    page.get_by_role("button", name="Take back to draft").click()
    expect(page.get_by_text("Draft", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Publish", exact=True)).to_be_visible()
    watch.expect(r"status of 404 .*/api/courses/")
    visitor.reload()
    expect(visitor.get_by_text("This course is not here")).to_be_visible()


def test_what_somebody_else_teaches_is_not_ours_to_change(page: Page, site: Site) -> None:
    pages.sign_in(page, "amara", site.password)
    api = Api(page)
    course = next(one["id"] for one in api.list("courses") if one["title"] == COURSE_TITLE)
    page.goto(f"/teach/courses/{course}")
    expect(page.get_by_text("Somebody else teaches this course")).to_be_visible()
    expect(page.get_by_role("button", name="Take back to draft")).to_be_hidden()
    page.get_by_role("main").get_by_role("link", name="Course page").click()
    see(page, COURSE_TITLE)


def test_two_tabs_do_not_overwrite_each_other(windows: Windows, site: Site, watch: Watch) -> None:
    watch.expect(r"412 .*/api/lessons/")
    first = windows.open()
    pages.sign_in(first, TEACHER, site.password)
    create_course(first, "Written Twice")
    add_lesson(first, "Add a lesson", "Disputed")
    expect(first.get_by_label("Text", exact=True)).to_be_visible()
    second = first.context.new_page()
    second.goto(first.url)
    expect(second.get_by_label("Text", exact=True)).to_be_visible()

    write_text(first, "From the first tab")
    expect(first.get_by_text(SAVED)).to_be_visible()
    write_text(second, "From the second tab")
    expect(second.get_by_text("This was changed elsewhere.")).to_be_visible()
    second.get_by_role("button", name="Keep mine").click()
    expect(second.get_by_text(SAVED)).to_be_visible()

    write_text(first, "Once more from the first")
    first.get_by_role("button", name="Take theirs").click()
    expect(first.get_by_label("Text", exact=True)).to_have_value("From the second tab")


def test_a_course_is_tried_before_it_is_imported(page: Page, site: Site, tmp_path: Path) -> None:
    good, bad = tmp_path / "atlas.zip", tmp_path / "broken.zip"
    good.write_bytes(zipped(MINIMAL))
    bad.write_bytes(zipped({**MINIMAL, "01-first.md": b"No front matter"}))
    pages.sign_in(page, TEACHER, site.password)
    page.goto("/teach/import")
    see(page, "Import a course")
    chooser = page.locator("input[type=file]")
    chooser.set_input_files(bad)
    expect(page.get_by_text("A lesson starts with a line")).to_be_visible()
    expect(page.get_by_role("button", name="Import", exact=True)).to_be_hidden()

    page.get_by_role("button", name="Choose another file").click()
    chooser.set_input_files(good)
    report = page.get_by_role("list", name="Report")
    expect(report.get_by_text("New").first).to_be_visible()
    page.get_by_role("button", name="Import", exact=True).click()
    page.get_by_role("link", name="Open the course").click()
    expect(page.get_by_text("Draft", exact=True)).to_be_visible()

    page.evaluate("localStorage.setItem('lectern.language', 'vi')")
    page.goto("/teach/import")
    chooser.set_input_files(bad)
    expect(page.get_by_text("Bài học bắt đầu bằng một dòng “---”")).to_be_visible()


def course_of(page: Page) -> str:
    """The id of the course that is being worked on."""
    return page.url.split("/teach/courses/")[1].split("/")[0]


def create_course(page: Page, title: str) -> None:
    page.goto("/teach")
    page.get_by_label("Title of a new course").fill(title)
    page.get_by_role("button", name="Create course").click()
    see(page, title)


def add_lesson(page: Page, button: str, title: str) -> None:
    """Name a new lesson, which opens it."""
    page.get_by_role("button", name=button, exact=True).click()
    page.get_by_placeholder("Title of the lesson").fill(title)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=title, level=2)).to_be_visible()


def write_text(page: Page, text: str) -> None:
    page.get_by_label("Text", exact=True).fill(text)


def preview(page: Page) -> Locator:
    return page.get_by_role("region", name="Preview: Text")


def add_question(page: Page, kind: str) -> None:
    """A new question, once it is open for writing."""
    page.get_by_role("button", name="Add a question").click()
    page.get_by_role("menuitem", name=kind).click()
    opened = page.get_by_role("button", name="New question", expanded=True)
    expect(opened).to_be_visible()


def more(page: Page, menu: str, item: str) -> None:
    """Choose from the menu of something."""
    page.get_by_role("button", name=menu, exact=True).click()
    page.get_by_role("menuitem", name=item, exact=True).click()


def lessons(page: Page, section: str) -> Locator:
    """The titles of the lessons of a section."""
    return page.get_by_role("list", name=section, exact=True).locator(".title")


def drag(page: Page, what: Locator, onto: Locator) -> None:
    """With the mouse, in steps as a hand would; it is done when everything lies still."""
    start, end = what.bounding_box(), onto.bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + 10, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(start["x"] + 14, start["y"] + 20, steps=4)
    page.mouse.move(end["x"] + 10, end["y"] + 12, steps=12)
    page.mouse.move(end["x"] + 10, end["y"] + 10, steps=4)
    page.mouse.up()
    expect(page.locator(".cdk-drag-preview")).to_have_count(0)

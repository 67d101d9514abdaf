"""Quizzes and files, as those who teach work on them."""

import re

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.e2e import pages
from tests.e2e.chromium import Watch
from tests.e2e.pages import see
from tests.e2e.server import TEACHER, Site
from tests.e2e.test_teaching import SAVED, add_question, drag, more
from tests.e2e.tour import Api
from tests.interchange.courses import png

GIFT = b"""::Fish:: Which of them breathes air?
{ =the dolphin ~the herring ~the shark }

This one is broken {
"""


def a_quiz(page: Page, site: Site, title: str) -> str:
    """A course of one lesson with an empty quiz, which is open; the course's id."""
    pages.sign_in(page, TEACHER, site.password)
    api = Api(page)
    course = str(api.post("courses", title=title)["id"])
    lesson = api.post("lessons", course=course, title="Begin")["id"]
    quiz = api.post("quizzes", lesson=lesson, title=title)["id"]
    page.goto(f"/teach/courses/{course}/quizzes/{quiz}")
    expect(page.get_by_text("A quiz needs at least one question.")).to_be_visible()
    return course


def choices(page: Page) -> Locator:
    return page.get_by_role("textbox", name=re.compile(r"^Choice \d"))


def handle(page: Page, number: int) -> Locator:
    return page.get_by_role("button", name=f"Move choice {number}", exact=True)


def see_choices(page: Page, *texts: str) -> None:
    expect(choices(page)).to_have_count(len(texts))
    for place, text in enumerate(texts):
        expect(choices(page).nth(place)).to_have_value(text)


def test_choices_are_moved_and_removed_and_come_back(page: Page, site: Site) -> None:
    a_quiz(page, site, "Every Kind")
    add_question(page, "Several right choices")
    page.get_by_role("button", name="Add a choice").click()
    for number, text in enumerate(("Ash", "Beech", "Cedar")):
        choices(page).nth(number).fill(text)
    expect(page.get_by_text(SAVED)).to_have_count(2)

    handle(page, 3).press("ArrowUp")
    see_choices(page, "Ash", "Cedar", "Beech")
    expect(handle(page, 2)).to_be_focused()
    handle(page, 1).press("ArrowDown")
    see_choices(page, "Cedar", "Ash", "Beech")
    handle(page, 2).press("ArrowDown")
    see_choices(page, "Cedar", "Beech", "Ash")
    page.get_by_role("button", name="Remove choice 1").click()
    see_choices(page, "Beech", "Ash")
    page.get_by_role("button", name="Undo").click()
    see_choices(page, "Cedar", "Beech", "Ash")

    page.reload()
    page.get_by_role("button", name=re.compile("^Question 1:")).click()
    see_choices(page, "Cedar", "Beech", "Ash")


@pytest.mark.not_by_keys("a drag; test_choices_are_moved_and_removed_and_come_back has the keys")
def test_choices_are_dragged(page: Page, site: Site) -> None:
    a_quiz(page, site, "Every Drag")
    add_question(page, "One right choice")
    for number, text in enumerate(("Ash", "Beech")):
        choices(page).nth(number).fill(text)
    expect(page.get_by_text(SAVED)).to_have_count(2)
    drag(page, handle(page, 1), handle(page, 2))
    see_choices(page, "Beech", "Ash")


def test_another_kind_keeps_what_it_can_use(page: Page, site: Site) -> None:
    a_quiz(page, site, "Folding Cranes")
    add_question(page, "Several right choices")
    page.get_by_label("Question", exact=True).fill("Which are round?")
    choices(page).nth(0).fill("A ball")
    choices(page).nth(1).fill("A wheel")
    for number in (1, 2):
        page.get_by_role("checkbox", name=f"Choice {number} is right").check()
    become(page, "One right choice")
    expect(page.get_by_role("radio", name="Choice 1 is right")).to_be_checked()
    expect(page.get_by_role("radio", name="Choice 2 is right")).not_to_be_checked()

    become(page, "Number")
    page.get_by_label("The right number").fill("4")
    become(page, "Short text")
    expect(page.get_by_label("Accepted answers")).to_have_value("4")
    become(page, "True or false")
    expect(page.get_by_role("radio", name="True")).not_to_be_checked()
    expect(page.get_by_text("Say whether it is true or false.")).to_be_visible()
    become(page, "Matching")
    expect(page.get_by_label("Prompt 2", exact=True)).to_have_value("A wheel")
    become(page, "Essay")
    expect(page.get_by_text("Essays are read and graded by you.")).to_be_visible()
    become(page, "One right choice")
    see_choices(page, "A ball", "A wheel")
    expect(page.get_by_label("Question", exact=True)).to_have_value("Which are round?")


def become(page: Page, kind: str) -> None:
    """Choose another kind for the question that is open."""
    page.get_by_role("combobox", name="Kind").click()
    page.get_by_role("option", name=kind, exact=True).click()
    expect(page.get_by_role("combobox", name="Kind")).to_have_text(kind)


def test_a_question_written_without_a_network_is_there_after_a_reload(
    page: Page, site: Site, watch: Watch
) -> None:
    watch.expect(r"ERR_INTERNET_DISCONNECTED")
    a_quiz(page, site, "Written Far Away")
    add_question(page, "Essay")
    page.route("**/api/questions/*/", lambda route: route.abort("internetdisconnected"))
    page.get_by_label("Question", exact=True).fill("Typed on a train")
    expect(page.get_by_text("Kept here, waiting for the network")).to_be_visible()
    page.once("dialog", lambda dialog: dialog.accept())
    page.reload()
    page.unroute("**/api/questions/*/")
    page.get_by_role("button", name="Question 1: Typed on a train").click()
    expect(page.get_by_label("Question", exact=True)).to_have_value("Typed on a train")
    expect(page.get_by_text(SAVED)).to_have_count(2)


def gift(text: bytes) -> FilePayload:
    return {"name": "fish.gift", "mimeType": "text/plain", "buffer": text}


def test_questions_come_from_a_file_with_a_report(page: Page, site: Site) -> None:
    a_quiz(page, site, "Brought Along")
    page.get_by_role("button", name="Import questions").click()
    field = page.locator("input[type=file]")
    field.set_input_files(gift(GIFT))
    report = page.get_by_role("list", name="Report")
    expect(report.get_by_role("listitem").filter(has_text="fish.gift:4")).to_contain_text("Error")
    expect(page.get_by_role("button", name="Import", exact=True)).to_be_hidden()

    page.get_by_role("button", name="Choose another file").click()
    field.set_input_files(gift(GIFT.split(b"\n\n")[0]))
    page.get_by_role("button", name="Import", exact=True).click()
    question = page.get_by_role("button", name="Question 1: Which of them breathes air?")
    expect(question).to_be_visible(timeout=20_000)
    expect(page.get_by_text("This quiz can be taken.")).to_be_visible()


def test_a_picture_is_pasted_and_seen_as_a_learner_sees_it(page: Page, site: Site) -> None:
    course = a_quiz(page, site, "Pictures in Between")
    lesson = Api(page).list("lessons", course=course)[0]["id"]
    page.goto(f"/teach/courses/{course}/lessons/{lesson}")
    text = page.get_by_label("Text", exact=True)
    text.fill("Look: ")
    paste_a_picture(text)
    expect(text).to_have_value(re.compile(r"^Look:\s+!\[.*\]\(/?\S*media/\S+\)"))
    shown = page.get_by_role("region", name="Preview: Text").get_by_role("img")
    expect(shown).to_be_visible()
    expect(page.get_by_text(SAVED)).to_be_visible()
    page.get_by_role("link", name="View as a learner").click()
    see(page, "Begin")
    expect(page.get_by_role("main").get_by_role("img")).to_be_visible()


def paste_a_picture(text: Locator) -> None:
    """At the end of what is written."""
    text.evaluate(
        """(field, bytes) => {
            const data = new DataTransfer();
            data.items.add(new File([new Uint8Array(bytes)], 'map.png', {type: 'image/png'}));
            field.setSelectionRange(field.value.length, field.value.length);
            field.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true}));
        }""",
        list(png(40, 40)),
    )


def test_a_course_is_copied_packed_and_put_away(page: Page, site: Site) -> None:
    a_quiz(page, site, "Once and Again")
    page.goto("/teach")
    menu = "What to do with Once and Again"
    more(page, menu, "Duplicate")
    said = page.get_by_text("A copy of “Once and Again” is there as a draft.")
    expect(said).to_be_visible(timeout=20_000)
    with page.expect_download(timeout=20_000) as saving:
        page.get_by_role("button", name=menu).last.click()
        page.get_by_role("menuitem", name="Export as a file").click()
    assert saving.value.suggested_filename.endswith(".zip")
    page.get_by_role("button", name=menu).last.click()
    page.get_by_role("menuitem", name="Archive").click()
    card = page.get_by_role("article").filter(has_text="Archived")
    expect(card.filter(has_text="Once and Again").first).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("“Once and Again” is a draft again.")).to_be_visible()

"""What people write is text, whatever they write: in no field does it become part of the page."""

import re

from playwright.sync_api import Page, expect

from tests.e2e import pages
from tests.e2e.chromium import Watch
from tests.e2e.conftest import Windows
from tests.e2e.pages import see
from tests.e2e.server import TEACHER, Site
from tests.e2e.test_authoring import paste_a_picture
from tests.e2e.test_teaching import (
    SAVED,
    add_lesson,
    add_question,
    course_of,
    create_course,
    more,
    preview,
)
from tests.e2e.tour import Api, settle

EVIL = '<img src=/x onerror="hacked=1">{{7*7}}'
MARKDOWN = (
    f"{EVIL}\n\n<script>hacked=1</script> <svg onload=hacked=1></svg>\n\n"
    "[click](javascript:hacked=1) [data](data:text/html,<script>hacked=1</script>)\n\n"
    '<iframe srcdoc="<script>parent.hacked=1</script>"></iframe> written to the end'
)
SCRIPT = "<script>hacked=1</script>"
WRONG = f"not {EVIL}"
DANGEROUS = (
    "[onerror], [onload], img[src='/x'], iframe[srcdoc], main script,"
    " a[href^='javascript:'], a[href^='data:']"
)


def look(page: Page, path: str, *texts: str) -> None:
    """Open a page; it shows the texts as they were written, and nothing of them has run."""
    page.goto(path)
    settle(page)
    for text in texts:
        expect(page.get_by_text(text).first).to_be_visible()
    harmless(page)


def harmless(page: Page) -> None:
    assert page.evaluate("typeof hacked") == "undefined", page.url
    assert page.locator(DANGEROUS).count() == 0, page.locator(DANGEROUS).first.evaluate(
        "element => element.outerHTML"
    )
    expect(page.get_by_text("49", exact=True)).to_have_count(0)


def test_what_an_instructor_writes_is_text(windows: Windows, site: Site) -> None:
    teacher, learner = windows.open(), windows.open()
    pages.sign_in(teacher, TEACHER, site.password)
    api = Api(teacher)
    made = write_everything(api)
    course, lesson, quiz = made["course"], made["lesson"], made["quiz"]
    editor = f"/teach/courses/{course}"
    look(teacher, "/teach", EVIL)
    look(teacher, f"{editor}/lessons/{lesson}", EVIL, "written to the end")
    look(teacher, f"{editor}/settings", "written to the end")
    look(teacher, f"{editor}/quizzes/{quiz}", EVIL)
    teacher.get_by_role("button", name="Question 1:").click()
    expect(teacher.get_by_label("Choice 1", exact=True)).to_have_value(EVIL)
    harmless(teacher)
    look(teacher, "/teach/announcements", EVIL)

    pages.join(learner, "percy")
    look(learner, "/courses?ordering=-published_at", EVIL)
    look(learner, f"/courses/{course}", EVIL, "written to the end")
    pages.enroll(learner)
    expect(learner.get_by_role("link", name="Start learning")).to_be_visible()
    look(learner, f"/learn/{course}/{lesson}", EVIL, "written to the end")
    look(learner, "/enrollments", EVIL)
    look(learner, "/dashboard", EVIL)
    look(learner, f"/quizzes/{quiz}", EVIL)
    learner.get_by_role("button", name="Start the quiz").click()
    pages.see_question(learner, 1, 2)
    expect(learner.get_by_text("written to the end")).to_be_visible()
    harmless(learner)
    learner.get_by_role("radio").first.check()
    pages.next_question(learner)
    expect(learner.get_by_text(EVIL).first).to_be_visible()
    harmless(learner)
    pages.hand_in(learner)
    expect(learner.get_by_role("heading", name="Question 1")).to_be_visible()
    expect(learner.get_by_text(EVIL).first).to_be_visible()
    harmless(learner)
    learner.keyboard.press("Control+k")
    learner.get_by_role("combobox", name="A page, a course or a lesson").fill("onerror")
    expect(learner.get_by_role("option", name="onerror").first).to_be_visible()
    harmless(learner)

    look(teacher, f"{editor}/learners", "percy")
    look(teacher, f"{editor}/gradebook", EVIL)
    look(teacher, f"{editor}/analytics", EVIL)
    pages.put_away(teacher, course)


def write_everything(api: Api) -> dict[str, str]:
    """A published course that says it in every field an instructor writes."""
    course = api.post(
        "courses", title=EVIL, summary=EVIL, description=MARKDOWN, tags=[EVIL], price="0"
    )["id"]
    lesson = api.post("lessons", course=course, title=EVIL, section=EVIL, content=MARKDOWN)["id"]
    quiz = api.post("quizzes", lesson=lesson, title=EVIL)["id"]
    asked = {"quiz": quiz, "text": MARKDOWN, "explanation": EVIL}
    single = api.post("questions", kind="single", **asked)["id"]
    for right in (True, False):
        api.post("choices", question=single, text=EVIL, feedback=EVIL, is_correct=right)
    pairs = api.post("questions", kind="matching", **asked)["id"]
    for number in (1, 2):
        api.post("choices", question=pairs, text=EVIL, match=f"{EVIL}{number}")
    api.post(f"courses/{course}/publish")
    api.post("announcements", course=course, title=EVIL, body=MARKDOWN)
    return {"course": course, "lesson": lesson, "quiz": quiz}


def test_what_is_typed_into_forms_is_text(windows: Windows, site: Site, watch: Watch) -> None:
    teacher, learner = windows.open(), windows.open()
    pages.sign_in(teacher, TEACHER, site.password)
    create_course(teacher, EVIL)
    harmless(teacher)
    course = course_of(teacher)
    editor = f"/teach/courses/{course}"
    add_lesson(teacher, "Add a lesson", EVIL)
    writes_a_lesson(teacher, watch)
    lesson = teacher.url.rsplit("/", 1)[1]
    asks_for_a_word(teacher)
    teacher.get_by_role("button", name="Publish", exact=True).click()
    dialog = teacher.get_by_role("dialog")
    expect(dialog).to_be_visible()
    harmless(teacher)
    dialog.get_by_role("button", name="Publish anyway").click()
    expect(teacher.get_by_text("Published", exact=True)).to_be_visible()

    pages.join(learner, "perdita")
    learner.goto(f"/courses/{course}")
    pages.enroll(learner)
    expect(learner.get_by_role("link", name="Start learning")).to_be_visible()
    look(learner, f"/learn/{course}/{lesson}", EVIL, "written to the end")
    picture = learner.get_by_role("main").get_by_role("img", name=EVIL)
    expect(picture).to_have_attribute("alt", EVIL)
    answers_with_markup(learner)

    look(teacher, f"{editor}/learners", "perdita")
    teacher.get_by_role("link", name="perdita").click()
    teacher.get_by_role("button", name="Show answers to").click()
    expect(teacher.get_by_text(WRONG, exact=True)).to_be_visible()
    harmless(teacher)
    pastes_names(teacher, editor)
    announces_and_corrects(teacher, learner)
    pages.put_away(teacher, course)


def writes_a_lesson(page: Page, watch: Watch) -> None:
    """With a picture whose words say it, and a film that is no address."""
    text = page.get_by_label("Text", exact=True)
    paste_a_picture(text)
    expect(text).to_have_value(re.compile("media/"))
    found = re.search(r"\((\S*media/\S+)\)", text.input_value())
    assert found
    text.fill(f"![{EVIL}]({found[1]})\n\n{MARKDOWN}")
    expect(preview(page).get_by_role("img", name=EVIL)).to_be_visible()
    expect(page.get_by_text(SAVED)).to_be_visible()
    harmless(page)
    watch.expect(r"status of 400 .*/api/lessons/")
    film = page.get_by_label("Address of a video")
    film.fill("javascript:hacked=1")
    expect(page.locator("mat-error")).to_be_visible()
    harmless(page)
    film.fill("")
    expect(page.get_by_text(SAVED)).to_be_visible()


def asks_for_a_word(page: Page) -> None:
    """A quiz of one question whose key says it too."""
    more(page, f"What to do with the lesson {EVIL}", "Add a quiz")
    add_question(page, "Short text")
    page.get_by_label("Question", exact=True).fill(EVIL)
    page.get_by_label("Accepted answers").fill(EVIL)
    expect(page.get_by_text("This quiz can be taken.")).to_be_visible()
    expect(page.get_by_text(SAVED)).to_have_count(2)
    harmless(page)


def answers_with_markup(page: Page) -> None:
    pages.begin_quiz(page)
    pages.write(page, WRONG)
    pages.see_saved(page)
    pages.hand_in(page)
    see(page, "Not there yet")
    answer = page.get_by_role("article").filter(has_text="Question 1")
    expect(answer.get_by_role("definition").get_by_text(WRONG, exact=True)).to_be_visible()
    expect(answer.get_by_role("definition").get_by_text(EVIL, exact=True)).to_be_visible()
    harmless(page)


def pastes_names(page: Page, editor: str) -> None:
    page.goto(f"{editor}/learners/enroll")
    page.get_by_role("textbox").last.fill(f"{EVIL}\n{SCRIPT}")
    page.get_by_role("button", name="Check the list").click()
    report = page.get_by_role("table", name="Report, line by line").get_by_role("rowheader")
    expect(report).to_have_text([EVIL, SCRIPT])
    harmless(page)


def announces_and_corrects(page: Page, learner: Page) -> None:
    """To the learners of the course, in words that are all right at first."""
    page.goto("/teach/announcements")
    page.get_by_role("combobox", name="To").click()
    page.get_by_role("option", name=EVIL).first.click()
    page.get_by_role("textbox", name="Title").fill("Harmless at first")
    page.get_by_role("textbox", name="Text").fill("Nothing yet.")
    page.get_by_role("button", name="Send", exact=True).click()
    sent = page.get_by_role("article").filter(has_text="Harmless at first")
    sent.get_by_role("button", name="Correct “Harmless at first”").click()
    sent.get_by_role("textbox", name="Title").fill(EVIL)
    sent.get_by_role("textbox", name="Text").fill(MARKDOWN)
    sent.get_by_role("button", name="Save the correction").click()
    expect(page.get_by_role("button", name=f"Correct “{EVIL}”").first).to_be_visible()
    harmless(page)
    look(learner, "/notifications", EVIL)
    said = Api(page).list("announcements")[0]["id"]
    look(learner, f"/announcements/{said}", EVIL, "written to the end")


def test_what_a_student_writes_is_text(windows: Windows, site: Site) -> None:
    learner, teacher = windows.open(), windows.open()
    pages.join(learner, "quill")
    learner.goto("/settings/profile")
    learner.get_by_label("First name").fill(EVIL)
    learner.get_by_label("Last name").fill("{{name}}")
    learner.get_by_label("A few words about you").fill(MARKDOWN)
    learner.get_by_role("button", name="Save", exact=True).click()
    expect(learner.get_by_text("Saved.")).to_be_visible()
    harmless(learner)
    pages.begin_course(learner, "Knots That Hold")
    pages.open_lesson(learner, "Untying")
    pages.begin_quiz(learner)
    pages.write(learner, MARKDOWN)
    pages.see_saved(learner)
    pages.hand_in(learner)
    see(learner, "Waiting for your instructor")
    expect(learner.get_by_text("written to the end")).to_be_visible()
    harmless(learner)
    learner_result = learner.url
    look(learner, "/dashboard", EVIL)

    pages.sign_in(teacher, TEACHER, site.password)
    course = Api(learner).list("enrollments")[0]["course"]
    look(teacher, f"/teach/courses/{course}/learners", EVIL)
    look(teacher, f"/teach/courses/{course}/gradebook", EVIL)
    look(teacher, "/teach/reviews", EVIL)
    essay = teacher.get_by_role("main").get_by_role("listitem").filter(has_text=EVIL)
    essay.get_by_role("link").click()
    expect(teacher.get_by_text("written to the end")).to_be_visible()
    harmless(teacher)
    teacher.get_by_role("spinbutton", name="Points").fill("0")
    teacher.get_by_role("textbox", name="Feedback for the learner").fill(f"{EVIL} {SCRIPT}")
    here = teacher.url
    teacher.get_by_role("button", name="Save and go to the next").click()
    expect(teacher).not_to_have_url(here)
    look(learner, learner_result, f"{EVIL} {SCRIPT}")

    pages.sign_in(teacher, "admin", site.password)
    look(teacher, "/admin/people?search=quill", EVIL)

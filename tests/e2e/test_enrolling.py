"""Places on courses: one for each person, and those that have to be confirmed."""

from playwright.sync_api import Page, expect

from tests.e2e import pages
from tests.e2e.chromium import Watch
from tests.e2e.conftest import Windows
from tests.e2e.pages import see
from tests.e2e.server import COURSE_TITLE, TEACHER, Site
from tests.e2e.tour import Api

PAID = "The Night Sky"


def test_enrolling_in_two_tabs_gives_one_place(page: Page, watch: Watch) -> None:
    pages.join(page, "tessa")
    other = page.context.new_page()
    for tab in (page, other):
        pages.open_course(tab, COURSE_TITLE)
    pages.enroll(page)
    expect(page.get_by_role("link", name="Start learning")).to_be_visible()

    watch.expect(r"status of 4\d\d .*/api/enrollments/")
    pages.enroll(other)
    expect(other.get_by_role("link", name="Start learning")).to_be_visible()
    expect(other.get_by_role("alert")).to_be_hidden()

    page.goto("/enrollments")
    see(page, "My courses")
    expect(page.get_by_role("article")).to_have_count(1)
    expect(pages.bell(page, 1)).to_be_visible()


def test_a_place_on_a_paid_course_waits_for_its_instructor(
    page: Page, windows: Windows, site: Site
) -> None:
    pages.join(page, "ugo")
    pages.open_course(page, PAID)
    expect(page.get_by_text("$19")).to_be_visible()
    pages.enroll(page)
    expect(page.get_by_text("Waiting for activation")).to_be_visible()
    expect(page.get_by_role("link", name="Start learning")).to_be_hidden()
    expect(page.get_by_text("Islands")).to_be_visible()
    expect(page.get_by_role("link", name="Islands")).to_be_hidden()
    page.goto("/enrollments")
    expect(page.get_by_role("article")).to_contain_text("Waiting for activation")

    confirm_place(windows.open(), site, of=page)
    page.goto("/notifications")
    page.get_by_role("link", name=f"Your place in “{PAID}” is confirmed. You can begin.").click()
    see(page, "The Turning Roof")
    expect(page.get_by_role("button", name="Mark complete")).to_be_visible()

    address = pages.email_of("ugo")
    site.up.wait_until(lambda: len(site.emails_to(address)) >= 3, within=20)
    assert {message["Subject"] for message in site.emails_to(address)} == {
        "Confirm your e-mail address",
        f"We have your request for {PAID}",
        f"Your place in {PAID} is confirmed",
    }


def test_everybody_who_waits_is_let_in_at_once(windows: Windows, site: Site) -> None:
    teacher, first, second = windows.open(), windows.open(), windows.open()
    pages.sign_in(teacher, TEACHER, site.password)
    api = Api(teacher)
    course = api.post("courses", title="Rope Bridges", price="5.00")["id"]
    api.post("lessons", course=course, title="The first plank")
    api.post(f"courses/{course}/publish")
    for page, name in ((first, "wim"), (second, "xenia")):
        pages.join(page, name)
        Api(page).post("enrollments", course=course)

    teacher.goto(f"/teach/courses/{course}/learners?show=pending")
    expect(teacher.get_by_text("2 learners")).to_be_visible()
    teacher.get_by_role("button", name="Activate all who wait").click()
    expect(teacher.get_by_text("Places activated: 2")).to_be_visible()
    expect(teacher.get_by_text("Nobody found")).to_be_visible()
    second.goto(f"/courses/{course}")
    second.get_by_role("link", name="Start learning").click()
    see(second, "The first plank")
    pages.put_away(teacher, course)


def confirm_place(teacher: Page, site: Site, *, of: Page) -> None:
    """The instructor confirms the student's one place, over the API as their programs do."""
    mine = of.request.get("/api/enrollments/", headers=bearer(of)).json()
    place = mine["results"][0]["id"]
    pages.sign_in(teacher, "amara", site.password)
    answer = teacher.request.post(
        f"/api/enrollments/{place}/activate/", headers=bearer(teacher), data={}
    )
    assert answer.ok, answer.text()


def bearer(page: Page) -> dict[str, str]:
    return {"Authorization": f"Bearer {pages.token(page)}"}


def test_leaving_a_course_can_be_undone_and_keeps_its_history(page: Page) -> None:
    pages.join(page, "vera")
    pages.begin_course(page, COURSE_TITLE)
    with page.expect_response("**/api/progress/"):
        pages.mark_complete(page)
    page.goto("/enrollments")
    page.get_by_role("button", name="Leave", exact=True).click()
    expect(page.get_by_text(f"You left “{COURSE_TITLE}”.")).to_be_visible()
    expect(page.get_by_text("Your first course is waiting")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("article")).to_contain_text("1/4")

    page.get_by_role("button", name="Leave", exact=True).click()
    expect(page.get_by_text("Your first course is waiting")).to_be_visible()
    pages.open_course(page, COURSE_TITLE)
    expect(page.get_by_role("button", name="Enrol", exact=True)).to_be_visible()

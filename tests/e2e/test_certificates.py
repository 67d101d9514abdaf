"""A certificate: earned by a student, checked by anybody, taken back by who signed it."""

import re

from playwright.sync_api import Page, expect

from tests.e2e import pages
from tests.e2e.chromium import Watch
from tests.e2e.conftest import Windows
from tests.e2e.pages import see
from tests.e2e.server import TEACHER, Site
from tests.e2e.tour import Api

TITLE = "One Good Bend"
NUMBER = re.compile(r"LEC(-[0-9A-HJKMNP-TV-Z]{5}){3}")


def test_what_is_earned_is_checked_by_strangers_until_it_is_revoked(
    windows: Windows, site: Site, watch: Watch
) -> None:
    teacher, student, stranger = windows.open(), windows.open(), windows.open()
    pages.sign_in(teacher, TEACHER, site.password)
    course = teaches_a_course_of_one_lesson(Api(teacher))

    number = earns_a_certificate(student)
    downloads_it(student, number)
    is_told_of_it(student, number)

    stranger.goto(f"/certificates/{number.lower().replace('-', '')}")
    see(stranger, "This certificate is valid")
    expect(stranger.get_by_role("heading", name="olga")).to_be_visible()
    expect(stranger.get_by_role("button", name="Download PDF")).to_be_hidden()
    stranger.get_by_role("link", name="See the course").click()
    see(stranger, TITLE)

    Api(teacher).post(f"certificates/{number}/revoke", reason="It was a granny knot")
    stranger.goto(f"/certificates/{number}")
    see(stranger, "This certificate has been revoked")
    expect(stranger.get_by_text("It was a granny knot")).to_be_hidden()
    student.goto(f"/certificates/{number}")
    see(student, "This certificate has been revoked")
    expect(student.get_by_text("It was a granny knot")).to_be_visible()
    expect(student.get_by_role("button", name="Download PDF")).to_be_hidden()

    watch.expect(r"404 .*/api/courses/")  # it is not public any more, and so not linked to
    Api(teacher).post(f"courses/{course}/unpublish")
    stranger.reload()
    see(stranger, "This certificate has been revoked")
    expect(stranger.get_by_role("link", name="See the course")).to_be_hidden()


def test_a_number_with_a_slip_is_not_found(page: Page, watch: Watch) -> None:
    watch.expect(r"404 .*/api/certificates/")
    page.goto("/certificates/LEC-00000-00000-00001")
    see(page, "There is no certificate of this number")
    expect(page.get_by_text("“LEC-00000-00000-00001”")).to_be_visible()


def teaches_a_course_of_one_lesson(api: Api) -> str:
    course = str(api.post("courses", title=TITLE)["id"])
    api.post("lessons", course=course, title="The reef knot", content="Left over right.")
    api.post(f"courses/{course}/publish")
    return course


def earns_a_certificate(page: Page) -> str:
    pages.join(page, "olga")
    pages.begin_course(page, TITLE)
    pages.mark_complete(page)
    page.get_by_role("button", name="Account of").click()
    page.get_by_role("menuitem", name="Certificates").click()
    see(page, "Certificates")
    card = page.get_by_role("article").filter(has_text=TITLE)
    expect(card).to_contain_text("Valid")
    found = NUMBER.search(card.inner_text())
    assert found, card.inner_text()
    page.get_by_role("link", name=f"Open the certificate for {TITLE}").click()
    see(page, "This certificate is valid")
    return found[0]


def downloads_it(page: Page, number: str) -> None:
    with page.expect_download() as download:
        page.get_by_role("button", name="Download PDF").click()
    assert download.value.suggested_filename == f"{number}.pdf"
    assert download.value.path().read_bytes().startswith(b"%PDF-")


def is_told_of_it(page: Page, number: str) -> None:
    page.goto("/notifications")
    page.get_by_role("link", name=f"Its number is {number}.").click()
    see(page, "This certificate is valid")

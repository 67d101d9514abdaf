"""What is done differently on a phone."""

from playwright.sync_api import Page, expect

from tests.e2e import pages
from tests.e2e.conftest import Windows
from tests.e2e.pages import see
from tests.e2e.server import COURSE_TITLE, TEACHER, Site
from tests.e2e.tour import Api

SCREEN = {"width": 390, "height": 844}


def phone(windows: Windows) -> Page:
    return windows.open(viewport=SCREEN, has_touch=True, is_mobile=True, device_scale_factor=2)


def test_a_visitor_finds_a_course_with_the_thumb(windows: Windows) -> None:
    page = phone(windows)
    page.goto("/")
    page.get_by_role("navigation", name="Tabs").get_by_role("link", name="Courses").tap()
    see(page, "Explore courses")
    subjects = page.get_by_role("group", name="Subject")
    subjects.get_by_role("button", name="Crafts").tap()
    expect(page.get_by_role("article")).to_have_count(1)
    page.get_by_role("link", name=COURSE_TITLE).tap()
    see(page, COURSE_TITLE)
    page.get_by_role("link", name="A piece of rope").tap()
    see(page, "A piece of rope")
    expect(page.get_by_text("You are enrolled")).to_be_hidden()


def test_a_student_opens_the_outline_above_the_lesson(windows: Windows) -> None:
    page = phone(windows)
    pages.join(page, "ottilie")
    pages.begin_course(page, COURSE_TITLE)
    outline = page.get_by_role("complementary", name="Course outline")
    expect(outline.get_by_role("link", name="Untying")).to_be_hidden()
    outline.get_by_role("button", name="Show or hide the outline").tap()
    outline.get_by_role("link", name="Untying").tap()
    see(page, "Untying")
    pages.mark_complete(page)
    page.get_by_role("navigation", name="Tabs").get_by_role("link", name="Progress").tap()
    see(page, "Progress")
    expect(page.get_by_text("1 of 4 lessons completed")).to_be_visible()


def test_an_instructor_goes_from_the_outline_to_a_lesson_and_back(
    windows: Windows, site: Site
) -> None:
    page = phone(windows)
    pages.sign_in(page, TEACHER, site.password)
    api = Api(page)
    course = api.post("courses", title="Written on the Way")["id"]
    for title in ("Here", "There"):
        api.post("lessons", course=course, title=title)
    page.goto(f"/teach/courses/{course}")
    page.get_by_role("button", name="What to do with the lesson There").tap()
    page.get_by_role("menuitem", name="Move up").tap()
    titles = page.get_by_role("list", name="Without a section").locator(".title")
    expect(titles).to_have_text(["There", "Here"])
    page.get_by_role("link", name="There").tap()
    expect(page.get_by_role("heading", name="There", level=2)).to_be_visible()
    page.get_by_label("Text", exact=True).fill("Typed with two thumbs")
    expect(page.get_by_text("All changes saved")).to_be_visible()
    page.get_by_role("link", name="Back to the outline").tap()
    expect(titles).to_have_text(["There", "Here"])


def test_an_admin_reads_tables_as_cards(windows: Windows, site: Site) -> None:
    page = phone(windows)
    pages.sign_in(page, "admin", site.password)
    page.goto("/admin/courses")
    see(page, "All courses")
    card = page.get_by_role("row").filter(has_text=COURSE_TITLE)
    box = card.bounding_box()
    assert box is not None
    assert box["width"] <= 390
    card.get_by_role("button", name=f"What to do with {COURSE_TITLE}").tap()
    expect(page.get_by_role("menuitem", name="Hand over")).to_be_visible()

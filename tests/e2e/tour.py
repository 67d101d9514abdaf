"""Every page there is, with somebody in front of it who has something to see there."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page, expect

from tests.e2e import pages
from tests.e2e.server import COURSE_TITLE, TEACHER, Site

VISITOR = ""
NEWCOMER = "newcomer"
STUDENT = "student"
GRADUATE = "priya"
ADMIN = "admin"
PEOPLE = (VISITOR, NEWCOMER, STUDENT, GRADUATE, ADMIN, TEACHER)
TAUGHT = "Type That Reads Well"
NEWS = "A walk among posters"
NEWS_BODY = "On **Friday** we read what hangs in the street. Bring a loupe."


@dataclass(frozen=True)
class Stop:
    """A page, who looks at it, the errors that asking for it brings; perhaps with nothing on it."""

    name: str
    who: str
    path: str
    errors: str = ""
    empty: bool = False


def prepare(page: Page, site: Site) -> list[Stop]:
    """Sign people up and begin what has to be begun; the whole tour.

    The page belongs to nobody in particular afterwards.
    """
    pages.join(page, NEWCOMER)
    pages.sign_in(page, STUDENT, site.password)
    api = Api(page)
    courses = {course["title"]: course["id"] for course in api.list("courses")}
    knots, type_course = courses[COURSE_TITLE], courses[TAUGHT]
    api.post("enrollments", course=knots)
    lessons = {lesson["title"]: lesson["id"] for lesson in api.list("lessons", course=knots)}
    quiz = api.list("quizzes", lesson=lessons["The bowline"])[0]["id"]
    attempt = api.post("quiz-attempts", quiz=quiz)["id"]
    result = api.list("quiz-submissions")[0]
    reading = api.list("lessons", course=type_course)[1]["id"]
    pages.sign_in(page, ADMIN, site.password)
    api = Api(page)
    valid, revoked = certificates(api)
    said = api.post(
        "announcements", course=type_course, audience="learners", title=NEWS, body=NEWS_BODY
    )["id"]
    essay = api.list("quiz-submissions", status="awaiting_review")[0]["id"]
    learner = api.list("enrollments", course=type_course)[0]["student"]
    taught = f"/teach/courses/{type_course}"
    pages.sign_in(page, TEACHER, site.password)
    new, begun, unasked = courses_of_nothing(Api(page))
    return [
        Stop("home", VISITOR, "/"),
        Stop("courses", VISITOR, "/courses"),
        Stop("courses-none-found", VISITOR, "/courses?search=zebra", empty=True),
        Stop("course", VISITOR, f"/courses/{knots}"),
        Stop("course-gone", VISITOR, f"/courses/{'0' * 24}", r"404 .*/api/courses/", empty=True),
        Stop("lesson-preview", VISITOR, f"/learn/{knots}/{lessons['A piece of rope']}"),
        Stop("lesson-locked", VISITOR, f"/learn/{knots}/{lessons['Untying']}", empty=True),
        Stop("login", VISITOR, "/login"),
        Stop("register", VISITOR, "/register"),
        Stop("password-reset", VISITOR, "/password/reset"),
        Stop("new-password", VISITOR, "/password-reset/MQ/token"),
        Stop("verify-email-spent", VISITOR, "/verify-email?key=x", r"400 .*/api/auth/email/"),
        Stop("unsubscribe", VISITOR, "/unsubscribe?token=x"),
        Stop("not-found", VISITOR, "/nowhere"),
        Stop("certificate", VISITOR, f"/certificates/{valid}"),
        Stop("certificate-revoked", VISITOR, f"/certificates/{revoked}"),
        Stop(
            "certificate-unknown",
            VISITOR,
            "/certificates/x",
            r"404 .*/api/certificates/",
            empty=True,
        ),
        Stop("dashboard-new", NEWCOMER, "/dashboard", empty=True),
        Stop("enrollments-new", NEWCOMER, "/enrollments", empty=True),
        Stop("progress-new", NEWCOMER, "/progress", empty=True),
        Stop("notifications-new", NEWCOMER, "/notifications", empty=True),
        Stop("certificates-new", NEWCOMER, "/certificates", empty=True),
        Stop("settings-security-new", NEWCOMER, "/settings/security"),
        Stop("home-student", STUDENT, "/"),
        Stop("settings", STUDENT, "/settings"),
        Stop("settings-profile", STUDENT, "/settings/profile"),
        Stop("settings-security", STUDENT, "/settings/security"),
        Stop("settings-notifications", STUDENT, "/settings/notifications"),
        Stop("settings-appearance", STUDENT, "/settings/appearance"),
        Stop("settings-data", STUDENT, "/settings/data"),
        Stop("dashboard", STUDENT, "/dashboard"),
        Stop("courses-student", STUDENT, "/courses"),
        Stop("course-enrolled", STUDENT, f"/courses/{type_course}"),
        Stop("course-pending", STUDENT, f"/courses/{courses['The Night Sky']}"),
        Stop("enrollments", STUDENT, "/enrollments"),
        Stop("progress", STUDENT, "/progress"),
        Stop("notifications", STUDENT, "/notifications"),
        Stop("lesson", STUDENT, f"/learn/{type_course}/{reading}"),
        Stop("lesson-with-quiz", STUDENT, f"/learn/{knots}/{lessons['The bowline']}"),
        Stop("quiz", STUDENT, f"/quizzes/{result['quiz']}"),
        Stop("quiz-attempt", STUDENT, f"/quizzes/{quiz}/attempts/{attempt}"),
        Stop("quiz-result", STUDENT, f"/quizzes/{result['quiz']}/results/{result['id']}"),
        Stop("announcement", STUDENT, f"/announcements/{said}"),
        Stop("forbidden", STUDENT, "/forbidden"),
        Stop("certificates", GRADUATE, "/certificates"),
        Stop("certificate-own", GRADUATE, f"/certificates/{valid}"),
        Stop("certificate-own-revoked", GRADUATE, f"/certificates/{revoked}"),
        Stop("admin", ADMIN, "/admin"),
        Stop("users", ADMIN, "/admin/people"),
        Stop("users-none-found", ADMIN, "/admin/people?search=zebra", empty=True),
        Stop("users-add", ADMIN, "/admin/people/add"),
        Stop("admin-site", ADMIN, "/admin/site"),
        Stop("admin-courses", ADMIN, "/admin/courses"),
        Stop("admin-courses-none-found", ADMIN, "/admin/courses?search=zebra", empty=True),
        Stop("admin-categories", ADMIN, "/admin/categories"),
        Stop("admin-audit", ADMIN, "/admin/audit"),
        Stop("admin-audit-none-found", ADMIN, "/admin/audit?action=zebra", empty=True),
        Stop("admin-jobs", ADMIN, "/admin/jobs"),
        Stop("admin-jobs-none-found", ADMIN, "/admin/jobs?status=cancelled", empty=True),
        Stop("teach-new", ADMIN, "/teach", empty=True),
        Stop("teach-import", ADMIN, "/teach/import"),
        Stop("content", ADMIN, f"/teach/courses/{knots}"),
        Stop("lesson-editor", ADMIN, f"{taught}/lessons/{reading}"),
        Stop("quiz-builder", ADMIN, f"/teach/courses/{knots}/quizzes/{quiz}"),
        Stop("course-settings", ADMIN, f"{taught}/settings"),
        Stop("learner", ADMIN, f"{taught}/learners/{learner}"),
        Stop("review", ADMIN, f"/teach/reviews/{essay}"),
        Stop("learners", ADMIN, f"{taught}/learners"),
        Stop("learners-none-found", ADMIN, f"{taught}/learners?search=zebra", empty=True),
        Stop("enroll-people", ADMIN, f"{taught}/learners/enroll"),
        Stop("gradebook", ADMIN, f"{taught}/gradebook"),
        Stop("analytics", ADMIN, f"{taught}/analytics"),
        Stop("reviews", ADMIN, "/teach/reviews"),
        Stop("announcements", ADMIN, "/teach/announcements"),
        Stop("teach", TEACHER, "/teach"),
        Stop("content-empty", TEACHER, new, empty=True),
        Stop("quiz-builder-empty", TEACHER, f"{begun}/quizzes/{unasked}", empty=True),
        Stop("learners-empty", TEACHER, f"{new}/learners", empty=True),
        Stop("gradebook-empty", TEACHER, f"{new}/gradebook", empty=True),
        Stop("analytics-empty", TEACHER, f"{new}/analytics", empty=True),
        Stop("reviews-teacher", TEACHER, "/teach/reviews", empty=True),
    ]


def courses_of_nothing(api: "Api") -> tuple[str, str, str]:
    """Where one works on a course without a lesson; on one with a quiz, and that quiz."""
    new = api.post("courses", title="Hardly a Thought")["id"]
    begun = api.post("courses", title="Begun on Monday")["id"]
    lesson = api.post("lessons", course=begun, title="Monday")["id"]
    quiz = api.post("quizzes", lesson=lesson, title="What did Monday bring?")["id"]
    return f"/teach/courses/{new}", f"/teach/courses/{begun}", str(quiz)


def certificates(api: "Api") -> tuple[str, str]:
    """The numbers of two that the demo has given the graduate; the second is revoked."""
    given: dict[str, list[str]] = {}
    for one in api.list("certificates"):
        given.setdefault(one["name"], []).append(one["number"])
    valid, revoked = given["Priya Raman"]
    api.post(f"certificates/{revoked}/revoke", reason="It was given by mistake")
    return valid, revoked


def walk(page: Page, site: Site, stops: list[Stop]) -> Iterator[Stop]:
    """Visit the stops, each as the one it is for, and wait until everything is shown."""
    here: str | None = None
    for stop in stops:
        if stop.who != here:
            become(page, site, stop.who)
            here = stop.who
        page.goto(stop.path)
        settle(page)
        yield stop


def become(page: Page, site: Site, who: str) -> None:
    """Leave as whoever is there and come back as somebody else."""
    page.context.clear_cookies()
    page.goto("/login")
    page.evaluate("localStorage.removeItem('lectern.token')")
    if who:
        pages.sign_in(page, who, pages.PASSWORD if who == NEWCOMER else site.password)


def settle(page: Page) -> None:
    """Wait until nothing is loading any more."""
    expect(page.locator("main").locator("h1, h2").first).to_be_attached()
    expect(page.locator(".sheen")).to_have_count(0)
    expect(page.locator(".loading-bar.active")).to_have_count(0)
    page.evaluate("document.fonts.ready.then(() => true)")


class Api:
    """The HTTP API, as whoever is signed in on a page."""

    def __init__(self, page: Page) -> None:
        self._request = page.request
        self._headers = {"Authorization": f"Bearer {pages.token(page)}"}

    def list(self, resource: str, **where: str) -> list[dict[str, Any]]:
        params: dict[str, str | float | bool] = {"page_size": 100, **where}
        answer = self._request.get(f"/api/{resource}/", params=params, headers=self._headers)
        assert answer.ok, answer.text()
        return list(answer.json()["results"])

    def get(self, path: str) -> dict[str, Any]:
        answer = self._request.get(f"/api/{path}/", headers=self._headers)
        assert answer.ok, answer.text()
        return dict(answer.json())

    def post(self, resource: str, **values: Any) -> dict[str, Any]:
        answer = self._request.post(f"/api/{resource}/", data=values, headers=self._headers)
        assert answer.ok, answer.text()
        return dict(answer.json())

"""A train without a network: what still opens, what is kept, and what leaves with its owner."""

import time
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import pages
from tests.e2e.chromium import Watch
from tests.e2e.conftest import Windows
from tests.e2e.pages import see
from tests.e2e.server import COURSE_TITLE
from tests.e2e.tour import Api

NO_NETWORK = r"ERR_INTERNET_DISCONNECTED|ERR_FAILED|504 "
PREPARED = """async () => {
    await navigator.serviceWorker.ready;
    const names = (await caches.keys()).filter(name => name.endsWith(':shell:cache'));
    for (const name of names) {
        const kept = await (await caches.open(name)).keys();
        if (kept.some(({ url }) => url.endsWith('/index.html'))) return true;
    }
    return false;
}"""
ALL_LESSONS = """async () => {
    const name = (await caches.keys()).find(one => /answers\\.[0-9a-f]{24}$/.test(one));
    const kept = name ? await (await caches.open(name)).keys() : [];
    return kept.filter(({ url }) => url.includes('/api/lessons/')).length === 4;
}"""
KEPT = """async () => {
    const found = [];
    for (const name of await caches.keys()) {
        for (const { url } of await (await caches.open(name)).keys()) {
            if (url.includes('/api/')) found.push(name + ' ' + url);
        }
    }
    const stored = Object.keys(localStorage).filter(key => /outbox|person|token/.test(key));
    const databases = (await indexedDB.databases()).map(({ name }) => name);
    return { found, stored, databases };
}"""


@pytest.fixture
def traveller(windows: Windows) -> Page:
    """A page in a browser that keeps the application, as browsers do."""
    return windows.open(service_workers="allow")


def test_a_lesson_is_read_and_completed_without_a_network(traveller: Page, watch: Watch) -> None:
    page = traveller
    watch.expect(NO_NETWORK)
    pages.join(page, "farid")
    pages.begin_course(page, COURSE_TITLE)
    see(page, "A piece of rope")
    lesson = page.url
    until(page, ALL_LESSONS)
    page.goto("/courses")
    expect(page.get_by_role("link", name=COURSE_TITLE)).to_be_visible()
    keeps_the_application(page)

    page.context.set_offline(True)
    page.goto("/courses")
    see(page, "Explore courses")
    expect(page.get_by_role("link", name=COURSE_TITLE)).to_be_visible()
    expect(page.get_by_text("This page is as it was on")).to_be_visible()
    page.goto(lesson)
    see(page, "A piece of rope")
    expect(page.get_by_text("You are offline.")).to_be_visible()
    page.get_by_role("link", name="Next The overhand knot").click()
    see(page, "The overhand knot")
    expect(page.get_by_role("button", name="Mark complete")).to_be_visible()
    page.get_by_role("link", name="Previous A piece of rope").click()
    pages.mark_complete(page)
    expect(page.get_by_text("Kept here, and sent as soon as you are back online.")).to_be_visible()
    page.reload()
    expect(page.get_by_text("You completed this lesson.")).to_be_visible()
    expect(page.get_by_text("1 change waits to be sent.")).to_be_visible()

    told: list[Any] = []
    page.on("request", lambda request: told.append(request) if is_completion(request) else None)
    page.context.set_offline(False)
    expect(page.get_by_text("1 change waits to be sent.")).to_be_hidden()
    expect(page.get_by_text("You completed this lesson.")).to_be_visible()
    page.reload()
    expect(page.get_by_text("You completed this lesson.")).to_be_visible()
    assert len(told) == 1
    completed = Api(page).list("progress", completed="true")
    assert [one["lesson"] for one in completed] == [lesson.rsplit("/", 1)[-1]]


def test_nothing_is_left_behind_when_one_logs_out(traveller: Page, watch: Watch) -> None:
    page = traveller
    watch.expect(NO_NETWORK)
    pages.join(page, "gita")
    pages.begin_course(page, COURSE_TITLE)
    keeps_the_application(page)
    assert page.evaluate(KEPT)["found"]
    page.context.set_offline(True)
    pages.mark_complete(page)
    assert "lectern.person" in page.evaluate(KEPT)["stored"]

    pages.log_out(page)
    see(page, "Learn something worth knowing")
    until(page, "async () => !(await caches.keys()).some(n => /answers.[^v]/.test(n))")
    left = page.evaluate(KEPT)
    assert left["stored"] == []
    assert left["databases"] == []
    assert all("answers.visitor" in name for name in left["found"])


def test_nobody_sees_what_another_person_was_told(traveller: Page, watch: Watch) -> None:
    page = traveller
    watch.expect(NO_NETWORK)
    pages.join(page, "hanna")
    pages.begin_course(page, COURSE_TITLE)
    lesson = page.url
    pages.open_lesson(page, "The overhand knot")
    locked = page.url
    keeps_the_application(page)
    pages.join(page, "ivo")  # another person, without the first one having logged out
    page.goto("/courses")
    see(page, "Explore courses")

    page.context.set_offline(True)
    for address in (lesson, locked):
        page.goto(address)
        expect(page.get_by_role("alert")).to_contain_text("The server cannot be reached")


def keeps_the_application(page: Page) -> None:
    """Wait until the browser has the files of the application, and a page that is given them.

    A page that was on its way when the worker began belongs to nobody until the next one.
    """
    until(page, PREPARED)
    page.reload(wait_until="networkidle")


def until(page: Page, promised: str) -> None:
    """Wait until a promise brings true; to `wait_for_function` the promise itself is true."""
    deadline = time.monotonic() + 30
    while not page.evaluate(promised):
        assert time.monotonic() < deadline, promised
        page.wait_for_timeout(50)


def is_completion(request: Any) -> bool:
    return bool(request.method == "POST" and request.url.endswith("/api/progress/"))

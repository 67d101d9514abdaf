"""What an admin sees of the work behind the pages, and does about it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import psutil
from bson import ObjectId
from playwright.sync_api import Page, expect
from pymongo import MongoClient

from lectern.cli import services
from lectern.cli.datadir import DataDir
from tests.e2e import pages
from tests.e2e.conftest import Windows
from tests.e2e.server import TEACHER, Site
from tests.e2e.tour import Api


def test_what_could_not_be_delivered_is_delivered_after_all(page: Page, site: Site) -> None:
    pages.join(page, "bertha")
    lose_a_letter_to(ObjectId(Api(page).get("auth/user")["id"]), site)
    address = pages.email_of("bertha")
    pages.sign_in(page, "admin", site.password)
    page.goto("/admin/jobs")
    letters = page.get_by_role("table", name="Undelivered events")
    row = letters.get_by_role("row").filter(has_text="InstructorApproved")
    expect(row).to_contain_text("550 the mail server said no")
    row.get_by_role("button", name="Try again to deliver InstructorApproved").click()
    expect(page.get_by_text("It is being delivered again.")).to_be_visible()
    expect(page.get_by_text("Everything has been delivered.")).to_be_visible()
    site.up.wait_until(lambda: len(site.emails_to(address)) == 2, within=20)
    assert "Confirm your e-mail address" in {one["Subject"] for one in site.emails_to(address)}


def test_a_job_is_given_up_before_it_begins(windows: Windows, site: Site) -> None:
    teacher, page = windows.open(), windows.open()
    pages.sign_in(teacher, TEACHER, site.password)
    api = Api(teacher)
    course = api.post("courses", title="Never Packed")["id"]
    pages.sign_in(page, "admin", site.password)
    with the_worker_asleep(site):
        job = api.post(f"courses/{course}/export")["job"]
        page.goto("/admin/jobs")
        row = page.get_by_role("table", name="Jobs").get_by_role("row").nth(1)
        expect(row).to_contain_text("Waiting")
        row.get_by_role("button", name="Cancel export-course").click()
        expect(row).to_contain_text("Failed")
        expect(row.get_by_role("button")).to_have_count(0)
    assert Api(page).get(f"jobs/{job}")["error"]["code"] == "job-cancelled"


def lose_a_letter_to(person: ObjectId, site: Site) -> None:
    """What a mail server that refuses eight times leaves behind, a day ago."""
    then = datetime.now(UTC) - timedelta(days=1)
    stores = services.read(DataDir(site.up.data))
    client: MongoClient[dict[str, object]]
    with MongoClient(stores.mongodb_uri) as client:
        client.get_default_database().dead_letters.insert_one(
            {
                "kind": "InstructorApproved",
                "payload": {"user": person},
                "occurred_at": then,
                "due_at": then,
                "failed_at": then,
                "attempts": 8,
                "done": [],
                "error": "SMTPDataError: 550 the mail server said no",
            }
        )


@contextmanager
def the_worker_asleep(site: Site) -> Iterator[None]:
    """Nothing is begun meanwhile."""
    first = psutil.Process(site.up.leader("celery"))
    everyone = [first, *first.children(recursive=True)]
    for process in everyone:
        process.suspend()
    try:
        yield
    finally:
        for process in everyone:
            process.resume()

"""What holds on every installation, whatever is on it: `make e2e-site` tells it before staging."""

from uuid import uuid4

from playwright.sync_api import Page, expect

from tests.e2e import pages
from tests.e2e.chromium import Watch
from tests.e2e.pages import PASSWORD, see


def test_somebody_registers_leaves_and_comes_back(page: Page, watch: Watch) -> None:
    name = f"visitor-{uuid4().hex[:12]}"
    page.goto("/courses")
    see(page, "Explore courses")
    pages.register(page, name)
    account = page.get_by_role("button", name="Account of")
    expect(account).to_be_visible()
    pages.log_out(page)
    page.goto("/login")
    watch.expect(r"status of 401 .*/api/auth/login/")
    pages.log_in(page, name, "not the password")
    expect(page.get_by_role("main").get_by_role("alert")).to_be_visible()
    pages.log_in(page, name, PASSWORD)
    see(page, "My learning")
    page.reload()
    see(page, "My learning")
    expect(account).to_be_visible()

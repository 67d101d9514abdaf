"""Accounts and sessions."""

import re
import time

import jwt
from playwright.sync_api import Page, expect

from tests.e2e import pages
from tests.e2e.chromium import Watch
from tests.e2e.conftest import Windows
from tests.e2e.mailbox import link_in_mail
from tests.e2e.pages import PASSWORD, see
from tests.e2e.server import Site


def test_login_is_refused_then_granted_and_ended(page: Page, site: Site, watch: Watch) -> None:
    page.goto("/login")
    watch.expect(r"status of 401 .*/api/auth/login/")
    pages.log_in(page, "student", "not the password")
    alert = page.get_by_role("alert")
    expect(alert).to_have_text("This name and password do not belong together.")
    expect(page.get_by_label("Username or e-mail")).to_have_value("student")

    pages.log_in(page, "student", site.password)
    see(page, "My learning")
    expect(page.get_by_role("button", name="Account of Ada Nguyen")).to_be_visible()

    pages.log_out(page)
    see(page, "Learn something worth knowing")
    expect(page.get_by_role("banner").get_by_role("link", name="Log in")).to_be_visible()
    page.goto("/dashboard")
    see(page, "Welcome back")


def test_who_guesses_too_often_waits_and_sees_for_how_long(page: Page, watch: Watch) -> None:
    watch.expect(r"status of (401|429) .*/api/auth/login/")
    pages.join(page, "gunnar")
    become_visitor(page)
    page.clock.install()
    page.goto("/login")
    for number in range(9):
        guess = {"username": "gunnar", "password": f"guess number {number}"}
        assert page.request.post("/api/auth/login/", data=guess).status == 401
    for _ in range(2):
        pages.log_in(page, "gunnar", "one guess more")
        alert = page.get_by_role("main").get_by_role("alert")
        expect(alert).to_be_visible()
    expect(alert).to_contain_text("That was too often.")
    left = page.get_by_role("timer")
    expect(left).to_have_text(re.compile(r"You can try again in 1[45]:\d\d\."))
    page.clock.fast_forward("15:00")
    expect(left).to_have_text("You can try again now.")


def test_an_email_address_logs_in_too(page: Page, site: Site) -> None:
    page.goto("/login")
    pages.log_in(page, "ada.nguyen@example.org", site.password)
    see(page, "My learning")
    page.goto("/login")
    see(page, "My learning")


def test_a_protected_page_is_where_login_leads_back_to(page: Page, site: Site) -> None:
    page.goto("/progress")
    see(page, "Welcome back")
    expect(page).to_have_url(re.compile(r"/login\?next=%2Fprogress$"))
    pages.log_in(page, "student", site.password)
    see(page, "Progress")
    expect(page).to_have_url(re.compile(r"/progress$"))


def test_a_link_cannot_send_people_elsewhere_after_login(page: Page, site: Site) -> None:
    page.goto("/login?next=//elsewhere.example/")
    pages.log_in(page, "student", site.password)
    see(page, "My learning")
    assert page.url == f"{site.url}/dashboard"


def test_a_token_that_ran_out_is_renewed_unnoticed(page: Page, site: Site, watch: Watch) -> None:
    pages.join(page, "olaf")
    watch.expect(r"status of 401 .*/api/")
    run_out = ran_out(pages.token(page), site)
    page.evaluate("token => localStorage.setItem('lectern.token', token)", run_out)
    page.goto("/progress")
    see(page, "Progress")
    assert pages.token(page) != run_out


def test_when_the_session_is_over_only_protected_pages_ask_to_log_in(
    page: Page, site: Site, watch: Watch
) -> None:
    pages.join(page, "petra")
    watch.expect(r"status of 401 .*/api/")
    run_out = ran_out(pages.token(page), site)
    page.context.clear_cookies()
    page.evaluate("token => localStorage.setItem('lectern.token', token)", run_out)
    page.goto("/courses")
    expect(page.get_by_role("banner").get_by_role("link", name="Log in")).to_be_visible()
    expect(page.get_by_role("article")).to_have_count(6)
    see(page, "Explore courses")

    page.evaluate("token => localStorage.setItem('lectern.token', token)", run_out)
    page.goto("/progress")
    see(page, "Welcome back")
    pages.log_in(page, "petra", PASSWORD)
    see(page, "Progress")


def test_logging_out_in_one_tab_logs_out_the_other(windows: Windows) -> None:
    one = windows.open()
    pages.join(one, "quentin")
    other = one.context.new_page()
    for tab in (one, other):
        tab.goto("/")
        expect(tab.get_by_role("button", name="Account of quentin")).to_be_visible()
    pages.log_out(one)
    expect(other.get_by_role("banner").get_by_role("link", name="Log in")).to_be_visible()


def ran_out(token: str, site: Site) -> str:
    """The same token as it will be in a quarter of an hour."""
    key = (site.up.data / "secret_key").read_text().strip()
    claims = jwt.decode(token, key, algorithms=["HS256"])
    return jwt.encode({**claims, "exp": int(time.time()) - 1}, key, algorithm="HS256")


def test_what_a_form_can_know_it_says_beside_each_field(page: Page) -> None:
    page.goto("/register")
    fill(page, "Username", "two words")
    fill(page, "E-mail", "nowhere")
    fill(page, "Password", "short")
    page.get_by_role("button", name="Create account").click()
    names = "Only letters from A to Z, digits and . _ - are possible, and no dot at the end."
    see_beside(page, "Username", names)
    see_beside(page, "E-mail", "This is not an e-mail address.")
    see_beside(page, "Password", "At least 8 characters, please.")
    see_beside(page, "Password, once more", "Please fill this in.")


def test_registration_is_refused_beside_the_field_until_all_is_right(
    page: Page, watch: Watch
) -> None:
    watch.expect(r"status of 400 .*/api/auth/registration/")
    page.goto("/register")
    fill(page, "Username", "Student")
    fill(page, "E-mail", "Ada.Nguyen@example.org")
    fill(page, "Password", "password123")
    fill(page, "Password, once more", "something else")
    send = page.get_by_role("button", name="Create account")
    send.click()
    see_beside(page, "Password, once more", "The two passwords differ.")

    fill(page, "Password, once more", "password123")
    send.click()
    see_beside(page, "Password", "This password is too common.")

    fill(page, "Password", PASSWORD)
    fill(page, "Password, once more", PASSWORD)
    send.click()
    see_beside(page, "Username", "This username is taken.")

    fill(page, "Username", "rosa")
    send.click()
    see_beside(page, "E-mail", "There is an account with this e-mail address.")

    fill(page, "E-mail", "rosa@example.org")
    send.click()
    see(page, "My learning")


def test_who_wants_to_teach_is_told_that_somebody_looks_at_it(page: Page) -> None:
    page.goto("/register")
    fill(page, "Username", "tilda")
    fill(page, "E-mail", "tilda@example.org")
    fill(page, "Password", PASSWORD)
    fill(page, "Password, once more", PASSWORD)
    page.get_by_role("checkbox", name="I would like to teach").check()
    expect(page.get_by_text("may look at your request first")).to_be_visible()
    page.get_by_role("button", name="Create account").click()
    see(page, "My learning")
    expect(page.get_by_role("button", name="Account of tilda")).to_be_visible()


def test_a_forgotten_password_is_set_anew_by_a_link(page: Page, site: Site, watch: Watch) -> None:
    pages.join(page, "ulla")
    become_visitor(page)
    page.goto("/login")
    page.get_by_role("link", name="Forgot your password?").click()
    see(page, "Set a new password")
    fill(page, "E-mail", "ulla@example.org")
    page.get_by_role("button", name="Send the link").click()
    expect(page.get_by_text("If there is an account with ulla@example.org")).to_be_visible()

    link = link_in_mail(site, "ulla@example.org", "/password-reset/")
    page.goto(link)
    see(page, "Choose a new password")
    fill(page, "New password", "a better lamp shines")
    expect(page.get_by_role("status").filter(has_text="Strong")).to_be_visible()
    page.get_by_role("button", name="Save the password").click()
    see(page, "Your password is changed")
    page.get_by_role("link", name="Log in").last.click()
    pages.log_in(page, "ulla", "a better lamp shines")
    see(page, "My learning")

    watch.expect(r"status of 400 .*/api/auth/password/reset/confirm/")
    page.goto(link)
    fill(page, "New password", "a third lamp shines")
    page.get_by_role("button", name="Save the password").click()
    expect(page.get_by_role("alert")).to_contain_text("has been used already")
    expect(page.get_by_role("link", name="Ask for a new link")).to_be_visible()


def test_an_email_address_is_confirmed_by_a_link(page: Page, site: Site, watch: Watch) -> None:
    pages.join(page, "valda")
    page.goto(link_in_mail(site, "valda@example.org", "/verify-email?key="))
    see(page, "Your e-mail address is confirmed")
    page.get_by_role("link", name="Go to my learning").click()
    see(page, "My learning")

    watch.expect(r"status of 400 .*/api/auth/email/verify/")
    page.goto("/verify-email?key=nonsense")
    see(page, "This link does not work any more")
    page.get_by_role("button", name="Send the link again").click()
    expect(page.get_by_text("a link is on its way")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile(r"again \(\d:\d\d\)"))).to_be_disabled()


def become_visitor(page: Page) -> None:
    page.context.clear_cookies()
    page.evaluate("localStorage.removeItem('lectern.token')")


def fill(page: Page, field: str, value: str) -> None:
    page.get_by_role("textbox", name=field, exact=True).fill(value)


def see_beside(page: Page, field: str, complaint: str) -> None:
    """The complaint describes the field, also for those who hear it."""
    wrong = page.get_by_role("textbox", name=field, exact=True)
    expect(wrong).to_have_accessible_description(complaint)

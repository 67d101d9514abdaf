"""What people settle for themselves: profile, security, notifications, appearance."""

import base64
import hashlib
import hmac
import json
import re
import struct
import time
import zipfile
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from lectern.subscriptions import PERSONAL_DATA
from tests.e2e import pages
from tests.e2e.chromium import Watch
from tests.e2e.conftest import Windows
from tests.e2e.mailbox import link_in_mail
from tests.e2e.pages import PASSWORD, see
from tests.e2e.server import COURSE_TITLE, TEACHER, Site

STEP = 30


def test_a_profile_is_filled_in_and_seen_everywhere(page: Page) -> None:
    pages.join(page, "wilma")
    page.goto("/dashboard")
    page.get_by_role("button", name="Account of wilma").click()
    page.get_by_role("menuitem", name="Settings").click()
    see(page, "Profile")
    page.get_by_label("First name").fill("Wanda")
    page.get_by_label("Last name").fill("Ørsted")
    page.get_by_label("A few words about you").fill("I tie knots.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    expect(page.get_by_role("button", name="Account of Wanda Ørsted")).to_be_visible()
    page.reload()
    expect(page.get_by_label("A few words about you")).to_have_value("I tie knots.")


def test_a_picture_is_cut_with_the_keyboard_and_shown(page: Page, tmp_path: Path) -> None:
    pages.join(page, "xavier")
    picture = tmp_path / "wide.png"
    halves = Image.new("RGB", (1200, 400), "red")
    halves.paste("blue", (800, 0, 1200, 400))
    halves.save(picture)
    page.goto("/settings/profile")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choose a picture").click()
    chooser.value.set_files(picture)
    window = page.get_by_role("application", name=re.compile("^Part of the picture"))
    expect(window).to_be_focused()
    before = colour_of(page)
    for _ in range(40):
        page.keyboard.press("ArrowLeft")
    assert (before, colour_of(page)) == ("red", "blue")
    page.get_by_role("button", name="Use this picture").click()
    expect(page.get_by_text("Your picture is saved.")).to_be_visible()
    shown = page.get_by_role("banner").locator("lec-avatar img")
    expect(shown).to_have_attribute("src", re.compile(r"^/media/"))
    assert shown.evaluate("image => [image.naturalWidth, image.naturalHeight]") == [512, 512]

    page.get_by_role("button", name="Remove", exact=True).click()
    expect(shown).to_have_count(0)


def colour_of(page: Page) -> str:
    """What is in the middle of the window: red or blue."""
    # From a copy: the browser warns of canvases that are read again and again.
    red = page.locator("lec-image-crop canvas").evaluate("""canvas => {
        const copy = new OffscreenCanvas(1, 1).getContext('2d');
        copy.drawImage(canvas, canvas.width / 2, canvas.height / 2, 1, 1, 0, 0, 1, 1);
        return copy.getImageData(0, 0, 1, 1).data[0];
    }""")
    return "red" if red > 127 else "blue"


def test_an_email_address_changes_once_its_link_is_opened(page: Page, site: Site) -> None:
    pages.sign_in(page, "priya", site.password)
    ask_for_address(page, "priya.new@example.org", site.password)
    expect(page.get_by_text("We have sent a link to priya.new@example.org.")).to_be_visible()
    page.goto(link_in_mail(site, "priya.new@example.org", "/verify-email?key="))
    see(page, "Your e-mail address is confirmed")
    page.goto("/settings/profile")
    card = page.locator("lec-email-card")
    expect(card.get_by_text("priya.new@example.org")).to_be_visible()
    expect(card.get_by_text("Confirmed", exact=True)).to_be_visible()


def test_another_address_needs_the_password_and_a_minute(page: Page, watch: Watch) -> None:
    pages.join(page, "yara")
    watch.expect(r"status of (400|429) .*/api/auth/email/change/")
    ask_for_address(page, "yara.new@example.org", "not the password")
    wrong = page.locator("lec-email-card").get_by_label("Your password")
    expect(wrong).to_have_accessible_description("The password is not right.")
    expect(wrong).to_be_focused()
    wrong.fill(PASSWORD)
    page.get_by_role("button", name="Send a link there").click()
    expect(page.get_by_role("timer")).to_contain_text("You can try again in")


def ask_for_address(page: Page, address: str, password: str) -> None:
    page.goto("/settings/profile")
    page.get_by_role("button", name="Change the address").click()
    page.get_by_label("New e-mail address").fill(address)
    page.locator("lec-email-card").get_by_label("Your password").fill(password)
    page.get_by_role("button", name="Send a link there").click()


def test_a_wrong_picture_is_refused_in_words(page: Page, tmp_path: Path) -> None:
    pages.join(page, "zita")
    text = tmp_path / "notes.png"
    text.write_text("This is no picture.")
    page.goto("/settings/profile")
    page.get_by_label("Choose a picture").last.set_input_files(text)
    expect(page.get_by_role("alert")).to_contain_text("cannot be read as a picture")


def test_somebody_asks_to_teach(page: Page) -> None:
    pages.join(page, "abel")
    page.goto("/settings/profile")
    page.get_by_role("button", name="Ask to become an instructor").click()
    expect(page.get_by_text("You have asked to teach.")).to_be_visible()
    page.reload()
    expect(page.get_by_text("You have asked to teach.")).to_be_visible()


def test_a_second_factor_from_beginning_to_end(page: Page, watch: Watch) -> None:
    pages.join(page, "bela")
    page.goto("/settings/security")
    page.get_by_role("button", name="Set it up").click()
    picture = page.get_by_role("img", name=re.compile("QR code"))
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.naturalWidth") > 0
    secret = page.locator("lec-factor-setup code").inner_text().replace(" ", "")
    watch.expect(r"status of 400 .*/api/auth/mfa/")
    prove(page, "000000", "Turn it on")
    expect(page.get_by_label("Code", exact=True)).to_be_focused()
    first = code_at(secret, time.time())
    prove(page, first, "Turn it on")
    shown = page.locator("lec-recovery-codes code")
    expect(shown).to_have_count(10)
    codes = shown.all_inner_texts()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    assert all(code in download.value.path().read_text() for code in codes)
    prints_the_codes_alone(page, codes)
    page.get_by_role("button", name="I have kept them").click()
    expect(page.get_by_text("10 recovery codes are left.")).to_be_visible()

    pages.log_out(page)
    see(page, "Learn something worth knowing")
    page.goto("/login?next=/settings/security")
    pages.log_in(page, "bela", PASSWORD)
    see(page, "One more step")
    field = page.get_by_label("Code from your app")
    expect(field).to_be_focused()
    field.fill(first)
    expect(field).to_have_accessible_description(re.compile("right|used"))
    page.get_by_role("button", name="Use a recovery code instead").click()
    page.get_by_label("Recovery code").fill(codes[0])
    page.get_by_role("button", name="Confirm").click()
    see(page, "Security")
    expect(page.get_by_text("9 recovery codes are left.")).to_be_visible()

    page.get_by_role("button", name="Turn it off").click()
    prove(page, codes[1], "Turn it off")
    expect(page.get_by_text("The second factor is off.")).to_be_visible()
    expect(page.get_by_role("button", name="Set it up")).to_be_visible()


def prints_the_codes_alone(page: Page, codes: list[str]) -> None:
    page.evaluate("window.print = () => undefined")
    page.get_by_role("button", name="Print").click()
    page.emulate_media(media="print")
    printed = page.evaluate("document.body.innerText")
    assert [line for line in printed.splitlines() if line.strip()] == codes
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".print-only")).to_have_count(0)


def prove(page: Page, code: str, button: str) -> None:
    card = page.locator("lec-proof-form")
    card.get_by_label("Code", exact=True).fill(code)
    card.get_by_label("Your password").fill(PASSWORD)
    card.get_by_role("button", name=button).click()


def code_at(secret: str, when: float) -> str:
    """What an app shows (RFC 6238)."""
    key = base64.b32decode(secret)
    digest = hmac.digest(key, struct.pack(">Q", int(when) // STEP), hashlib.sha1)
    offset = digest[-1] & 15
    number = struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def test_a_session_elsewhere_is_ended(windows: Windows, watch: Watch) -> None:
    here, there = windows.open(), windows.open()
    pages.join(here, "cora")
    pages.sign_in(there, "cora", PASSWORD)
    there.goto("/progress")
    see(there, "Progress")
    here.goto("/settings/security")
    expect(here.get_by_text("This device")).to_have_count(1)
    here.get_by_role("button", name=re.compile("^Sign out from Chrome")).click()
    expect(here.get_by_text("Signed out there.")).to_be_visible()

    watch.expect(r"status of 401 .*/api/")
    there.goto("/progress")
    see(there, "Welcome back")
    here.goto("/progress")
    see(here, "Progress")


def test_a_password_is_changed(page: Page, watch: Watch) -> None:
    pages.join(page, "dora")
    page.goto("/settings/security")
    card = page.locator("lec-password-card")
    card.get_by_label("Your password").fill("not the password")
    card.get_by_label("New password").fill("four dry herons wait")
    watch.expect(r"status of 400 .*/api/auth/password/change/")
    card.get_by_role("button", name="Change the password").click()
    old = card.get_by_label("Your password")
    expect(old).to_have_accessible_description("The password is not right.")
    old.fill(PASSWORD)
    card.get_by_role("button", name="Change the password").click()
    expect(page.get_by_text("Your password is changed.")).to_be_visible()
    pages.log_out(page)
    see(page, "Learn something worth knowing")
    page.goto("/login")
    pages.log_in(page, "dora", "four dry herons wait")
    see(page, "My learning")


@pytest.mark.parametrize("width", [1280, 390])
def test_what_one_is_told_is_chosen_and_kept(windows: Windows, width: int) -> None:
    page = windows.open(viewport={"width": width, "height": 800})
    pages.join(page, f"edda{width}")
    page.goto("/settings/notifications")
    choice = page.get_by_role("checkbox", name="E-mail").first
    expect(choice).to_be_checked()
    with page.expect_response(re.compile("preferences")) as answer:
        choice.uncheck()
    assert answer.value.ok
    # By keys the choices before it are chosen on the way.
    with page.expect_response(lambda told: "weekly" in (told.request.post_data or "")):
        page.get_by_role("radio", name="Every week").check()
    page.reload()
    expect(page.get_by_role("checkbox", name="E-mail").first).not_to_be_checked()
    expect(page.get_by_role("radio", name="Every week")).to_be_checked()


def test_a_choice_that_is_not_accepted_is_taken_back(page: Page, watch: Watch) -> None:
    pages.join(page, "fritz")
    page.goto("/settings/notifications")
    choice = page.get_by_role("checkbox", name="E-mail").first
    expect(choice).to_be_checked()
    expect(pages.bell(page, 0)).to_be_visible()
    watch.expect("ERR_INTERNET_DISCONNECTED")
    page.context.set_offline(True)
    choice.click()
    expect(page.get_by_text("The server cannot be reached.")).to_be_visible()
    expect(choice).to_be_checked()


def test_who_chooses_a_language_gets_emails_in_it(page: Page) -> None:
    pages.join(page, "greta")
    page.goto("/settings/appearance")
    see(page, "Appearance")
    with page.expect_response(re.compile("/api/auth/user/")) as answer:
        page.get_by_role("radio", name="Tiếng Việt").check()
    assert answer.value.json()["language"] == "vi"
    see(page, "Giao diện")


def test_the_link_in_an_email_stops_emails_of_its_kind_without_a_login(
    windows: Windows, site: Site
) -> None:
    page, stranger = windows.open(), windows.open()
    pages.join(page, "konrad")
    pages.open_course(page, COURSE_TITLE)
    pages.enroll(page)
    link = link_in_mail(site, pages.email_of("konrad"), "/unsubscribe?token=")
    stranger.goto(link)
    see(stranger, "Stop these e-mails?")
    stranger.get_by_role("button", name="Stop these e-mails").click()
    see(stranger, "These e-mails have stopped")
    stopped = stranger.get_by_role("status").get_by_role("listitem")
    expect(stopped).to_have_count(1)

    page.goto("/settings/notifications")
    boxes = page.get_by_role("checkbox", name="E-mail")
    expect(boxes.first).to_be_visible()
    unticked = [box for box in boxes.all() if not box.is_checked()]
    assert len(unticked) == 1


def test_single_keys_are_switched_off(page: Page) -> None:
    pages.join(page, "hugo")
    page.goto("/settings/appearance")
    page.get_by_role("switch", name="Keys of a single character").click()
    page.keyboard.press("Tab")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("radio", name="Dark").check()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_on_phones_the_settings_are_a_list(windows: Windows) -> None:
    page = windows.open(viewport={"width": 390, "height": 800})
    pages.join(page, "ines")
    page.goto("/settings")
    see(page, "Settings")
    page.get_by_role("main").get_by_role("link", name="Security").click()
    see(page, "Security")
    page.get_by_role("main").get_by_role("link", name="Settings").click()
    see(page, "Settings")


def test_somebody_takes_their_data_along(page: Page) -> None:
    pages.join(page, "joachim")
    pages.begin_course(page, COURSE_TITLE)
    with page.expect_response("**/api/progress/"):
        pages.mark_complete(page)
    page.goto("/settings/profile")
    page.get_by_label("A few words about you").fill("I learn knots.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    page.goto("/settings/data")
    page.get_by_role("button", name="Put it together").click()
    save = page.get_by_role("button", name="Download the file")
    expect(save.or_(page.get_by_role("progressbar"))).to_be_visible()
    expect(save).to_be_visible(timeout=30_000)
    with page.expect_download() as download:
        save.click()
    assert download.value.suggested_filename.endswith(".zip")

    with zipfile.ZipFile(download.value.path()) as archive:
        assert archive.testzip() is None
        told = {
            name.removesuffix(".json"): json.loads(archive.read(name))
            for name in archive.namelist()
            if name.endswith(".json")
        }
    assert told.keys() == PERSONAL_DATA.keys()
    (profile,), (account,), (place,) = told["profile"], told["account"], told["enrollments"]
    assert (profile["username"], profile["bio"]) == ("joachim", "I learn knots.")
    assert account["email"] == pages.email_of("joachim")
    assert len(place["completed_lessons"]) == 1
    assert [row["completed"] for row in told["progress"]].count(True) == 1
    assert told["sessions"]
    assert told["notifications"]
    assert {row["action"] for row in told["audit"]} >= {"auth.registration", "enrollments.create"}
    assert PASSWORD not in json.dumps(told)


def test_somebody_leaves_for_good(windows: Windows, watch: Watch) -> None:
    page, phone = windows.open(), windows.open()
    pages.join(page, "jeanne")
    pages.sign_in(phone, "jeanne", PASSWORD)
    page.goto("/settings/data")
    page.get_by_role("button", name="Delete the account").click()
    name = page.get_by_label("Type your username: jeanne")
    password = page.get_by_label("Your password")
    expect(name).to_be_focused()
    name.fill("johannes")
    password.fill(PASSWORD)
    page.get_by_role("button", name="Delete it for good").click()
    expect(name).to_have_accessible_description("This is not your username.")
    name.fill("jeanne")
    password.fill("not the password")
    watch.expect(r"status of 400 .*/api/users/me/")
    page.get_by_role("button", name="Delete it for good").click()
    expect(password).to_have_accessible_description("The password is not right.")
    password.fill(PASSWORD)
    page.get_by_role("button", name="Delete it for good").click()
    see(page, "Learn something worth knowing")
    watch.expect(r"status of 401 .*/api/")
    page.goto("/login")
    pages.log_in(page, "jeanne", PASSWORD)
    expect(page.get_by_role("alert")).to_contain_text("do not belong together")
    phone.goto("/progress")
    see(phone, "Welcome back")
    pages.register(page, "jeanne")
    see(page, "My learning")


def test_who_teaches_has_to_hand_over_first(page: Page, site: Site, watch: Watch) -> None:
    pages.sign_in(page, TEACHER, site.password)
    page.goto("/settings/data")
    page.get_by_role("button", name="Delete the account").click()
    page.get_by_label("Type your username").fill(TEACHER)
    page.get_by_label("Your password").fill(site.password)
    watch.expect(r"status of 409 .*/api/users/me/")
    page.get_by_role("button", name="Delete it for good").click()
    expect(page.get_by_role("alert")).to_contain_text("You still teach courses.")

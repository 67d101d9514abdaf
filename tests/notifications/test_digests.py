"""Digests: what is held back goes out together, once a period, and never empty."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from lectern.notifications import emails, selectors, services
from lectern.notifications.documents import HeldMessage, Preferences
from lectern.notifications.periods import next_digest
from lectern.notifications.tasks import send_digests
from lectern.shared import clock
from tests.notifications import mailbox
from tests.notifications.mailbox import part, sent
from tests.notifications.test_inbox import speaks
from tests.together import at_once
from tests.world import Person, course, enroll, person, sign_in, teacher

URL = "/api/notifications/preferences/"
MANY_DAYS = timedelta(days=8)


@pytest.fixture(autouse=True)
def _empty_folder(clean: None) -> None:
    mailbox.empty()


def reader(username: str = "", digest: str = "daily") -> Person:
    """Somebody who wants a digest."""
    somebody = person(username)
    services.choose(person=somebody.id, digest=digest)
    return somebody


def wait(deliver: Callable[[], None]) -> None:
    """Let a week go by: what is due is closed and sent."""
    with clock.at(clock.now() + MANY_DAYS):
        send_digests()
        deliver()


def held() -> int:
    return HeldMessage.collection().count_documents({"person_id": {"$exists": True}})


def test_e_mails_wait_and_come_as_one(deliver: Callable[[], None], settings: Any) -> None:
    ada = reader("ada")
    courses = [course(teacher(), lessons=1, title=title) for title in ("Knots", "A < B & C")]
    for one in courses:
        enroll(ada, one)
        deliver()
    send_digests()
    deliver()
    assert sent() == []
    assert len(sign_in(ada).get("/api/notifications/").json()["results"]) == 2
    wait(deliver)
    (mail,) = sent()
    assert mail["Subject"] == "2 messages for you"
    assert mail["To"] == "ada@example.org"
    text, html = part(mail, "plain"), part(mail, "html")
    for one in courses:
        for words in (text, html):
            assert f"{settings.SITE_URL}/learn/{one}" in words
    assert text.index("Knots") < text.index("A < B & C")
    assert "A &lt; B &amp; C" in html
    assert "token=" in mail["List-Unsubscribe"]
    assert held() == 0
    mailbox.empty()
    wait(deliver)
    assert sent() == []


def test_a_digest_is_in_the_language_of_its_reader(deliver: Callable[[], None]) -> None:
    ada = reader()
    speaks(ada, "vi")
    enroll(ada, course(teacher(), lessons=1))
    deliver()
    wait(deliver)
    (mail,) = sent()
    assert mail["Subject"].strip() == "Bạn có 1 thông báo"
    assert "Bạn đã được ghi danh" in part(mail, "plain")


def test_what_the_account_depends_on_does_not_wait(
    deliver: Callable[[], None], client: Any
) -> None:
    ada = reader()
    client.post("/api/auth/password/reset/", {"email": ada.email})
    deliver()
    assert [mail["Subject"] for mail in sent()] == ["Set a new password"]


def test_a_long_digest_tells_the_first_and_counts_the_rest(deliver: Callable[[], None]) -> None:
    ada = reader()
    for number in range(emails.IN_A_DIGEST + 1):
        services.post(
            key=str(number),
            recipient=ada.id,
            kind="site-announcement",
            facts={"title": f"News {number}."},
            url="/announcements",
        )
    wait(deliver)
    (mail,) = sent()
    assert mail["Subject"] == "51 messages for you"
    text = part(mail, "plain")
    assert "News 49." in text
    assert "News 50." not in text
    assert "And one more." in text


def test_many_who_close_it_at_once_send_it_once(deliver: Callable[[], None]) -> None:
    ada = reader()
    enroll(ada, course(teacher(), lessons=1))
    deliver()
    later = clock.now() + MANY_DAYS

    def close(_number: int) -> bool:
        with clock.at(later):
            return services.close_digest(person=ada.id)

    assert sorted(at_once(close, range(8))) == [False] * 7 + [True]


def test_one_that_was_closed_and_not_sent_is_sent_under_the_same_message_id(
    deliver: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    from lectern.shared import outbox

    ada = reader()
    enroll(ada, course(teacher(), lessons=1))
    deliver()
    with clock.at(clock.now() + MANY_DAYS):
        services.close_digest(person=ada.id)
        (event_id,) = outbox.due()
        with monkeypatch.context() as patch:  # dies after the e-mail, before it is noted
            patch.setattr(HeldMessage, "collection", _dies)
            outbox.deliver(event_id)
        assert held() == 1
    with clock.at(clock.now() + 2 * MANY_DAYS):
        deliver()
    assert held() == 0
    (mail,) = sent()
    assert mail["Message-ID"]


def _dies() -> Any:
    raise RuntimeError("killed")


def test_a_message_that_comes_while_a_digest_is_closed_is_in_the_next(
    deliver: Callable[[], None],
) -> None:
    ada = reader()
    barrier = clock.now() + MANY_DAYS

    def tell(number: int) -> None:
        with clock.at(barrier):
            services.hold(
                key=str(number),
                person=ada.id,
                kind="site-announcement",
                facts={"title": "x"},
                url="",
                digest="daily",
            )

    def close(_number: int) -> None:
        with clock.at(barrier + MANY_DAYS):
            services.close_digest(person=ada.id)

    with ThreadPoolExecutor(8) as pool:
        for number in range(20):
            pool.submit(tell, number)
            pool.submit(close, number)
    assert held() == 20
    lost = HeldMessage.collection().count_documents({"person_id": ada.id, "period": None})
    row = Preferences.collection().find_one({"person_id": ada.id}) or {}
    assert bool(lost) == (row["digest_due_at"] is not None)
    with clock.at(barrier + 3 * MANY_DAYS):
        send_digests()
        deliver()
    assert held() == 0


def test_who_wants_no_digest_any_more_gets_the_rest_at_once(deliver: Callable[[], None]) -> None:
    ada = reader(digest="weekly")
    enroll(ada, course(teacher(), lessons=1))
    deliver()
    sign_in(ada).patch(URL, {"digest": "off"})
    send_digests()
    deliver()
    assert [mail["Subject"] for mail in sent()] == ["One message for you"]


def test_another_rhythm_holds_for_what_waits(deliver: Callable[[], None]) -> None:
    ada = reader(digest="weekly")
    enroll(ada, course(teacher(), lessons=1))
    deliver()
    for digest in ("daily", "weekly"):
        sign_in(ada).patch(URL, {"digest": digest})
        row = Preferences.collection().find_one({"person_id": ada.id}) or {}
        assert row["digest_due_at"] == next_digest(clock.now(), digest, hour=7, zone="UTC")


@pytest.mark.parametrize("gone", ["removed", "deactivated", "unsubscribed"])
def test_nobody_is_sent_what_they_do_not_want_any_more(
    deliver: Callable[[], None], gone: str
) -> None:
    from lectern.accounts import services as accounts

    ada = reader()
    enroll(ada, course(teacher(), lessons=1))
    deliver()
    match gone:
        case "removed":
            accounts.remove(user=ada.id)
        case "deactivated":
            accounts.change_roles(user=ada.id, values={"is_active": False})
        case _:
            services.choose(person=ada.id, kinds={"enrolled": {"email": False}})
    wait(deliver)
    assert sent() == []
    assert held() == 0


def test_only_who_is_due_is_looked_at(commands: Any, deliver: Callable[[], None]) -> None:
    for _ in range(5):
        reader()
    entries = commands(lambda: selectors.due_people(10))
    assert [entry["docsExamined"] for entry in entries] == [0]


@pytest.mark.parametrize(
    ("after", "every", "zone", "due"),
    [
        ("2026-11-22T06:59", "daily", "UTC", "2026-11-22T07:00"),
        ("2026-11-22T07:00", "daily", "UTC", "2026-11-23T07:00"),
        ("2026-11-22T12:00", "weekly", "UTC", "2026-11-23T07:00"),
        ("2026-11-23T06:00", "weekly", "UTC", "2026-11-23T07:00"),
        ("2026-11-23T07:00", "weekly", "UTC", "2026-11-30T07:00"),
        ("2026-11-22T12:00", "daily", "Asia/Ho_Chi_Minh", "2026-11-23T00:00"),
        ("2026-03-28T12:00", "daily", "Europe/Berlin", "2026-03-29T05:00"),
        ("2026-03-27T12:00", "daily", "Europe/Berlin", "2026-03-28T06:00"),
    ],
)
def test_a_digest_goes_out_in_the_morning(after: str, every: str, zone: str, due: str) -> None:
    moment = datetime.fromisoformat(after).replace(tzinfo=UTC)
    expected = datetime.fromisoformat(due).replace(tzinfo=UTC)
    assert next_digest(moment, every, hour=7, zone=zone) == expected

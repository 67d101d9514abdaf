"""E-mails: what somebody wrote as a title is a title, in the header, the text and the HTML."""

from collections.abc import Callable

import pytest
from bson import ObjectId
from django.conf import settings

from tests.notifications import mailbox
from tests.notifications.mailbox import part, sent
from tests.notifications.test_inbox import speaks
from tests.world import course, enroll, person, teacher

EVIL = "Evil & <b>bold</b>\r\nBcc: all@example.org\n\n<script>alert(1)</script> {kind} %s"


@pytest.fixture(autouse=True)
def _empty_folder(clean: None) -> None:
    mailbox.empty()


def title_of(course_id: ObjectId, title: str) -> None:
    """Give a course a title that the API would not take, as old data may have it."""
    from lectern.catalog.documents import Course

    Course.collection().update_one({"_id": course_id}, {"$set": {"title": title}})


def test_a_title_cannot_write_headers_or_markup(deliver: Callable[[], None]) -> None:
    ada, evil = person("ada"), course(teacher(), lessons=1)
    title_of(evil, EVIL)
    enroll(ada, evil)
    deliver()
    (mail,) = sent()
    assert mail["To"] == "ada@example.org"
    assert mail["Bcc"] is None
    assert "\n" not in mail["Subject"]
    assert mail["Subject"].startswith("You are enrolled in Evil & <b>bold</b> Bcc:")
    assert "{kind} %s" in mail["Subject"]
    html = part(mail, "html")
    assert "<script" not in html
    assert "<b>bold</b>" not in html
    assert "&lt;b&gt;bold&lt;/b&gt;" in html
    text = part(mail, "plain")
    assert "Evil & <b>bold</b>" in text
    assert "&amp;" not in text


def test_an_e_mail_is_written_for_people_and_answers_nobody(deliver: Callable[[], None]) -> None:
    ada, python = person("ada", first_name="Ada", last_name="L."), course(teacher(), lessons=1)
    enroll(ada, python)
    deliver()
    (mail,) = sent()
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["From"] == settings.DEFAULT_FROM_EMAIL
    for kind in ("plain", "html"):
        words = part(mail, kind)
        assert "Ada L." in words
        assert "A course" in words
        assert f"{settings.SITE_URL}/learn/{python}" in words


def test_who_was_deactivated_gets_no_mail(deliver: Callable[[], None]) -> None:
    from lectern.accounts import services

    ada = person()
    enroll(ada, course(teacher(), lessons=1))
    services.change_roles(user=ada.id, values={"is_active": False})
    deliver()
    assert sent() == []


def test_who_was_removed_gets_no_mail_and_stops_nobody(deliver: Callable[[], None]) -> None:
    from lectern.accounts import services
    from lectern.shared import outbox

    ada = person()
    enroll(ada, course(teacher(), lessons=1))
    services.remove(user=ada.id)
    deliver()
    assert sent() == []
    assert outbox.dead_letters() == []


def test_an_e_mail_is_in_the_language_of_whom_it_is_for(deliver: Callable[[], None]) -> None:
    ada = person("ada")
    speaks(ada, "vi")
    enroll(ada, course(teacher(), lessons=1, title="Nấu ăn"))
    deliver()
    (mail,) = sent()
    assert mail["Subject"].strip() == "Bạn đã được ghi danh vào Nấu ăn"  # it was folded
    assert '<html lang="vi"' in part(mail, "html")
    for kind in ("plain", "html"):
        words = part(mail, kind)
        assert "Xin chào ada," in words
        assert "Bắt đầu học" in words
        assert "You " not in words

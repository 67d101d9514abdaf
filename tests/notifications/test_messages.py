"""Who teaches writes a few words to a learner, and admins to anybody."""

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from lectern.notifications.documents import Notification
from lectern.shared.documents import EVERYTHING
from tests.notifications import mailbox
from tests.notifications.mailbox import part, sent
from tests.repeating import forget_answers, post
from tests.together import at_once
from tests.world import Person, admin, course, enroll, person, sign_in, teacher

URL = "/api/notifications/"
WORDS = "Your last answers were very good."


class Lesson:
    """Somebody who teaches, and somebody who learns from them."""

    def __init__(self) -> None:
        self.teacher, self.learner = teacher(), person()
        self.course = course(self.teacher, lessons=1)
        self.place = enroll(self.learner, self.course)
        self.by, self.me = sign_in(self.teacher), sign_in(self.learner)
        self.me.post(f"{URL}mark-all-read/")

    def inbox(self) -> list[dict[str, Any]]:
        """What the learner was told by people."""
        return list(self.me.get(f"{URL}?kind=message").json()["results"])


@pytest.fixture
def room(clean: None) -> Lesson:
    mailbox.empty()
    return Lesson()


def write(by: APIClient, to: Person | str, **values: Any) -> Any:
    recipient = to if isinstance(to, str) else str(to.id)
    return by.post(URL, {"recipient": recipient, "message": WORDS, **values})


def test_it_is_in_the_inbox_and_comes_by_e_mail(room: Lesson, deliver: Callable[[], None]) -> None:
    page = f"/learn/{room.course}"
    answer = write(room.by, room.learner, url=page)
    assert answer.status_code == 201
    assert room.inbox() == [answer.json()]
    assert answer.json() | {"id": "", "created_at": ""} == {
        "id": "",
        "recipient": str(room.learner.id),
        "kind": "message",
        "message": WORDS,
        "url": page,
        "created_at": "",
        "is_read": False,
        "read_at": None,
    }
    assert room.me.get(f"{URL}unread-count/").json() == {"unread": 1}
    deliver()
    (mail,) = [one for one in sent() if WORDS in part(one, "plain")]
    assert mail["To"] == room.learner.email
    assert page in part(mail, "plain")


def test_whoever_wrote_it_does_not_see_what_became_of_it(room: Lesson) -> None:
    made = write(room.by, room.learner).json()
    url = f"{URL}{made['id']}/"
    assert room.by.get(url).status_code == 404
    assert room.by.patch(url, {"is_read": True}).status_code == 404
    assert room.by.get(URL).json()["count"] == 0
    assert room.me.patch(url, {"is_read": True}).json()["is_read"] is True


def test_who_wants_none_by_e_mail_gets_none(room: Lesson, deliver: Callable[[], None]) -> None:
    room.me.patch(f"{URL}preferences/", {"kinds": {"message": {"email": False}}})
    write(room.by, room.learner)
    deliver()
    assert [one for one in sent() if WORDS in part(one, "plain")] == []
    assert len(room.inbox()) == 1


def test_what_is_taken_out_of_the_inbox_first_does_not_come_by_e_mail(
    room: Lesson, deliver: Callable[[], None]
) -> None:
    made = write(room.by, room.learner).json()
    room.me.delete(f"{URL}{made['id']}/")
    deliver()
    assert [one for one in sent() if WORDS in part(one, "plain")] == []


def test_nobody_learns_by_writing_who_is_there(room: Lesson) -> None:
    from lectern.accounts import services

    gone = person()
    services.change_roles(user=gone.id, values={"is_active": False})
    answers = [write(room.by, to) for to in (person(), teacher(), admin(), gone, "0" * 24)]
    assert {one.status_code for one in answers} == {404}
    assert len({one.content for one in answers}) == 1
    assert write(sign_in(admin()), "0" * 24).content == answers[0].content


def test_who_left_the_course_is_no_learner_any_more(room: Lesson) -> None:
    room.me.delete(f"/api/enrollments/{room.place}/")
    assert write(room.by, room.learner).status_code == 404


def test_admins_write_to_anybody(room: Lesson) -> None:
    boss = sign_in(admin())
    assert {write(boss, to).status_code for to in (room.learner, room.teacher, person())} == {201}


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "/courses\\..\\x",
        "javascript:alert(1)",
        "courses",
        "/a b",
        "/a\nb",
        "/\t/evil.example",
        "/é",
        "?next=/x",
        "/" + "a" * 500,
        ["/courses"],
    ],
)
def test_it_leads_to_a_page_of_this_site_or_nowhere(room: Lesson, url: Any) -> None:
    refused = write(room.by, room.learner, url=url)
    assert refused.status_code == 400
    assert [error["pointer"] for error in refused.json()["errors"]] == ["/url"]
    assert room.inbox() == []


@pytest.mark.parametrize("url", ["", "/", "/courses", "/learn/x?lesson=1#top"])
def test_any_page_of_this_site_will_do(room: Lesson, url: str) -> None:
    assert write(room.by, room.learner, url=url).json()["url"] == url


@pytest.mark.parametrize("words", ["", "  ", "a\nb", "a\x00b", "x" * 301, 5, None, {"$gt": ""}])
def test_it_is_a_line_of_text(room: Lesson, words: Any) -> None:
    refused = write(room.by, room.learner, message=words)
    assert refused.status_code == 400
    assert [error["pointer"] for error in refused.json()["errors"]] == ["/message"]
    assert room.inbox() == []


@pytest.mark.parametrize("words", ["x" * 300, "{text} {course}", "<b>1 < 2</b> & *so*"])
def test_it_is_told_as_it_was_written(room: Lesson, words: str) -> None:
    assert write(room.by, room.learner, message=words).json()["message"] == words


@pytest.mark.parametrize("name", ["kind", "is_read", "read_at", "created_at", "id", "facts"])
def test_nothing_else_can_be_written(room: Lesson, name: str) -> None:
    refused = write(room.by, room.learner, **{name: True})
    assert [error["pointer"] for error in refused.json()["errors"]] == [f"/{name}"]


def test_twice_under_one_key_is_written_once(room: Lesson) -> None:
    body = {"recipient": str(room.learner.id), "message": WORDS}
    answers = at_once(lambda by: post(by, body, url=URL), [sign_in(room.teacher)] * 20)
    assert {one.status_code for one in answers} <= {201, 409}
    forget_answers()
    again = post(room.by, body, url=URL)
    assert (again.status_code, [again.json()]) == (201, room.inbox())
    assert Notification.collection().count_documents({**EVERYTHING, "kind": "message"}) == 1


def test_the_record_of_acts_names_who_wrote(room: Lesson) -> None:
    made = write(room.by, room.learner).json()
    acts = sign_in(admin()).get("/api/audit-events/?action=notifications.create").json()["results"]
    assert [(act["actor"], act["subject"]) for act in acts] == [(str(room.teacher.id), made["id"])]
    assert WORDS not in str(acts)

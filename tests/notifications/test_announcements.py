"""Announcements reach everybody they are for, once, whatever dies or is withdrawn meanwhile."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from bson import ObjectId
from rest_framework.test import APIClient

from lectern.notifications import handlers, services
from lectern.notifications.documents import Announcement, Notification
from lectern.notifications.services import fan_out
from lectern.shared import clock, jobs
from lectern.subscriptions import JOBS
from tests.conftest import do_jobs
from tests.contract.stage import announcement_by
from tests.notifications import mailbox
from tests.notifications.mailbox import part, sent
from tests.notifications.test_inbox import said, speaks, unread
from tests.world import Person, admin, course, enroll, person, sign_in, teacher

URL = "/api/announcements/"
TEXT = {
    "title": "No lesson on Monday",
    "body": "I am *away*. See [here](https://example.org/away).",
}


@pytest.fixture(autouse=True)
def _empty_folder(clean: None) -> None:
    mailbox.empty()


def announce(me: APIClient, course_id: ObjectId | None = None, **values: Any) -> dict[str, Any]:
    about = {"course": str(course_id)} if course_id else {}
    answer = me.post(URL, {**TEXT, **about, **values})
    assert answer.status_code == 201, answer.content
    return dict(answer.json())


def deliver_all(deliver: Callable[[], None]) -> None:
    """Do the jobs, and let the outbox send what is due within the hour."""
    do_jobs()
    with clock.at(clock.now() + timedelta(hours=1)):
        deliver()


def entries(announcement: str) -> int:
    of_it = {"announcement_id": ObjectId(announcement)}
    return Notification.collection().count_documents(of_it)


def test_learners_of_a_course_are_told_in_the_inbox_and_by_e_mail(
    deliver: Callable[[], None],
) -> None:
    by, ada, bob = teacher("tess"), person("ada"), person("bob")
    knots, other = course(by, lessons=1, title="Knots"), course(by, lessons=1)
    enroll(ada, knots)
    enroll(bob, other)
    deliver()
    mailbox.empty()
    me = sign_in(by)
    made = announce(me, knots)
    assert (made["audience"], made["delivered"], made["sent_at"]) == ("learners", 0, None)
    assert made["body_html"].startswith("<p>I am <em>away</em>.")
    reader = sign_in(ada)
    before = unread(reader)
    deliver_all(deliver)
    assert unread(reader) == before + 1
    told = reader.get("/api/notifications/").json()["results"][0]
    assert told["kind"] == "course-announcement"
    assert told["message"] == "“Knots”: No lesson on Monday"
    assert told["url"] == f"/announcements/{made['id']}"
    assert unread(sign_in(bob)) == 1
    (mail,) = sent()
    assert mail["To"] == "ada@example.org"
    assert mail["Subject"] == "Knots: No lesson on Monday"
    assert "I am *away*." in part(mail, "plain")
    assert "<em>away</em>" in part(mail, "html")
    assert 'href="https://example.org/away"' in part(mail, "html")
    shown = me.get(f"{URL}{made['id']}/").json()
    assert (shown["delivered"], shown["total"]) == (1, 1)
    assert shown["sent_at"] is not None
    job = me.get(f"/api/jobs/{made['job']}/").json()
    assert (job["status"], job["result"]) == ("done", {"delivered": 1})
    assert job["progress"] == {"done": 1, "total": 1, "percent": 100}


@pytest.mark.parametrize(
    ("audience", "told"),
    [
        ("everyone", {"ann", "ben", "tess", "boss"}),
        ("students", {"ann", "ben", "tess", "boss"}),
        ("instructors", {"tess"}),
    ],
)
def test_admins_tell_the_people_of_the_site(
    audience: str, told: set[str], deliver: Callable[[], None]
) -> None:
    from lectern.accounts import services as accounts

    people = {name: person(name) for name in ("ann", "ben", "gone")}
    people |= {"tess": teacher("tess"), "boss": admin("boss")}
    accounts.change_roles(user=people["gone"].id, values={"is_active": False})
    made = announce(sign_in(people["boss"]), audience=audience)
    deliver_all(deliver)
    got = {
        name
        for name, somebody in people.items()
        if Notification.collection().find_one({"recipient_id": somebody.id})
    }
    assert got == told
    assert {str(mail["To"]).partition("@")[0] for mail in sent()} == told
    assert entries(made["id"]) == len(told)


@pytest.mark.parametrize(("inbox", "email"), [(True, False), (False, True), (False, False)])
def test_everybody_is_told_as_they_have_chosen(
    inbox: bool, email: bool, deliver: Callable[[], None]
) -> None:
    ada = person()
    choice = {"site-announcement": {"inbox": inbox, "email": email}}
    services.choose(person=ada.id, kinds=choice)
    announce(sign_in(admin()), audience="students")
    deliver_all(deliver)
    assert unread(sign_in(ada)) == inbox
    assert (ada.email in {mail["To"] for mail in sent()}) == email


def test_who_wants_a_digest_finds_it_there(deliver: Callable[[], None]) -> None:
    ada = person()
    speaks(ada, "vi")
    services.choose(person=ada.id, digest="daily")
    announce(sign_in(admin()))
    deliver_all(deliver)
    assert ada.email not in {mail["To"] for mail in sent()}
    services.choose(person=ada.id, digest="off")
    with clock.at(clock.now() + timedelta(hours=1)):
        services.close_digest(person=ada.id)
        deliver()
    (mail,) = (mail for mail in sent() if mail["To"] == ada.email)
    assert "Thông báo: No lesson on Monday" in part(mail, "plain")


def test_who_comes_later_finds_it_in_the_list(deliver: Callable[[], None]) -> None:
    by, ada = teacher(), person()
    knots = course(by, lessons=1)
    made = announce(sign_in(by), knots)
    deliver_all(deliver)
    me = sign_in(ada)
    assert me.get(f"{URL}{made['id']}/").status_code == 404
    enroll(ada, knots)
    rows = me.get(f"{URL}?course={knots}&expand=author,course").json()["results"]
    assert [row["id"] for row in rows] == [made["id"]]
    assert rows[0]["course"]["title"] == "A course"
    assert "delivered" not in rows[0]
    assert unread(me) == 1  # of having been enrolled


class Killed(BaseException):
    """What ends a worker."""


def killed_after(batches: int, monkeypatch: pytest.MonkeyPatch, *, before_commit: bool) -> None:
    """Let the worker die with this batch, before or after it is committed."""
    real, count = jobs.Job.checkpoint, [0]

    def checkpoint(self: jobs.Job, state: Any, notes: Any = ()) -> None:
        count[0] += 1
        if before_commit and count[0] == batches:
            raise Killed
        real(self, state, notes)

    def advance(_self: jobs.Job, _done: int, _total: int) -> None:
        if not before_commit and count[0] == batches:
            raise Killed

    monkeypatch.setattr(jobs.Job, "checkpoint", checkpoint)
    monkeypatch.setattr(jobs.Job, "advance", advance)


@pytest.mark.parametrize("before_commit", [True, False])
def test_a_job_that_dies_is_taken_up_behind_its_last_batch(
    before_commit: bool, deliver: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fan_out, "BATCH", 2)
    people = [person() for _ in range(7)]
    made = announce(sign_in(admin()), audience="students")  # and the admin learns too
    with monkeypatch.context() as patch:
        killed_after(3, patch, before_commit=before_commit)
        with pytest.raises(Killed):
            jobs.run(ObjectId(made["job"]))
    assert entries(made["id"]) == (4 if before_commit else 6)
    with clock.at(clock.now() + timedelta(minutes=5)):
        do_jobs()
    assert entries(made["id"]) == 8
    with clock.at(clock.now() + timedelta(hours=1)):
        deliver()
    assert {mail["To"] for mail in sent()} > {somebody.email for somebody in people}
    assert len(sent()) == 8
    row = Announcement.collection().find_one({"_id": ObjectId(made["id"])}) or {}
    assert (row["delivered"], row["total"]) == (8, 8)


def test_counts_are_forgotten_a_batch_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    from lectern.shared import cache

    readers = [sign_in(person()) for _ in range(3)]
    assert [unread(reader) for reader in readers] == [0, 0, 0]
    calls: list[int] = []
    real = cache.forgetting

    def forgetting(keys: Any, tx: Any) -> Any:
        calls.append(len(keys := list(keys)))
        return real(keys, tx)

    announce(sign_in(admin()), audience="students")
    monkeypatch.setattr(cache, "forgetting", forgetting)
    do_jobs()
    assert calls == [4]
    assert [unread(reader) for reader in readers] == [1, 1, 1]


def test_e_mails_go_out_at_a_pace_and_keep_nobody_waiting(
    deliver: Callable[[], None], settings: Any
) -> None:
    settings.ANNOUNCEMENT_MAILS_PER_SECOND = 1
    for _ in range(3):
        person()
    moment = clock.now()
    with clock.at(moment):
        announce(sign_in(admin()), audience="students")
    do_jobs()
    for second in (1, 2, 3, 4):
        with clock.at(moment + timedelta(seconds=second - 0.5)):
            deliver()
        assert len(sent()) == second


def test_a_withdrawn_one_leaves_every_inbox_and_is_not_sent_any_more(
    deliver: Callable[[], None],
) -> None:
    ada, boss = person(), sign_in(admin())
    reader = sign_in(ada)
    made = announce(boss, audience="students")
    do_jobs()
    assert unread(reader) == 1
    assert boss.delete(f"{URL}{made['id']}/").status_code == 204
    assert reader.get(URL).json()["results"] == []
    deliver_all(deliver)
    assert entries(made["id"]) == 0
    assert unread(reader) == 0
    assert sent() == []
    assert boss.delete(f"{URL}{made['id']}/").status_code == 404


def test_one_that_is_withdrawn_while_it_goes_out_goes_no_further(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fan_out, "BATCH", 2)
    for _ in range(6):
        person()
    made = announce(sign_in(admin()), audience="students")
    real = fan_out.next_recipients

    def withdrawn_meanwhile(row: Any, after: Any, limit: int) -> Any:
        people = real(row, after, limit)
        if entries(made["id"]) == 2:
            services.withdraw(announcement=ObjectId(made["id"]))
        return people

    monkeypatch.setattr(fan_out, "next_recipients", withdrawn_meanwhile)
    jobs.run(ObjectId(made["job"]))
    assert entries(made["id"]) == 2
    do_jobs()
    assert entries(made["id"]) == 0


def test_a_course_takes_its_announcements_along(deliver: Callable[[], None]) -> None:
    by, ada = teacher(), person()
    knots = course(by, lessons=1)
    place = enroll(ada, knots)
    made = announce(sign_in(by), knots)
    deliver_all(deliver)
    me = sign_in(ada)
    assert entries(made["id"]) == 1
    assert me.delete(f"/api/enrollments/{place}/").status_code == 204
    archived = sign_in(by).post(f"/api/courses/{knots}/archive/")
    assert archived.status_code == 200, archived.content
    assert sign_in(by).delete(f"/api/courses/{knots}/").status_code == 204
    do_jobs()
    assert entries(made["id"]) == 0
    assert Announcement.collection().find_one({"_id": ObjectId(made["id"])}) is None


def test_a_correction_is_read_at_once_and_tells_nobody_again(
    deliver: Callable[[], None],
) -> None:
    ada, boss = person(), sign_in(admin())
    made = announce(boss, audience="students")
    do_jobs()
    url = f"{URL}{made['id']}/"
    changed = boss.patch(url, {"title": "No lesson on Tuesday", "body": "**Sorry**"}).json()
    assert changed["body_html"] == "<p><strong>Sorry</strong></p>\n"
    assert changed["updated_at"] >= changed["created_at"]
    me = sign_in(ada)
    assert me.get(url).json()["title"] == "No lesson on Tuesday"
    assert said(me) == ["No lesson on Monday"]
    deliver_all(deliver)
    assert unread(me) == 1
    (mail,) = (mail for mail in sent() if mail["To"] == ada.email)
    assert mail["Subject"] == "No lesson on Tuesday"


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"title": "x"}, "/body"),
        ({"body": "x"}, "/title"),
        ({**TEXT, "title": "a\nBcc: x@example.org"}, "/title"),
        ({**TEXT, "title": "x" * 201}, "/title"),
        ({**TEXT, "body": "x" * 20_001}, "/body"),
        ({**TEXT, "body": "  "}, "/body"),
        ({**TEXT, "audience": "learners"}, "/audience"),
        ({**TEXT, "audience": "enemies"}, "/audience"),
        ({**TEXT, "course": "x"}, "/course"),
        ({**TEXT, "author": "0" * 24}, "/author"),
        ({**TEXT, "body_html": "<script>"}, "/body_html"),
    ],
)
def test_what_cannot_be_announced_is_refused(body: Any, pointer: str) -> None:
    answer = sign_in(admin()).post(URL, body)
    assert answer.status_code == 400
    assert pointer in {error["pointer"] for error in answer.json()["errors"]}


def test_a_course_has_learners_only(clean: None) -> None:
    by = teacher()
    body = {**TEXT, "course": str(course(by, lessons=1)), "audience": "everyone"}
    assert sign_in(by).post(URL, body).status_code == 400
    gone = {**TEXT, "course": str(ObjectId())}
    assert sign_in(by).post(URL, gone).status_code == 404


@pytest.mark.parametrize("change", [{"audience": "everyone"}, {"course": "0" * 24}])
def test_whom_it_is_for_is_for_life(change: Any) -> None:
    by = teacher()
    made = announce(sign_in(by), course(by, lessons=1))
    answer = sign_in(by).patch(f"{URL}{made['id']}/", change)
    assert answer.status_code == 400
    assert [error["code"] for error in answer.json()["errors"]] == ["fixed"]


def test_markup_is_made_harmless(clean: None) -> None:
    body = "<script>alert(1)</script>[x](javascript:alert(1))<img src=x onerror=alert(1)>"
    html = announce(sign_in(admin()), body=body)["body_html"]
    assert not [evil for evil in ("<script", 'href="javascript', "onerror") if evil in html], html


@pytest.mark.parametrize("many", [1, 30])
def test_a_batch_costs_the_same_however_many_it_reaches(many: int, commands: Any) -> None:
    for _ in range(many - 1):
        person()
    boss = admin()
    made = announcement_by(boss, None)
    job = (Announcement.collection().find_one({"_id": made}) or {})["job_id"]
    asked = commands(lambda: jobs.run(job))
    assert not [entry for entry in asked if entry.get("planSummary") == "COLLSCAN"]
    inserts = [entry["ns"].split(".")[1] for entry in asked if entry["op"] == "insert"]
    assert (inserts.count("notifications"), inserts.count("outbox")) == (1, 1)
    assert len(asked) <= 16


def test_the_jobs_are_those_that_the_workers_know() -> None:
    assert JOBS["announce"] is handlers.announce
    assert JOBS["take-back-announcement"] is handlers.take_back


def test_one_of_somebody_who_is_gone_can_still_be_read(clean: None) -> None:
    from lectern.accounts import services as accounts

    by, ada = teacher(), person()
    knots = course(by, lessons=1)
    enroll(ada, knots)
    admin()  # who runs the site goes on doing so
    helper: Person = admin()
    made = announcement_by(helper, knots)
    accounts.remove(user=helper.id)
    row = sign_in(ada).get(f"{URL}{made}/?expand=author").json()
    assert (row["author"], row["title"][:4]) == (None, "News")

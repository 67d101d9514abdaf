"""Removing a person: nothing personal is left in any store, and nothing is left half done."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from bson import MinKey, ObjectId, json_util
from django.apps import apps
from django.conf import settings
from django.db import transaction
from rest_framework.test import APIClient

from lectern.accounts import services
from lectern.accounts.models import Account, EmailLink
from tests.accounts.test_personal_data import ask, told
from tests.assessment.world import Classroom, choices, question, quiz, start, submit
from tests.shared.files import form, picture
from tests.together import at_once
from tests.world import (
    PASSWORD,
    Person,
    admin,
    certificate,
    course,
    enroll,
    lesson,
    person,
    sign_in,
    teacher,
)

NAME = "Zenobia Quux"
PLACE = {"REMOTE_ADDR": "192.0.2.77", "HTTP_USER_AGENT": "A browser of Samarkand"}


def rows() -> Iterator[tuple[str, str]]:
    """Every row of every store, as text, with where it stands."""
    from lectern.shared import cache, mongo

    database = mongo.client()[mongo.database_name()]
    for name in database.list_collection_names():
        for row in database[name].find({"_id": {"$gte": MinKey()}}):
            yield name, json_util.dumps(row, ensure_ascii=False)
    for model in apps.get_models():
        for values in model._default_manager.values():
            yield model._meta.label, repr(values)
    for key in cache.connection().scan_iter():
        if not key.startswith(b"rate:"):  # counts that end by themselves, within a day
            yield f"redis {key.decode()}", key.decode()
    for path in Path(settings.MEDIA_ROOT).rglob("*"):
        yield "files", path.name


def traces(somebody: Person) -> dict[str, list[str]]:
    """Where somebody is still to be found, and under what."""
    found: dict[str, list[str]] = {}
    needles = (str(somebody.id), somebody.username, NAME, "zenobia", *PLACE.values())
    for place, text in rows():
        found.setdefault(place, []).extend(
            needle for needle in needles if needle.lower() in text.lower()
        )
    if set(found.get("audit_events", ())) == {str(somebody.id)}:
        del found["audit_events"]  # the id alone stays in the record
    return {place: sorted(set(names)) for place, names in found.items() if names}


class Life:
    """Everything that can be known of a person, brought about as in life."""

    def __init__(self, work: Callable[[], None], deliver: Callable[[], None]) -> None:
        self.by = teacher()
        self.ada = person("zenobia", first_name="Zenobia", last_name="Quux")
        self.me = sign_in(self.ada)
        self.me.credentials(**self.me._credentials, **PLACE)
        self.course = course(self.by, lessons=1)
        self.certificate = certificate(self.ada, self.course)
        left = enroll(self.ada, course(self.by, lessons=1))
        self.me.delete(f"/api/enrollments/{left}/")
        self._take_quizzes()
        self._say_things()
        self.boss = admin()
        asked = self.me.post("/api/users/me/request-instructor/")
        assert asked.status_code == 200, asked.content
        APIClient().post(
            "/api/auth/login/", {"username": self.ada.username, "password": "wrong one"}, **PLACE
        )
        self.me.post("/api/auth/password/reset/", {"email": self.ada.email})
        assert self.me.post("/api/users/me/export/").status_code == 202
        work()
        deliver()

    def _take_quizzes(self) -> None:
        exam = quiz(lesson(self.course))
        self.closed = question(exam, "single")
        self.picked = choices(self.closed, "a", "b", right=("b",))["b"]
        self.essay, self.short = question(exam, "essay"), question(exam, "short_text", answer="x")
        answers = {
            self.closed: self.picked,
            self.essay: f"I am {NAME}, and I rest my case.",
            self.short: NAME,
        }
        self.submission = str(submit(self.me, quiz=str(exam), answers=answers)["id"])
        review = {"points": {self.essay: 1}, "feedback": {self.essay: f"Well done, {NAME}!"}}
        path = f"/api/quiz-submissions/{self.submission}/grade/"
        assert sign_in(self.by).post(path, review).status_code == 200
        open_one = quiz(lesson(self.course))
        question(open_one, "true_false", answer="true")
        start(self.me, open_one)

    def _say_things(self) -> None:
        self.picture = self.me.post("/api/uploads/", form(picture()), format="multipart").json()
        self.me.patch(
            "/api/auth/user/",
            {"bio": f"They call me {NAME}.", "profile_picture": self.picture["url"]},
        )
        answer = self.me.post(
            "/api/enrollments/",
            {"course": str(course(self.by, lessons=1))},
            HTTP_IDEMPOTENCY_KEY="once",
        )
        assert answer.status_code == 201


@pytest.fixture
def life(work: Callable[[], None], deliver: Callable[[], None]) -> Life:
    """Somebody who has done everything."""
    return Life(work, deliver)


def test_nothing_personal_is_left_anywhere(life: Life, deliver: Callable[[], None]) -> None:
    before = traces(life.ada)
    known = {
        "users", "enrollments", "progress", "milestones", "certificates", "quiz_attempts",
        "quiz_submissions", "notifications", "uploads", "upload_allowances", "jobs",
        "audit_events", "idempotency_keys", "accounts.Account", "account.EmailAddress",
        "axes.AccessAttempt",
    }  # fmt: skip
    assert known <= before.keys(), known - before.keys()
    assert life.me.get(life.picture["url"]).status_code == 200
    assert set(PLACE.values()) <= set(before["audit_events"])

    answer = life.me.delete("/api/users/me/", {"password": PASSWORD})
    assert (answer.status_code, answer.content) == (204, b"")
    assert traces(life.ada) in ({}, {"outbox": [str(life.ada.id)]})
    deliver()
    assert traces(life.ada) == {}
    for model in apps.get_models():
        if model.__name__ in ("Session", "OutstandingToken", "EmailLink", "AccessAttempt"):
            assert not [row for row in rows() if row[0] == model._meta.label and "zen" in row[1]]

    assert life.me.get("/api/auth/user/").status_code == 401
    assert life.me.get(life.picture["url"]).status_code == 404
    assert APIClient().get(f"/api/certificates/{life.certificate}/").status_code == 404
    again = person("zenobia")
    assert sign_in(again).get("/api/notifications/").json()["count"] == 0


# Where a person is to be found, and which file of the export tells of it.
TOLD = {
    "users": "profile",
    "accounts.Account": "account",
    "account.EmailAddress": "addresses",
    "accounts.EmailLink": "email-links",
    "axes.AccessAttempt": "failed-sign-ins",
    "mfa.Authenticator": "second-factor",
    "accounts.Session": "sessions",
    "enrollments": "enrollments",
    "progress": "progress",
    "milestones": "milestones",
    "certificates": "certificates",
    "quiz_attempts": "attempts",
    "quiz_submissions": "submissions",
    "notifications": "notifications",
    "uploads": "uploads",
    "upload_allowances": "upload-allowances",
    "jobs": "jobs",
    "audit_events": "audit",
    "idempotency_keys": "answers",
}
# What stands somewhere for a moment only, on its way or to answer faster, tells nothing new.
PASSING = ("outbox", "redis ", "files")


def test_the_export_tells_of_every_place_where_somebody_is_found(
    life: Life, work: Callable[[], None]
) -> None:
    account = Account.objects.get(username=life.ada.username)
    setup = services.begin(account=account)
    code = format_hotp_value(hotp_value(setup.secret, int(time.time()) // 30))
    services.activate(account=account, setup=setup.setup, code=code, session="")
    EmailLink.objects.filter(account=account).update(email="zenobia@example.com")
    places = {place for place in traces(life.ada) if not place.startswith(PASSING)}
    assert places <= TOLD.keys()
    archive = ask(sign_in(life.ada), work)
    untold = {file for file in TOLD.values() if not told(archive, file)}
    assert untold == set()
    assert told(archive, "email-links")[0]["email"] == "zenobia@example.com"
    assert {row["ip_address"] for row in told(archive, "failed-sign-ins")} == {PLACE["REMOTE_ADDR"]}
    assert "refused" in {row["outcome"] for row in told(archive, "audit")}
    for name in archive.namelist():
        assert setup.secret.encode() not in archive.read(name)


def test_results_stay_as_nobodys(life: Life) -> None:
    services.remove(user=life.ada.id)
    they = sign_in(life.by)
    body = they.get(f"/api/quiz-submissions/{life.submission}/").json()
    assert body["answers"] == {life.closed: life.picked}
    assert body["score"] is not None
    assert not [entry for entry in body["feedback"] if "remark" in entry]
    nobody = body["student"]
    assert nobody != str(life.ada.id)
    attempts = they.get(f"/api/quiz-attempts/?student={nobody}").json()["results"]
    assert [row["student"] for row in attempts] == [nobody]  # the open one is gone
    moment = ObjectId(nobody).generation_time
    assert abs((moment - ObjectId().generation_time).total_seconds()) > 3_600


def test_essays_that_wait_wait_no_more(client: APIClient, deliver: Callable[[], None]) -> None:
    from lectern.shared.orphans import orphans

    room = Classroom()
    essay = question(room.quiz, "essay", points=3)
    answers = {**room.right, essay: "It was a dark and stormy night."}
    waiting = submit(sign_in(room.student), quiz=str(room.quiz), answers=answers)
    they = sign_in(room.teacher)
    services.remove(user=room.student.id)
    deliver()

    board = they.get("/api/dashboard/?view=instructor").json()
    assert (board["essays"], board["courses"][0]["awaiting_review"]) == ([], 0)
    url = f"/api/quiz-submissions/{waiting['id']}/"
    left = they.get(url).json()
    assert (left["status"], left["score"], left["passed"]) == ("graded", None, None)
    assert they.post(f"{url}grade/", {"points": {essay: 3}}).json()["score"] == 100
    deliver()
    assert [str(orphan) for orphan in orphans()] == []


def test_courses_count_one_learner_less(client: APIClient) -> None:
    by, ada = teacher(), person()
    here, left = course(by, lessons=1), course(by, lessons=1)
    enroll(ada, here)
    enroll(person(), here)
    sign_in(ada).delete(f"/api/enrollments/{enroll(ada, left)}/")
    services.remove(user=ada.id)
    counts = {c: client.get(f"/api/courses/{c}/").json()["enrollment_count"] for c in (here, left)}
    assert counts == {here: 1, left: 0}


def test_nothing_refers_to_somebody_who_is_gone(life: Life, deliver: Callable[[], None]) -> None:
    from lectern.shared.orphans import orphans

    services.remove(user=life.ada.id)
    deliver()
    assert [str(orphan) for orphan in orphans()] == []


def test_leaving_takes_the_password(client: APIClient) -> None:
    me = sign_in(person())
    assert client.delete("/api/users/me/", {"password": PASSWORD}).status_code == 401
    assert me.delete("/api/users/me/").json()["errors"][0]["pointer"] == "/password"
    wrong = me.delete("/api/users/me/", {"password": "not this one"})
    assert (wrong.status_code, wrong.json()["code"]) == (400, "wrong-password")
    assert wrong.json()["errors"][0]["pointer"] == "/password"
    assert me.get("/api/auth/user/").status_code == 200
    assert me.delete("/api/users/me/", {"password": PASSWORD, "id": "x"}).status_code == 400


def test_leaving_takes_the_second_factor_where_there_is_one(client: APIClient) -> None:
    ada = person()
    account = Account.objects.get(username=ada.username)
    setup = services.begin(account=account)
    code = format_hotp_value(hotp_value(setup.secret, int(time.time()) // 30))
    recovery = services.activate(account=account, setup=setup.setup, code=code, session="")
    me = sign_in(ada)
    for given, why in (({}, "required"), ({"code": "000000"}, "wrong-code")):
        answer = me.delete("/api/users/me/", {"password": PASSWORD, **given})
        assert answer.status_code == 400
        [error] = answer.json()["errors"]
        assert (error["pointer"], error["code"]) == ("/code", why)
    both = {"password": PASSWORD, "code": recovery[0]}
    assert me.delete("/api/users/me/", both).status_code == 204


def test_who_teaches_hands_over_first(client: APIClient) -> None:
    by, other, boss = teacher(), teacher(), sign_in(admin())
    taught = course(by, lessons=1, title="Knots")
    me = sign_in(by)
    for answer in (
        me.delete("/api/users/me/", {"password": PASSWORD}),
        boss.delete(f"/api/users/{by.id}/"),
    ):
        assert (answer.status_code, answer.json()["code"]) == (409, "teaches-courses")
        assert "Knots" in answer.json()["detail"]
    assert me.get("/api/auth/user/").status_code == 200  # refused means untouched
    path = f"/api/courses/{taught}/"
    handed = boss.patch(path, {"instructor": str(other.id)})
    assert handed.json()["instructor"] == str(other.id)
    assert sign_in(other).patch(path, {"title": "Ropes"}).status_code == 200
    assert me.patch(path, {"title": "Mine"}).status_code == 403
    assert me.delete("/api/users/me/", {"password": PASSWORD}).status_code == 204


def test_only_admins_say_who_teaches_and_only_teachers_are_named(client: APIClient) -> None:
    by, boss = teacher(), sign_in(admin())
    path = f"/api/courses/{course(by, lessons=1)}/"
    me = sign_in(by)
    assert me.patch(path, {"instructor": str(by.id)}).status_code == 200
    refused = me.patch(path, {"instructor": str(teacher().id)})
    assert refused.status_code == 403
    assert refused.json()["errors"][0]["pointer"] == "/instructor"
    for nobody in (str(person().id), "0" * 24):
        answer = boss.patch(path, {"instructor": nobody})
        assert (answer.status_code, answer.json()["code"]) == (400, "unknown-instructor")
    made = boss.post("/api/courses/", {"title": "For another", "instructor": str(by.id)})
    assert made.json()["instructor"] == str(by.id)
    stolen = me.post("/api/courses/", {"title": "B", "instructor": str(teacher().id)})
    assert stolen.status_code == 403


def test_what_somebody_signed_stays_without_their_name(client: APIClient) -> None:
    by = teacher("zenobia")
    taught, ada = course(by, lessons=1), person()
    number = certificate(ada, taught)
    heir = sign_in(admin()).patch(f"/api/courses/{taught}/", {"instructor": str(teacher().id)})
    assert heir.status_code == 200
    services.remove(user=by.id)
    assert traces(by).keys() <= {"outbox"}
    assert client.get(f"/api/certificates/{number}/").status_code == 200


def test_what_was_brought_for_a_course_stays_with_it(client: APIClient) -> None:
    by, heir = teacher(), teacher()
    they, boss = sign_in(by), sign_in(admin())
    cover = they.post(
        "/api/uploads/", form(picture(), purpose="course-image"), format="multipart"
    ).json()["url"]
    path = (
        f"/api/courses/{they.post('/api/courses/', {'title': 'A', 'image': cover}).json()['id']}/"
    )
    boss.patch(path, {"instructor": str(heir.id)})
    services.remove(user=by.id)
    assert sign_in(heir).get(path).json()["image"] == cover
    assert client.get(cover).status_code == 200


def test_what_was_announced_stays_as_nobodys(client: APIClient) -> None:
    from lectern.notifications.documents import Announcement

    by = teacher("zenobia")
    taught = course(by, lessons=1)
    enroll(person(), taught)
    news = {"course": str(taught), "title": "News", "body": "We meet at noon."}
    assert sign_in(by).post("/api/announcements/", news).status_code in (201, 202)
    sign_in(admin()).patch(f"/api/courses/{taught}/", {"instructor": str(teacher().id)})
    services.remove(user=by.id)
    [row] = Announcement.collection().find({"course_id": taught})
    assert row["author_id"] != by.id
    assert traces(by).keys() <= {"outbox"}


def test_the_last_admin_stays(client: APIClient) -> None:
    boss = admin()
    me = sign_in(boss)
    answers = [
        me.delete("/api/users/me/", {"password": PASSWORD}),
        me.delete(f"/api/users/{boss.id}/"),
        me.patch(f"/api/users/{boss.id}/", {"is_staff": False}),
        me.patch(f"/api/users/{boss.id}/", {"is_active": False}),
    ]
    for answer in answers:
        assert (answer.status_code, answer.json()["code"]) == (409, "last-admin")
    assert me.get("/api/users/").status_code == 200


def test_of_two_admins_who_go_at_once_one_stays(client: APIClient) -> None:
    pair = [admin(), admin()]
    clients = [sign_in(boss) for boss in pair]
    answers = at_once(lambda me: me.delete("/api/users/me/", {"password": PASSWORD}), clients)
    assert sorted(answer.status_code for answer in answers) == [204, 409]
    assert Account.objects.filter(is_staff=True).count() == 1


def test_going_twice_is_going_once(client: APIClient) -> None:
    ada = person()
    clients = [sign_in(ada) for _ in range(10)]
    answers = at_once(lambda me: me.delete("/api/users/me/", {"password": PASSWORD}), clients)
    statuses = [answer.status_code for answer in answers]
    assert statuses.count(204) == 1
    assert set(statuses) <= {204, 401, 404}


@pytest.fixture
def torn(life: Life, monkeypatch: pytest.MonkeyPatch) -> Life:
    """A removal that MongoDB has committed when the process dies."""

    class Died(Exception):
        """The end."""

    with monkeypatch.context() as patched:
        patched.setattr("lectern.accounts.services.removal.finish", lambda **_: None)
        with pytest.raises(Died), transaction.atomic():
            services.remove(user=life.ada.id)
            raise Died
    assert Account.objects.filter(username=life.ada.username).exists()
    return life


def test_nobody_signs_in_to_an_account_that_is_left_over(torn: Life) -> None:
    body = {"username": torn.ada.username, "password": PASSWORD}
    assert APIClient().post("/api/auth/login/", body).json()["code"] == "bad-credentials"


def test_a_worker_finishes_what_was_begun(torn: Life, deliver: Callable[[], None]) -> None:
    deliver()
    assert traces(torn.ada) == {}


def test_doctor_finishes_what_was_begun(torn: Life) -> None:
    from lectern.shared import mongo

    mongo.collection("outbox").delete_many({"_id": {"$gte": MinKey()}})
    [found] = services.reconcile(repair=False)
    assert (found.kind, found.mended) == ("removal-not-finished", False)
    services.reconcile(repair=True)
    assert services.reconcile(repair=False) == []
    assert traces(torn.ada) == {}


def test_a_file_store_that_is_away_delays_only_files(
    life: Life, deliver: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    from lectern.shared.errors import Unavailable

    def away(_path: str) -> Any:
        raise Unavailable

    with monkeypatch.context() as patched:
        patched.setattr("lectern.shared.media.drop", away)
        assert life.me.delete("/api/users/me/", {"password": PASSWORD}).status_code == 204
    assert life.me.get(life.picture["url"]).status_code == 200
    deliver()
    assert life.me.get(life.picture["url"]).status_code == 404

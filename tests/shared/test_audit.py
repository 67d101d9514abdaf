"""Every write leaves one record of whose it was, what it did and from where; and no secret."""

import contextlib
import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from bson import ObjectId
from rest_framework.test import APIClient

from lectern.catalog.documents import Category
from lectern.shared import audit, mongo
from lectern.shared.audit import AuditEvent
from lectern.shared.clock import at, now
from lectern.shared.errors import Conflict, Forbidden
from lectern.shared.idempotency import IdempotencyKey
from tests.together import at_once
from tests.world import PASSWORD, Person, admin, course, lesson, person, sign_in, teacher

EVENTS = "/api/audit-events/"


def records() -> list[dict[str, Any]]:
    return list(AuditEvent.collection().find({"_id": {"$gt": ObjectId("0" * 24)}}).sort("_id", 1))


def only() -> dict[str, Any]:
    """The one record there is."""
    (found,) = records()
    return found


@pytest.fixture
def boss(clean: None) -> Person:
    """Somebody who runs the installation."""
    return admin("boss")


def test_a_write_is_recorded_once_with_all_that_is_known(boss: Person) -> None:
    answer = sign_in(boss).post(
        "/api/categories/",
        {"name": "Ropes", "description": "Of hemp"},
        HTTP_USER_AGENT="A browser " + "x" * 300,
        HTTP_X_REQUEST_ID="request-12345",
        REMOTE_ADDR="192.0.2.7",
    )
    found = only()
    assert found.pop("created_at") <= now()
    assert isinstance(found.pop("_id"), ObjectId)
    assert found == {
        "actor_id": boss.id,
        "username": "boss",
        "action": "categories.create",
        "subject": answer.json()["id"],
        "changed": ["description", "name"],
        "outcome": "done",
        "address": "192.0.2.7",
        "agent": ("A browser " + "x" * 300)[:200],
        "request_id": "request-12345",
    }


def test_every_kind_of_write_is_named(clean: None) -> None:
    by = teacher()
    me, knots = sign_in(by), course(by, published=False)
    lesson(knots)
    url = f"/api/courses/{knots}/"
    me.patch(url, {"title": "Knots"})
    me.put(url, {"title": "Splices", "summary": "s"})
    me.post(f"{url}publish/")
    me.post("/api/notifications/mark-all-read/")
    me.patch("/api/auth/user/", {"bio": "I teach."})
    me.patch(f"/api/users/{by.id}/", {"bio": "I learn."})
    me.post("/api/uploads/", {}, format="multipart")
    me.delete(url)
    assert [(row["action"], row["subject"], row["changed"]) for row in records()] == [
        ("courses.partial-update", str(knots), ["title"]),
        ("courses.update", str(knots), ["summary", "title"]),
        ("courses.publish", str(knots), []),
        ("notifications.mark-all-read", "", []),
        ("auth.me-patch", "", ["bio"]),
        ("users.partial-update", str(by.id), ["bio"]),
        ("courses.destroy", str(knots), []),
    ]
    assert {row["actor_id"] for row in records()} == {by.id}


def test_what_is_written_by_repeating_is_named_too(clean: None) -> None:
    from tests.world import enroll

    by, ada = teacher(), person()
    knots = course(by, lessons=1)
    first = lesson(knots)
    enroll(ada, knots)
    answer = sign_in(ada).post("/api/progress/", {"lesson": str(first), "completed": True})
    assert only()["subject"] == answer.json()["id"]


def test_neither_reading_nor_what_is_refused_is_a_write(boss: Person) -> None:
    me = sign_in(boss)
    me.get("/api/courses/")
    me.post("/api/categories/", {})
    me.post("/api/nothing/", {})
    me.post("/api/markdown/", {"content": "*x*"})
    sign_in(person()).post("/api/categories/", {"name": "Ropes"})
    APIClient().post("/api/categories/", {"name": "Ropes"})
    APIClient().post("/api/auth/logout/")
    me.patch(f"/api/users/{boss.id}/", {"bio": "x"}, HTTP_IF_MATCH='"stale"')
    assert records() == []


def test_a_repetition_is_not_recorded_again(boss: Person) -> None:
    me, body = sign_in(boss), {"name": "Ropes"}
    for _ in range(2):
        me.post("/api/categories/", body, HTTP_IDEMPOTENCY_KEY="key-1")
    assert only()["action"] == "categories.create"
    long_ago, everything = now() - timedelta(hours=1), {"_id": {"$gte": ""}}
    lost = {"$unset": {"answer": 1}, "$set": {"held_until": long_ago}}
    IdempotencyKey.collection().update_many(everything, lost)
    assert me.post("/api/categories/", body, HTTP_IDEMPOTENCY_KEY="key-1").status_code == 201
    assert len(records()) == 1


def test_the_write_and_its_record_are_one(boss: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: Any, **_options: Any) -> None:
        raise Forbidden

    with monkeypatch.context() as patch:
        patch.setattr(audit.Trail, "_event", fail)
        answer = sign_in(boss).post("/api/categories/", {"name": "Ropes"})
    assert answer.status_code == 403
    assert Category.collection().count_documents({"name": "Ropes"}) == 0
    assert records() == []


def test_those_who_collide_are_recorded_once_each(clean: None) -> None:
    by = teacher()
    url = f"/api/courses/{course(by)}/"
    clients = [sign_in(by) for _ in range(8)]

    def change(number: int) -> int:
        return clients[number].patch(url, {"title": f"T{number}"}).status_code

    assert set(at_once(change, range(8))) == {200}
    assert len(records()) == 8


def everything_about_passwords(known: Person, secrets: set[str]) -> None:
    """Every operation of signing in, with secrets that are noted."""
    from lectern.accounts import services
    from lectern.accounts.models import Account

    client = APIClient()
    new = "another battery staple horse"
    secrets |= {PASSWORD, new, "wrong-but-secret-too", "typed in the wrong field"}

    def post(url: str, body: dict[str, Any], me: APIClient = client) -> dict[str, Any]:
        answer = me.post(f"/api/auth/{url}/", body)
        told = answer.json() if answer.content else {}
        values = [told.get(name) for name in ("token", "access", "refresh")]
        secrets.update(str(value) for value in values if value)
        secrets.update(morsel.value for morsel in answer.cookies.values() if morsel.value)
        return dict(told)

    name = {"username": known.username}
    joined = post(
        "registration",
        {
            "username": "newcomer",
            "email": "newcomer@example.org",
            "password1": PASSWORD,
            "password2": PASSWORD,
        },
    )
    assert joined["user"]
    token = post("login", {**name, "password": PASSWORD})["token"]
    post("login", {**name, "password": "wrong-but-secret-too"})
    post("login", {"username": "typed in the wrong field", "password": PASSWORD})
    pair = post("token", {"email": known.email, "password": PASSWORD})
    post("token/refresh", {"refresh": pair["refresh"]})
    post("token/verify", {"token": token})
    post("password/reset", {"email": known.email})
    account = Account.objects.get(username=known.username)
    *_path, uid, link = str(services.reset_link(account=account.pk)).split("/")
    secrets.add(link)
    post(
        "password/reset/confirm",
        {"uid": uid, "token": link, "new_password1": new, "new_password2": new},
    )
    again = APIClient()
    token = post("login", {**name, "password": new})["token"]
    again.credentials(HTTP_AUTHORIZATION=f"Bearer {token}")
    change = {"new_password1": PASSWORD, "new_password2": PASSWORD}
    post("password/change", {**change, "old_password": "wrong-but-secret-too"}, again)
    post("password/change", {**change, "old_password": new}, again)
    again.delete("/api/auth/sessions/")
    post("logout", {}, again)


def test_signing_in_is_recorded_whoever_tries(clean: None) -> None:
    ada = person("ada")
    everything_about_passwords(ada, set())
    told = [(row["action"], row["outcome"], row["username"], row["subject"]) for row in records()]
    new = told[0][3]
    assert told == [
        ("auth.registration", "done", "newcomer", new),
        ("auth.login", "done", "ada", str(ada.id)),
        ("auth.login", "refused", "", str(ada.id)),
        ("auth.login", "refused", "", ""),
        ("auth.token", "done", "ada", str(ada.id)),
        ("auth.password-reset", "done", "", str(ada.id)),
        ("auth.password-confirm", "done", "ada", str(ada.id)),
        ("auth.login", "done", "ada", str(ada.id)),
        ("auth.password-change", "refused", "ada", str(ada.id)),
        ("auth.password-change", "done", "ada", ""),
        ("auth.sessions-delete", "done", "ada", ""),
        ("auth.logout", "done", "ada", ""),
    ]


def test_no_secret_is_in_any_collection(boss: Person) -> None:
    secrets: set[str] = set()
    everything_about_passwords(person("ada"), secrets)
    body = {"username": "grace", "email": "grace@example.org", "password": PASSWORD}
    sign_in(boss).post("/api/users/", body, HTTP_IDEMPOTENCY_KEY="key-1")
    database = mongo.client()[mongo.database_name()]
    kept = "".join(
        str(row)
        for name in database.list_collection_names()
        for row in database[name].find({"_id": {"$exists": True}}).hint([("_id", 1)])
    )
    assert "grace@example.org" in kept
    assert len(secrets) >= 10
    assert not [secret for secret in secrets if secret in kept]


def test_hostile_headers_are_only_text(boss: Person) -> None:
    answer = sign_in(boss).post(
        "/api/categories/",
        {"name": "Ropes"},
        HTTP_USER_AGENT='{"$ne": null}\u00e9\x1b[31m',
        HTTP_X_FORWARDED_FOR="evil, 203.0.113.9",
        HTTP_X_REQUEST_ID="a b\nc",
    )
    assert answer.status_code == 201
    found = only()
    assert found["agent"].startswith('{"$ne": null}')
    assert found["address"] == "127.0.0.1"
    assert found["request_id"] == answer["X-Request-ID"]


def test_admins_find_what_they_look_for(boss: Person) -> None:
    me, by = sign_in(boss), teacher("cleo")
    knots = course(by)
    with at(now() - timedelta(days=2)):
        sign_in(by).patch(f"/api/courses/{knots}/", {"title": "Knots"})
    me.post("/api/categories/", {"name": "Ropes"})
    APIClient().post("/api/auth/login/", {"username": "cleo", "password": "wrong"})

    def found(**query: str) -> list[str]:
        answer = me.get(EVENTS, query)
        assert answer.status_code == 200, answer.content
        return [row["action"] for row in answer.json()["results"]]

    change, made, failed = "courses.partial-update", "categories.create", "auth.login"
    assert found() == [failed, made, change]
    assert found(ordering="created_at") == [change, made, failed]
    assert found(actor=str(by.id)) == [change]
    assert found(action=made) == [made]
    assert found(subject=str(knots)) == [change]
    assert found(outcome="refused") == [failed]
    day_before = (now() - timedelta(days=1)).isoformat()
    assert found(since=day_before) == [failed, made]
    assert found(until=day_before) == [change]
    assert found(until=day_before, since=day_before) == []
    assert found(page_size="1") == [failed]
    row = me.get(EVENTS).json()["results"][0]
    assert me.get(f"{EVENTS}{row['id']}/").json() == row


@pytest.mark.parametrize(
    "query",
    [
        {"since": "yesterday"},
        {"since": "2026-01-01"},
        {"since": "2026-01-01T00:00:00"},
        {"until": "2026-13-01T00:00:00Z"},
        {"until": "2026-01-01T00:00:00+99:00"},
        {"until": "0001-01-01T00:00:00+23:00"},
        {"since[$gt]": "x"},
        {"actor": '{"$ne":null}'},
        {"outcome": "x"},
        {"ordering": "username"},
        {"cursor": "x"},
    ],
)
def test_what_cannot_be_looked_for_is_said(boss: Person, query: dict[str, str]) -> None:
    answer = sign_in(boss).get(EVENTS, query)
    assert answer.status_code == 400, answer.content
    assert answer.json()["errors"][0]["pointer"] == f"?{next(iter(query))}"


@pytest.mark.parametrize("text", ['{"$gt": ""}', "$where", "\x00", "é" * 500])
def test_any_word_may_be_looked_for(boss: Person, text: str) -> None:
    sign_in(boss).post("/api/categories/", {"name": "Ropes"})
    for name in ("action", "subject"):
        assert sign_in(boss).get(EVENTS, {name: text}).json()["results"] == []


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nobody_changes_the_record(boss: Person, method: str) -> None:
    me = sign_in(boss)
    me.post("/api/categories/", {"name": "Ropes"})
    before = records()
    for url in (EVENTS, f"{EVENTS}{before[0]['_id']}/"):
        assert getattr(me, method)(url, {"action": "x"}).status_code == 405
    assert records() == before


def test_the_code_only_adds_to_the_record_and_forgets_what_is_old_and_who_has_left() -> None:
    folder = Path(audit.__file__).parent
    sources = {path.name: path.read_text() for path in folder.glob("*.py")}
    sources["api"] = (folder.parent / "api/audit_events.py").read_text()
    changing = ("update_one", "update_many", "replace_one", "find_one_and", "bulk_write", "delete")
    found = {name for name, text in sources.items() if any(word in text for word in changing)}
    assert found == {"retention.py", "forgetting.py"}


@pytest.mark.parametrize(("days", "left"), [(365, 1), (1, 0), (0, 2)])
def test_records_are_kept_as_long_as_is_said(
    boss: Person, settings: Any, days: int, left: int
) -> None:
    from lectern.shared.tasks import prune_audit

    me = sign_in(boss)
    for age, name in ((400, "Old"), (2, "New")):
        with at(now() - timedelta(days=age)), audit.acting("test.write"):
            add_category(name)
    settings.AUDIT_DAYS = days
    prune_audit()
    assert len(records()) == left
    assert me.get(EVENTS).json()["count"] == left


def add_category(name: str) -> None:
    from lectern.catalog import services

    services.add_category(name=name)


def test_jobs_and_commands_are_recorded(clean: None) -> None:
    by = ObjectId()
    with audit.acting("jobs.import", actor=by, username="cleo", subject="job"):
        add_category("Ropes")
        add_category("Knots")
    found = only()
    assert (found["actor_id"], found["username"]) == (by, "cleo")
    assert (found["action"], found["subject"]) == ("jobs.import", "job")


def test_what_a_command_writes_in_sql_is_recorded(clean: None) -> None:
    with audit.acting("cli.create-admin", username="operator@console"):
        admin("root")
    assert only()["action"] == "cli.create-admin"


def test_a_command_that_fails_has_written_nothing(clean: None) -> None:
    def refuse() -> None:
        with audit.acting("cli.import"):
            raise Conflict

    with pytest.raises(Conflict):
        refuse()
    assert records() == []


def test_the_commands_that_write_are_recorded(
    clean: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lectern.cli.commands import create_admin, doctor, import_course
    from lectern.cli.errors import OperatorError

    monkeypatch.setattr(os, "environ", os.environ.copy())
    course_folder = Path(__file__).parents[1] / "fixtures" / "course"
    create_admin.run(
        data_dir=tmp_path, username="root", email="root@example.org", password=PASSWORD
    )
    import_course.run(path=course_folder, data_dir=tmp_path, instructor="root", publish=False)
    for repair in (False, True):
        with contextlib.suppress(OperatorError):  # no worker runs here
            doctor.run(data_dir=tmp_path, repair=repair)
    commands = [row["action"] for row in records()]
    assert commands == ["cli.create-admin", "cli.import", "cli.doctor-repair"]
    assert {row["username"].endswith("@console") for row in records()} == {True}
    assert PASSWORD not in str(records())


def test_what_follows_from_an_event_is_nobodys_act(
    clean: None, deliver: Callable[[], None]
) -> None:
    by, ada = teacher(), person()
    sign_in(ada).post("/api/enrollments/", {"course": str(course(by, lessons=1))})
    deliver()
    assert only()["action"] == "enrollments.create"

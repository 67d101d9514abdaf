"""What could not be delivered: admins see it, without what is private, and have it tried again."""

from collections.abc import Callable
from typing import Any

import pytest
from bson import ObjectId
from rest_framework.test import APIClient

from lectern.shared import outbox
from lectern.shared.audit import AuditEvent
from lectern.shared.clock import now
from lectern.shared.mongo import OUTBOX, collection
from tests.together import at_once
from tests.world import admin, course, person, sign_in, teacher

LETTERS = "/api/dead-letters/"


@pytest.fixture
def boss(clean: None) -> APIClient:
    """Somebody who runs the installation."""
    return sign_in(admin())


def bury(**values: Any) -> ObjectId:
    """An event that was given up."""
    moment = now()
    letter = {
        "kind": "Enrolled",
        "payload": {"enrollment": ObjectId(), "student": ObjectId(), "course": ObjectId()},
        "occurred_at": moment,
        "due_at": moment,
        "failed_at": moment,
        "attempts": outbox.MAX_ATTEMPTS,
        "done": ["lectern.catalog.handlers.learner_joined"],
        "error": "ValueError('no')",
        **values,
    }
    return ObjectId(collection(outbox.DEAD_LETTERS).insert_one(letter).inserted_id)


def test_a_letter_is_shown_with_its_ids_and_its_error(boss: APIClient) -> None:
    person_id = ObjectId()
    letter = bury(payload={"student": person_id, "account": 7, "none": None})
    (row,) = boss.get(LETTERS).json()["results"]
    assert row["id"] == str(letter)
    assert row["payload"] == {"student": str(person_id), "account": "7", "none": None}
    assert (row["kind"], row["attempts"], row["error"]) == ("Enrolled", 8, "ValueError('no')")
    assert row["done"] == ["lectern.catalog.handlers.learner_joined"]
    assert boss.get(f"{LETTERS}{letter}/").json() == row


def test_what_is_private_is_not_shown(boss: APIClient) -> None:
    bury(
        payload={"text": "A secret", "nested": {"email": "ada@example.org"}, "list": ["x"]},
        error="SMTPRecipientsRefused({'ada@example.org': (550, b'<ada@example.org> unknown')})",
    )
    answer = boss.get(LETTERS)
    assert b"example.org" not in answer.content
    assert b"secret" not in answer.content
    (row,) = answer.json()["results"]
    assert row["payload"] == {}
    assert row["error"] == "SMTPRecipientsRefused({'<address>': (550, b'<<address>> unknown')})"


@pytest.mark.parametrize("error", ["x" * 100_000, "@" * 100_000, "a@" * 50_000, "a" * 99_999 + "@"])
def test_a_long_error_is_cut(boss: APIClient, error: str) -> None:
    bury(error=error)
    assert len(boss.get(LETTERS).json()["results"][0]["error"]) <= 5_000


def test_the_latest_is_first_and_kinds_can_be_told_apart(boss: APIClient) -> None:
    first, second = str(bury()), str(bury(kind="CourseLeft"))
    assert [row["id"] for row in boss.get(LETTERS).json()["results"]] == [second, first]
    found = boss.get(LETTERS, {"kind": "Enrolled"}).json()["results"]
    assert [row["id"] for row in found] == [first]
    assert boss.get(LETTERS, {"kind": '{"$ne": ""}'}).json()["results"] == []
    assert boss.get(LETTERS, {"error": "x"}).status_code == 400


def test_a_letter_is_delivered_again(boss: APIClient, deliver: Callable[[], None]) -> None:
    from lectern.catalog.documents import Course
    from tests.world import enroll

    ada, knots = person(), course(teacher(), lessons=1)
    enroll(ada, knots)
    entry = collection(OUTBOX).find_one_and_delete({"due_at": {"$lte": now()}})
    assert entry is not None
    given_up = {"failed_at": now(), "error": "no", "attempts": outbox.MAX_ATTEMPTS}
    collection(outbox.DEAD_LETTERS).insert_one({**entry, **given_up})

    answer = boss.post(f"{LETTERS}{entry['_id']}/retry/")

    assert (answer.status_code, answer.content) == (204, b"")
    assert boss.get(LETTERS).json()["results"] == []
    deliver()
    row = Course.collection().find_one({"_id": knots})
    assert row is not None
    assert row["enrollment_count"] == 1
    assert collection(OUTBOX).find_one({"_id": entry["_id"]}) is None
    (record,) = AuditEvent.collection().find({"action": "dead-letters.retry"})
    assert record["subject"] == str(entry["_id"])


def test_of_many_who_retry_one_does(boss: APIClient) -> None:
    letter, clients = bury(), [sign_in(admin()) for _ in range(8)]

    def retry(me: APIClient) -> int:
        return int(me.post(f"{LETTERS}{letter}/retry/").status_code)

    assert sorted(at_once(retry, clients)) == [204] + [404] * 7
    assert collection(OUTBOX).count_documents({"_id": letter}) == 1
    assert AuditEvent.collection().count_documents({"action": "dead-letters.retry"}) == 1


@pytest.mark.parametrize("name", ["x", "0" * 24, '{"$ne":null}', "%00"])
def test_what_is_no_letter_is_not_found(boss: APIClient, name: str) -> None:
    assert boss.get(f"{LETTERS}{name}/").status_code == 404
    assert boss.post(f"{LETTERS}{name}/retry/").status_code == 404


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_nobody_changes_a_letter(boss: APIClient, method: str) -> None:
    url = f"{LETTERS}{bury()}/"
    assert getattr(boss, method)(url, {"kind": "x"}).status_code == 405


def test_doctor_shows_them_and_has_them_delivered_again(clean: None) -> None:
    from lectern.cli.looks import work

    letter = bury()
    assert [finding.well for finding in work.events(repair=False)] == [False]
    assert [finding.well for finding in work.events(repair=True)] == [True]
    assert outbox.dead_letters() == []
    assert collection(OUTBOX).find_one({"_id": letter}) is not None

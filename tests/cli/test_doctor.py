"""Each disagreement between the stores is found, mended, and then gone."""

from collections.abc import Callable
from datetime import timedelta
from itertools import chain
from typing import Any

import pytest
from bson import ObjectId
from django.core.files.base import ContentFile

from lectern.accounts.documents import User
from lectern.accounts.models import Account, Session
from lectern.assessment.documents import Question
from lectern.catalog.documents import Course
from lectern.cli import databases
from lectern.cli.looks import Finding, data, work
from lectern.learning.documents import Enrollment, Progress
from lectern.shared import cache, debts, outbox, uploads
from lectern.shared.clock import now
from lectern.shared.documents import EVERYTHING, SCHEMA
from lectern.shared.mongo import OUTBOX, collection
from lectern.shared.storages import store
from tests import world
from tests.assessment.world import Classroom, choices, question
from tests.world import Person

Plant = Callable[[Classroom, Person], Any]


def ills(*, repair: bool) -> list[Finding]:
    """What the doctor finds about what is stored and what is to be done."""
    looks = (
        *(data.forms, data.people, data.numbers, data.references, data.files),
        *(work.debts, work.facts, work.events, work.outbox),
    )
    found = chain.from_iterable(look(repair=repair) for look in looks)
    return [one for one in found if not one.well or "mended" in one.text]


@pytest.fixture
def room(clean: None) -> Classroom:
    """A classroom, and no file of another test."""
    for name in list(store().names()):
        store().delete(name)
    return Classroom()


@pytest.fixture
def ada(room: Classroom) -> Person:
    """Somebody who has completed a course, is signed in and has been told so."""
    somebody = world.person("ada")
    world.enroll(somebody, room.course)
    world.complete(somebody, room.course)
    world.sign_in(somebody)
    while waiting := outbox.due():
        for event in waiting:
            outbox.deliver(event)
    return somebody


def upload(owner: Person, text: bytes) -> str:
    row = uploads.take_in(
        owner=owner.id, purpose="lesson-file", file=ContentFile(b"%PDF-1.4 " + text, "a.pdf")
    )
    return str((uploads.Upload.collection().find_one({"_id": row}) or {})["path"])


def lose_a_file(_room: Classroom, ada: Person) -> None:
    upload(ada, b"stays")
    store().delete(upload(ada, b"goes"))


def lose_a_question(room: Classroom, _ada: Person) -> None:
    asked = question(room.quiz, "single")
    choices(asked, "Yes", "No", right=("Yes",))
    Question.collection().delete_one({"_id": ObjectId(asked)})


def stop_the_outbox(room: Classroom, _ada: Person) -> None:
    world.enroll(world.person(), room.course)
    long_ago = {"$set": {"due_at": now() - timedelta(hours=1)}}
    assert collection(OUTBOX).update_many(EVERYTHING, long_ago).matched_count


def bury_an_event(room: Classroom, _ada: Person) -> None:
    world.enroll(world.person(), room.course)
    entry = collection(OUTBOX).find_one_and_delete(EVERYTHING) or {}
    collection(OUTBOX).delete_many(EVERYTHING)
    failure = {"error": "OSError()", "failed_at": now()}
    collection(outbox.DEAD_LETTERS).insert_one({**entry, **failure})


def invent_a_profile(_room: Classroom, ada: Person) -> None:
    row = User.collection().find_one({"_id": ada.id}) or {}
    names = {"username": "nobody", "email": "nobody@example.org"}
    User.collection().insert_one({**row, **names, "_id": ObjectId(), "auth_id": 10**6})


def set_profile(**values: Any) -> Plant:
    return lambda _room, ada: User.collection().update_one({"_id": ada.id}, {"$set": values})


def set_course(**values: Any) -> Plant:
    return lambda room, _ada: Course.collection().update_one({"_id": room.course}, {"$set": values})


def owe(_room: Classroom, _ada: Person) -> None:
    debts.owe(["user:1"])
    collection(debts.DEBTS).update_many(
        EVERYTHING, {"$set": {"owed_at": now() - timedelta(hours=1)}}
    )


PLANTS: dict[str, tuple[Plant, str]] = {
    "an account without a profile": (
        lambda _room, _ada: User.collection().delete_one({"_id": world.person("newcomer").id}),
        "newcomer: account without profile",
    ),
    "a profile without an account": (invent_a_profile, "nobody: profile without account"),
    "another name": (set_profile(username="grace"), "ada: names differ"),
    "other rights": (set_profile(is_admin=True), "ada: rights differ"),
    "lessons miscounted": (set_course(lesson_count=7), "numbers differ from its lessons"),
    "learners miscounted": (set_course(enrollment_count=7), "counts its learners wrong"),
    "a record of progress lost": (
        lambda _room, ada: Progress.collection().delete_many({"student_id": ada.id}),
        "differs from its records",
    ),
    "progress not in the place": (
        lambda _room, ada: Enrollment.collection().update_many(
            {"student_id": ada.id}, {"$set": {"completed_lessons": []}}
        ),
        "differs from its records",
    ),
    "a milestone lost": (
        lambda _room, ada: Enrollment.collection().update_many(
            {"student_id": ada.id}, {"$set": {"milestones": []}}
        ),
        "differs from its records",
    ),
    "choices of no question": (lose_a_question, "refer by question_id to"),
    "notifications of nobody": (
        lambda _room, _ada: collection("notifications").update_many(
            EVERYTHING, {"$set": {"recipient_id": ObjectId()}}
        ),
        "of notifications refer by recipient_id to",
    ),
    "a copy that is owed": (owe, "wait to be forgotten"),
    "an outbox that is stuck": (stop_the_outbox, "waits to be delivered"),
    "a dead letter": (bury_an_event, "OSError()"),
    "a file that is missing": (lose_a_file, "its file is missing"),
    "a session of somebody shut out": (
        lambda _room, ada: (
            Account.objects.filter(username="ada").update(is_active=False),
            User.collection().update_one({"_id": ada.id}, {"$set": {"is_active": False}}),
        ),
        "may not sign in and is signed in",
    ),
    "an ended session that is believed": (
        lambda _room, _ada: Session.objects.update(ended_at=now()),
        "an ended session is believed",
    ),
    "an index that is gone": (
        lambda _room, _ada: collection("users").drop_index("username_1"),
        "MongoDB indexes are missing",
    ),
    "a document of before": (
        lambda room, _ada: collection("courses").update_one(
            {"_id": room.course}, {"$unset": {SCHEMA: ""}}
        ),
        "documents of older versions",
    ),
}


def test_nothing_is_found_where_all_is_well(room: Classroom, ada: Person) -> None:
    databases.update()
    assert ills(repair=False) == []


@pytest.mark.parametrize("name", PLANTS)
def test_it_is_found_mended_and_gone(room: Classroom, ada: Person, name: str) -> None:
    plant, said = PLANTS[name]
    plant(room, ada)
    cache.worker_was_here()
    found = ills(repair=False)
    assert any(said in one.text and not one.well for one in found), found
    assert [one for one in ills(repair=True) if not one.well] == []
    assert ills(repair=False) == []


def test_profiles_are_kept_while_there_is_no_account_at_all(room: Classroom, ada: Person) -> None:
    for model in (Session, Account):
        model.objects.all().delete()
    before = User.collection().count_documents(EVERYTHING)
    assert before > 1
    assert [one.well for one in data.people(repair=True)].count(False) == before
    assert User.collection().count_documents(EVERYTHING) == before


def test_uploads_are_kept_while_there_is_no_file_at_all(room: Classroom, ada: Person) -> None:
    store().delete(upload(ada, b"alone"))
    for name in list(store().names()):
        store().delete(name)
    found, _ = data.files(repair=True)
    assert not found.well
    assert uploads.Upload.collection().count_documents({**EVERYTHING, "kept_at": None}) == 0


def test_what_is_warm_is_forgotten_with_its_debt(room: Classroom, ada: Person) -> None:
    key = cache.Key("user:1", 60)
    cache.put(key, "old")
    owe(room, ada)
    list(work.debts(repair=True))
    assert cache.get(key) is None

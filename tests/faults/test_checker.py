"""The checker of `make faults` sees what is missing and what is there twice."""

import time
from pathlib import Path
from typing import Any

import pytest
from bson import ObjectId
from django.conf import settings

from lectern.shared import mongo
from tests.assessment.world import Classroom, start, submit
from tests.faults.checker import Verdict, check_inbox, check_stores
from tests.faults.ledger import Learner
from tests.world import sign_in

pytestmark = pytest.mark.skipif(
    "sqlite" not in settings.DATABASES["default"]["ENGINE"], reason="reads the file of SQLite"
)


@pytest.fixture
def learner(clean: None) -> Learner:
    """Somebody who has done all there is to do, and was told so."""
    room = Classroom()
    me = sign_in(room.student)
    attempt = start(me, room.quiz)
    saved = {"answers": {room.question: {"value": True, "version": 3}}}
    assert me.patch(f"/api/quiz-attempts/{attempt['id']}/", saved).status_code == 200
    handed_in = submit(me, attempt=attempt["id"], answers=room.right)
    lesson = str(room.lesson)
    return Learner(
        username=room.student.username,
        email=room.student.email,
        course=str(room.course),
        lessons=[lesson],
        id=str(room.student.id),
        place="a place",
        completed=[lesson],
        attempt=attempt["id"],
        saved={room.question: (True, 3)},
        submission=handed_in["id"],
    )


def verdict_on(learner: Learner, *, growing: bool = False) -> Verdict:
    verdict = Verdict()
    database = mongo.client()[mongo.database_name()]
    sql = Path(settings.DATABASES["default"]["NAME"])
    check_stores(verdict, database, sql, [learner], growing=growing)
    check_inbox(verdict, database, learner, growing=growing)
    return verdict


def copy(name: str, learner: Learner, **values: Any) -> None:
    """Let there be one document more of those that are of this person."""
    row = mongo.collection(name).find_one({"student_id": ObjectId(learner.id)})
    assert row is not None
    mongo.collection(name).insert_one({**row, "_id": ObjectId(), **values})


def test_all_is_well(learner: Learner) -> None:
    assert verdict_on(learner) == Verdict()


@pytest.mark.parametrize(
    "name",
    ["enrollments", "progress", "milestones", "certificates", "quiz_attempts", "quiz_submissions"],
)
def test_what_was_lost_is_seen(learner: Learner, name: str) -> None:
    mongo.client().admin.command({"setParameter": 1, "notablescan": False})
    try:
        mongo.collection(name).delete_many({"student_id": ObjectId(learner.id)})
    finally:
        mongo.client().admin.command({"setParameter": 1, "notablescan": True})
    found = verdict_on(learner)
    assert found.lost
    assert not found.doubled


def test_an_older_answer_in_place_of_the_saved_one_is_seen(learner: Learner) -> None:
    (question,) = learner.saved
    learner.saved[question] = (True, 4)
    assert verdict_on(learner).lost == [f"saved answer of {learner.username}: 0 of 1"]


def test_what_is_there_twice_is_seen(learner: Learner) -> None:
    copy("quiz_submissions", learner, attempt_id=ObjectId())
    assert verdict_on(learner).doubled
    assert verdict_on(learner, growing=True).doubled


def test_what_nobody_has_reached_yet_is_seen(learner: Learner) -> None:
    learner.lessons.append("another lesson")
    assert {line.split(" of ")[0] for line in verdict_on(learner).doubled} == {
        "milestone 75",
        "milestone 100",
        "certificate",
        "milestone in the inbox",
        "course-completed in the inbox",
        "certificate-issued in the inbox",
    }


def test_who_has_gone_on_since_may_have_more_and_not_less(learner: Learner) -> None:
    learner.note()
    before = learner.history[-1][1]
    before.completed, before.submission = [], ""
    assert verdict_on(before, growing=True) == Verdict()
    learner.lessons = learner.completed = [*learner.completed, "another lesson"]
    assert verdict_on(learner, growing=True).lost


def test_what_was_promised_by_a_moment_is_known(learner: Learner) -> None:
    learner.completed.clear()
    learner.note()
    learner.completed.append("a lesson")
    assert learner.at(0) is None
    (since, _), moment = learner.history[0], time.monotonic()
    assert since <= moment
    learner.note()
    promised = learner.at(moment)
    assert promised is not None
    assert promised.completed == []

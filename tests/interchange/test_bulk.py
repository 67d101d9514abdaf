"""A list of people becomes places: each once, with the effects of a single enrolment."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from bson import ObjectId
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from lectern.accounts.documents import User
from lectern.catalog.documents import Course
from lectern.interchange.people import PEOPLE
from lectern.learning import services as learning
from lectern.learning.documents import Enrollment, Progress
from lectern.notifications.documents import Notification
from lectern.shared import jobs
from lectern.shared.clock import now
from lectern.shared.mongo import OUTBOX, collection
from tests.assessment.world import question, quiz, submit
from tests.world import course, enroll, lesson, person, sign_in, teacher


class Roll:
    """A teacher with a course and a list."""

    def __init__(self, work: Callable[[], None], **values: Any) -> None:
        self.who = teacher()
        self.me = sign_in(self.who)
        self.course = course(self.who, lessons=3, **values)
        self.work = work

    def ask(self, people: Any, **more: Any) -> Any:
        body = {"course": str(self.course), **more}
        if isinstance(people, list):
            return self.me.post("/api/enrollments/bulk/", {**body, "people": people})
        file = SimpleUploadedFile("people.csv", people)
        return self.me.post("/api/enrollments/bulk/", {**body, "file": file}, format="multipart")

    def call(self, people: Any, **more: Any) -> dict[str, Any]:
        """The job, when it is over."""
        answer = self.ask(people, **more)
        assert answer.status_code == 202, answer.content
        self.work()
        return dict(self.me.get(f"/api/jobs/{answer.json()['job']}/").json())

    def learners(self) -> int:
        row = Course.collection().find_one({"_id": self.course})
        assert row is not None
        return int(row["enrollment_count"])


@pytest.fixture
def roll(client: APIClient, work: Callable[[], None]) -> Roll:
    return Roll(work)


# What says which place it is, and whose.
OWN = ("_id", "student_id", "sort_name", "known_as")


def ends(job: dict[str, Any]) -> list[tuple[int, str]]:
    return [(row["line"], row["code"]) for row in job["report"]]


def places(roll: Roll) -> dict[ObjectId, str]:
    found = Enrollment.collection().find({"course_id": roll.course})
    return {row["student_id"]: row["status"] for row in found}


def test_everybody_on_the_list_has_a_place_as_if_taken_one_by_one(roll: Roll) -> None:
    one, two = person(), person()
    job = roll.call([one.username, two.email.upper()])
    assert ends(job) == [(1, "enrolled"), (2, "enrolled")]
    assert job["result"]["people"] == {"enrolled": 2}
    single = person()
    enroll(single, roll.course)
    assert set(places(roll).values()) == {"active"}
    rows = [
        [
            {name: value for name, value in row.items() if name not in OWN}
            for row in kind.collection().find({"student_id": somebody.id})
        ]
        for kind in (Enrollment, Progress)
        for somebody in (one, two, single)
    ]
    for row in (row for many in rows for row in many):
        for moment in ("enrolled_at", "active_at", "updated_at"):
            row.pop(moment, None)
    assert rows[0] == rows[1] == rows[2]
    assert rows[3] == rows[4] == rows[5]
    assert len(rows[3]) == 3
    assert roll.learners() == 3
    assert learning.recount(repair=False) == []  # each place has the name of its student
    told = Notification.collection().count_documents({"recipient_id": {"$in": [one.id, two.id]}})
    assert told == 2
    assert sign_in(one).get("/api/enrollments/").json()["count"] == 1


def test_each_line_is_told_what_became_of_it(client: APIClient, work: Callable[[], None]) -> None:
    roll = Roll(work, price="10.00")
    new, waiting, left, gone = person(), person(), person(), person()
    enroll(waiting, roll.course)
    learning.leave(enrollment=enroll(left, roll.course), by=roll.who.id)
    User.collection().update_one({"_id": gone.id}, {"$set": {"is_active": False}})
    lines = [
        "name;email;username",
        f"A;{new.email};",
        f"B;;{waiting.username}",
        f"C;;{left.username}",
        "",
        "D;;nobody",
        f"E;;{new.username}",
        "F;;",
        f"G;{gone.email};",
    ]
    data = "\ufeff" + "\r\n".join(lines)
    expected = [
        (2, "enrolled"),
        (3, "activated"),
        (4, "enrolled"),
        (6, "unknown-person"),
        (7, "duplicate"),
        (8, "invalid"),
        (9, "unknown-person"),
    ]
    before = places(roll), roll.learners()
    assert ends(roll.call(data.encode(), dry_run="true")) == expected
    assert (places(roll), roll.learners()) == before
    assert ends(roll.call(data.encode())) == expected
    assert places(roll) == dict.fromkeys((new.id, waiting.id, left.id), "active")
    assert roll.learners() == 3
    again = roll.call(data.encode())
    assert [code for _, code in ends(again)][:3] == ["already-enrolled"] * 3
    assert roll.learners() == 3


def test_what_they_had_passed_before_counts_as_it_does_for_one(roll: Roll) -> None:
    here = lesson(roll.course, completion="quiz")
    exam = quiz(here)
    question(exam, "true_false", answer="true")
    ada = person()
    place = enroll(ada, roll.course)
    (asked,) = roll.me.get(f"/api/questions/?quiz={exam}").json()["results"]
    me = sign_in(ada)
    assert submit(me, quiz=str(exam), answers={asked["id"]: True})["passed"] is True
    learning.leave(enrollment=place, by=ada.id)
    Enrollment.collection().update_one(
        {"_id": place}, {"$set": {"completed_lessons": [], "passed_lessons": []}}
    )
    roll.call([ada.username, person().username])
    assert me.get(f"/api/enrollments/{place}/").json()["completed_lessons"] == [str(here)]


def test_a_worker_that_dies_in_the_middle_has_done_each_once(
    roll: Roll, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lectern.interchange import jobs as runners

    monkeypatch.setattr(runners, "PEOPLE_AT_ONCE", 2)
    people = [person() for _ in range(5)]
    real, calls = learning.enroll_many, []

    def dying(**values: Any) -> None:
        calls.append(1)
        if len(calls) == 2:
            raise SystemExit
        real(**values)
        if len(calls) == 3:  # what was committed stays, whenever the worker dies
            raise SystemExit

    monkeypatch.setattr(runners.learning, "enroll_many", dying)
    job = roll.ask([one.username for one in people]).json()["job"]
    for _ in range(2):
        with pytest.raises(SystemExit):
            roll.work()
        jobs.JobRecord.collection().update_one(
            {"_id": ObjectId(job)}, {"$set": {"lease_until": now()}}
        )
    roll.work()
    done = roll.me.get(f"/api/jobs/{job}/").json()
    assert ends(done) == [(line, "enrolled") for line in range(1, 6)]
    assert roll.learners() == len(places(roll)) == 5
    assert collection(OUTBOX).count_documents({"_id": {"$exists": True}}) >= 5
    mine = {"recipient_id": {"$in": [one.id for one in people]}}
    assert Notification.collection().count_documents(mine) == 5


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"name,age\nx,3\n", "missing-column"),
        (b"username\n", "empty"),
        (b"username\na\0b\n", "not-text"),
        (b"username\n\xff\xfe\n", "not-utf8"),
        (b"username\n" + b"x" * 1_500_000, "line-too-long"),
        (b"username" + b"," * 1_000_000, "line-too-long"),
        (b'username\n"never closed\n', "not-csv"),
        (b"username\n" + b"x\n" * (PEOPLE + 1), "too-many-people"),
        (b"username\n" + b"x\n" * 1_100_000, "too-large"),
    ],
)
def test_what_is_no_list_of_people_is_refused_at_once(roll: Roll, data: bytes, code: str) -> None:
    answer = roll.ask(data)
    assert answer.status_code == 400, answer.content
    assert [error["code"] for error in answer.json()["errors"]] == [code]


def test_a_huge_file_is_not_even_read(roll: Roll) -> None:
    assert roll.ask(b"x" * (settings.UPLOAD_MAX_BYTES + 1)).status_code == 413


def test_only_published_courses_that_one_teaches(roll: Roll) -> None:
    draft = course(roll.who, lessons=1, published=False)
    answer = roll.ask(["somebody"], course=str(draft))
    assert (answer.status_code, answer.json()["code"]) == (409, "course-not-published")
    other = course(teacher(), lessons=1)
    assert roll.ask(["somebody"], course=str(other)).status_code == 403
    assert roll.ask(["somebody"], course="0" * 24).status_code == 404
    assert roll.ask([]).status_code == 400


def test_five_thousand_people_are_enrolled_in_half_a_minute(roll: Roll) -> None:
    moment = now()
    blank = User(auth_id=1, username="x", email="x@example.org", created_at=moment).validated()
    User.collection().insert_many(
        [
            {
                **blank,
                "_id": ObjectId(),
                "auth_id": 10_000 + number,
                "username": f"pupil{number}",
                "email": f"pupil{number}@example.org",
            }
            for number in range(5_000)
        ]
    )
    answer = roll.ask([f"pupil{number}" for number in range(5_000)])
    began = time.monotonic()
    roll.work()
    seconds = time.monotonic() - began
    job = roll.me.get(f"/api/jobs/{answer.json()['job']}/").json()
    assert job["result"]["people"] == {"enrolled": 5_000}, job["error"]
    assert roll.learners() == 5_000
    assert seconds < 30

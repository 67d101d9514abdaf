"""A data folder of an older version is brought into the form of this one."""

from bson import ObjectId
from rest_framework.test import APIClient

from lectern.assessment.documents import Choice
from lectern.catalog.documents import Lesson
from lectern.catalog.selectors import lesson_ids
from lectern.catalog.services import remove_lesson
from lectern.cli.databases import quiet
from lectern.learning import services
from lectern.learning.documents import Enrollment, Progress
from lectern.notifications.documents import Notification
from lectern.shared.clock import now
from lectern.shared.documents import EVERYTHING
from lectern.shared.forms import fill_defaults
from lectern.shared.mongo import collection
from lectern.shared.upgrading import FORMS, run
from lectern.upgrades.choices_2 import CHOICES_2
from lectern.upgrades.enrollments_2 import ENROLLMENTS_2
from lectern.upgrades.enrollments_3 import ENROLLMENTS_3
from lectern.upgrades.enrollments_4 import ENROLLMENTS_4
from tests.assessment.world import Classroom, choices, question, submit
from tests.world import course, enroll, person, sign_in, teacher


def forget_forms() -> None:
    collection(FORMS).delete_many(EVERYTHING)


def test_records_of_before_are_found_by_the_defaults_of_new_fields(client: APIClient) -> None:
    room = Classroom()
    me = sign_in(room.student)
    me.post("/api/progress/", {"lesson": str(room.lesson), "completed": True})
    Progress.collection().update_many(EVERYTHING, {"$unset": {"left": ""}})
    assert me.get("/api/progress/").data["count"] == 0
    forget_forms()
    assert fill_defaults(quiet) >= 1
    assert me.get("/api/progress/").data["count"] == 1
    Progress.collection().update_many(EVERYTHING, {"$unset": {"left": ""}})
    assert fill_defaults(quiet) == 0  # each field is looked for once


def test_what_has_a_value_keeps_it(client: APIClient) -> None:
    room = Classroom()
    where = {"student_id": room.student.id}
    assert Progress.collection().update_many(where, {"$set": {"left": True}}).modified_count
    forget_forms()
    fill_defaults(quiet)
    assert {row["left"] for row in Progress.collection().find(where)} == {True}


def test_choices_of_before_belong_to_their_quiz(client: APIClient) -> None:
    room = Classroom()
    asked = question(room.quiz, "single")
    choices(asked, "Yes", "No", right=("Yes",))
    where = {"question_id": ObjectId(asked)}
    count = (
        Choice.collection()
        .update_many(where, {"$unset": {"quiz_id": "", "schema": ""}})
        .modified_count
    )
    assert count == 2
    assert run([CHOICES_2], advance=quiet, again=True) == count
    assert {row["quiz_id"] for row in Choice.collection().find(where)} == {room.quiz}
    assert run([CHOICES_2], advance=quiet, again=True) == 0


def test_a_pass_of_before_is_asked_for_once(client: APIClient) -> None:
    room, other = Classroom(), person()
    lesson, me = str(room.lesson), sign_in(room.student)
    Lesson.collection().update_one({"_id": room.lesson}, {"$set": {"completion": "quiz"}})
    enroll(other, room.course)
    assert submit(me, quiz=str(room.quiz), answers=room.right)["passed"]
    assert me.post("/api/progress/", {"lesson": lesson, "completed": False}).status_code == 201
    older = {"$unset": {"passed_lessons": "", "schema": ""}}
    assert Enrollment.collection().update_many(EVERYTHING, older).modified_count == 2
    again = {"lesson": lesson, "completed": True}
    assert me.post("/api/progress/", again).json()["code"] == "quiz-required"
    assert run([ENROLLMENTS_2], advance=quiet, again=True) == 2
    assert me.post("/api/progress/", again).status_code == 201
    assert sign_in(other).post("/api/progress/", again).json()["code"] == "quiz-required"
    assert run([ENROLLMENTS_2], advance=quiet, again=True) == 0


def test_a_sentence_of_before_stays_as_it_was_said(client: APIClient) -> None:
    room = Classroom()
    sentence = "You are enrolled in “Owls”."
    row = {
        "recipient_id": room.student.id,
        "kind": "enrolled",
        "message": sentence,
        "is_read": False,
    }
    Notification.collection().insert_one({**row, "created_at": now()})
    assert (
        sign_in(room.student).get("/api/notifications/").data["results"][0]["message"] == sentence
    )


def test_places_of_before_know_the_names_of_their_students(clean: None) -> None:
    ann = person("ann", first_name="Ánn", last_name="Ohm")
    place = enroll(ann, course(teacher(), lessons=1))
    before = Enrollment.collection().find_one({"_id": place})
    older = {"$unset": {"sort_name": "", "known_as": ""}, "$set": {"schema": 2}}
    Enrollment.collection().update_one({"_id": place}, older)
    assert run([ENROLLMENTS_3, ENROLLMENTS_4], advance=quiet, again=True) == 2
    found = Enrollment.collection().find_one({"_id": place}) or {}
    assert found == before
    assert (found["sort_name"], found["known_as"]) == ("ann ohm", ["ann", "ann@example.org", "ohm"])
    assert run([ENROLLMENTS_3, ENROLLMENTS_4], advance=quiet, again=True) == 0


def test_places_of_before_know_how_many_lessons_are_done(clean: None) -> None:
    ann, shrunk = person("ann"), course(teacher(), lessons=3)
    lessons = lesson_ids(shrunk)
    place = enroll(ann, shrunk)
    idle = enroll(person("idle"), shrunk)
    for lesson in lessons[:2]:
        services.record_progress(student=ann.id, lesson=lesson, completed=True)
    older = {"$unset": {"lessons_done": ""}, "$set": {"schema": 3}}
    Enrollment.collection().update_many({"course_id": shrunk}, older)
    remove_lesson(lesson=lessons[0])  # by a server of this version, before it is brought along
    assert run([ENROLLMENTS_4], advance=quiet, again=True) == 2
    found = Enrollment.collection().find({"course_id": shrunk})
    assert {row["_id"]: row["lessons_done"] for row in found} == {place: 1, idle: 0}

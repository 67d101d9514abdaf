"""Who sees and does what with quizzes; what is not visible does not exist."""

from collections.abc import Callable

import pytest
from rest_framework.test import APIClient

from tests import world
from tests.assessment.world import Classroom, start, submit
from tests.world import Person

As = Callable[[Person], APIClient]
RESOURCES = ("quizzes", "questions", "choices", "quiz-attempts", "quiz-submissions")
UNKNOWN = "0" * 24


@pytest.fixture
def room(client: APIClient) -> Classroom:
    """A classroom in which the student has handed in."""
    return Classroom()


@pytest.mark.parametrize("resource", RESOURCES)
def test_a_visitor_is_asked_to_sign_in(client: APIClient, resource: str) -> None:
    answer = client.get(f"/api/{resource}/")

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("resource", RESOURCES)
@pytest.mark.parametrize("stranger", [world.person, world.teacher])
def test_a_stranger_sees_nothing(
    as_: As, room: Classroom, resource: str, stranger: Callable[[], Person]
) -> None:
    attempt = start(as_(room.student), room.quiz)["id"]
    result = submit(as_(room.student), attempt=attempt)["id"]
    ids = {
        "quizzes": room.quiz,
        "questions": room.question,
        "quiz-attempts": attempt,
        "quiz-submissions": result,
        "choices": UNKNOWN,
    }
    visitor = as_(stranger())

    assert visitor.get(f"/api/{resource}/").json()["results"] == []
    for row_id in (ids[resource], UNKNOWN, "nonsense"):
        answer = visitor.get(f"/api/{resource}/{row_id}/")
        assert (answer.status_code, answer.json()["code"]) == (404, "not-found")


@pytest.mark.parametrize("resource", RESOURCES)
def test_an_admin_lists_all(as_: As, room: Classroom, resource: str) -> None:
    submit(as_(room.student), quiz=str(room.quiz), answers=room.right)

    assert as_(world.admin()).get(f"/api/{resource}/").status_code == 200


def test_a_student_without_a_place_cannot_take_a_quiz(as_: As, room: Classroom) -> None:
    cid = as_(world.person())

    started = cid.post("/api/quiz-attempts/", {"quiz": str(room.quiz)})
    handed_in = cid.post("/api/quiz-submissions/", {"quiz": str(room.quiz), "answers": room.right})

    for answer in (started, handed_in):
        assert (answer.status_code, answer.json()["code"]) == (403, "not-enrolled")


def test_a_pending_place_is_not_enough(as_: As) -> None:
    from lectern.catalog import services
    from lectern.catalog.selectors import lesson_ids
    from tests.assessment.world import question, quiz

    course = world.course(world.teacher(), lessons=1, price=10)
    paper = quiz(lesson_ids(course)[0])
    question(paper, "essay")
    services.publish(course=course)
    dan = world.person()
    world.enroll(dan, course)

    assert as_(dan).get(f"/api/quizzes/{paper}/").status_code == 404
    assert as_(dan).post("/api/quiz-attempts/", {"quiz": str(paper)}).status_code == 403


def test_the_quiz_of_a_draft_is_hidden(as_: As, room: Classroom) -> None:
    from lectern.catalog import services

    services.unpublish(course=room.course)

    answer = as_(world.person()).post("/api/quiz-attempts/", {"quiz": str(room.quiz)})
    assert answer.status_code == 404


def test_who_leaves_the_course_cannot_go_on(as_: As, room: Classroom) -> None:
    ann = as_(room.student)
    attempt = start(ann, room.quiz)["id"]
    (place,) = ann.get("/api/enrollments/").json()["results"]
    assert ann.delete(f"/api/enrollments/{place['id']}/").status_code == 204

    saved = ann.patch(f"/api/quiz-attempts/{attempt}/", {"answers": {}})
    handed_in = ann.post("/api/quiz-submissions/", {"attempt": attempt})

    for answer in (saved, handed_in):
        assert (answer.status_code, answer.json()["code"]) == (403, "not-enrolled")


def test_nobody_answers_for_another(as_: As, room: Classroom) -> None:
    attempt = start(as_(room.student), room.quiz)["id"]
    expected = {"classmate": 404, "teacher": 403, "admin": 403}
    classmate = world.person()
    world.enroll(classmate, room.course)
    people = {"classmate": classmate, "teacher": room.teacher, "admin": world.admin()}

    for name, somebody in people.items():
        client = as_(somebody)
        saved = client.patch(f"/api/quiz-attempts/{attempt}/", {"answers": {}})
        handed_in = client.post("/api/quiz-submissions/", {"attempt": attempt})
        assert saved.status_code == handed_in.status_code == expected[name], name


def test_who_teaches_reads_the_work_of_their_learners(as_: As, room: Classroom) -> None:
    result = submit(as_(room.student), quiz=str(room.quiz), answers=room.right)
    bob = as_(room.teacher)

    assert bob.get(f"/api/quiz-attempts/{result['attempt']}/").status_code == 200
    (row,) = bob.get(f"/api/quiz-submissions/?student={room.student.id}").json()["results"]
    assert row["id"] == result["id"]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("put", "quiz-attempts/{attempt}/"),
        ("delete", "quiz-attempts/{attempt}/"),
        ("put", "quiz-submissions/{submission}/"),
        ("patch", "quiz-submissions/{submission}/"),
        ("delete", "quiz-submissions/{submission}/"),
    ],
)
def test_what_was_done_is_not_edited(as_: As, room: Classroom, method: str, path: str) -> None:
    ann = as_(room.student)
    result = submit(ann, quiz=str(room.quiz))
    path = path.format(attempt=result["attempt"], submission=result["id"])

    assert getattr(ann, method)(f"/api/{path}", {}).status_code == 405


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"quiz": None},
        {"quiz": 5},
        {"quiz": "x"},
        {"quiz": {"$ne": None}},
        {"quiz": UNKNOWN, "seed": 1},
        [],
        "x",
        None,
    ],
)
def test_a_malformed_start_is_a_problem(as_: As, body: object) -> None:
    answer = as_(world.person()).post("/api/quiz-attempts/", body, format="json")

    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/attempt /quiz"),
        ({"quiz": UNKNOWN, "attempt": UNKNOWN}, "/attempt /quiz"),
        ({"attempt": "x"}, "/attempt"),
        ({"quiz": ["x"]}, "/quiz"),
        ({"quiz": UNKNOWN, "answers": []}, "/answers"),
        ({"quiz": UNKNOWN, "score": 100}, "/score"),
    ],
)
def test_a_malformed_submission_is_pointed_at(as_: As, body: object, pointer: str) -> None:
    answer = as_(world.person()).post("/api/quiz-submissions/", body, format="json")

    assert answer.status_code == 400
    assert [error["pointer"] for error in answer.json()["errors"]] == pointer.split()


@pytest.mark.parametrize("resource", ["quiz-attempts", "quiz-submissions"])
def test_an_unknown_quiz_is_not_found(as_: As, resource: str) -> None:
    assert as_(world.person()).post(f"/api/{resource}/", {"quiz": UNKNOWN}).status_code == 404

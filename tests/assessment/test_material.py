"""Those who teach write quizzes, questions and choices; children go with their parents."""

from collections.abc import Callable
from typing import Any

import pytest
from bson import ObjectId
from rest_framework.test import APIClient

from lectern.shared.orphans import orphans
from tests import world
from tests.assessment.world import Classroom, choices, quiz, start, submit
from tests.world import Person

As = Callable[[Person], APIClient]
UNKNOWN = "0" * 24


def left(room: Classroom) -> dict[str, int]:
    """How many documents hang on the course."""
    from lectern.assessment.documents import Choice, Question, Quiz, QuizAttempt, QuizSubmission

    where = {"course_id": room.course}
    return {
        kind.__name__: kind.collection().count_documents(where)
        for kind in (Quiz, Question, Choice, QuizAttempt, QuizSubmission)
    }


def filled() -> Classroom:
    """A classroom with a choice, an open attempt and a submission."""
    room = Classroom()
    choices(room.question, "a")
    return room


def test_a_teacher_writes_a_quiz_over_http(as_: As) -> None:
    room = Classroom()
    bob = as_(room.teacher)

    made = bob.post("/api/quizzes/", {"lesson": str(room.lesson), "title": "Second"})
    assert made.status_code == 201
    assert made.json()["course"] == str(room.course)
    assert (made.json()["passing_score"], made.json()["max_attempts"]) == (70, 0)
    asked = bob.post(
        "/api/questions/",
        {"quiz": made.json()["id"], "kind": "single", "text": "Which **one**?", "points": 2},
    )
    assert asked.status_code == 201
    assert "<strong>one</strong>" in asked.json()["text_html"]
    offered = [
        bob.post("/api/choices/", {"question": asked.json()["id"], "text": text, **more})
        for text, more in (("this", {"is_correct": True}), ("that", {}))
    ]
    assert [answer.json()["position"] for answer in offered] == [0, 1]

    changed = bob.patch(f"/api/questions/{asked.json()['id']}/", {"text": "Which _one_?"})
    assert "<em>one</em>" in changed.json()["text_html"]
    ruled = bob.patch(f"/api/quizzes/{made.json()['id']}/", {"passing_score": 100})
    assert ruled.json()["passing_score"] == 100
    assert bob.delete(f"/api/choices/{offered[1].json()['id']}/").status_code == 204
    assert bob.get(f"/api/choices/?question={asked.json()['id']}").json()["count"] == 1


@pytest.mark.parametrize(
    ("resource", "parent"),
    [("quizzes", "lesson"), ("questions", "quiz"), ("choices", "question")],
)
def test_only_those_who_teach_the_course_write(as_: As, resource: str, parent: str) -> None:
    room = filled()
    values: dict[str, Any] = {
        "quizzes": {"title": "x"},
        "questions": {"text": "x", "kind": "essay"},
        "choices": {"text": "x"},
    }[resource]
    parent_id = {"lesson": room.lesson, "quiz": room.quiz, "question": room.question}[parent]
    body = {parent: str(parent_id), **values}
    (row,) = as_(room.teacher).get(f"/api/{resource}/").json()["results"]

    def tried(somebody: Person) -> tuple[int, ...]:
        client = as_(somebody)
        path = f"/api/{resource}/{row['id']}/"
        return (
            client.post(f"/api/{resource}/", body).status_code,
            client.patch(path, values).status_code,
            client.put(path, body).status_code,
            client.delete(path).status_code,
        )

    assert tried(room.student) == (403, 403, 403, 403)
    # The lesson stands in a published course, so it is seen; a quiz is not.
    assert tried(world.teacher()) == (403 if parent == "lesson" else 404, 404, 404, 404)
    assert tried(world.admin()) == (201, 200, 200, 204)


def test_a_question_is_of_a_single_choice_unless_it_says_otherwise(as_: As) -> None:
    room = Classroom()
    bob = as_(room.teacher)
    body = {"quiz": str(room.quiz), "text": "Which?"}
    assert bob.post("/api/questions/", body).json()["kind"] == "single"
    url = f"/api/questions/{room.question}/"
    assert bob.put(url, body).json()["kind"] == "true_false"


def test_material_is_not_moved(as_: As) -> None:
    room = filled()
    elsewhere = quiz(room.lesson)

    refused = as_(room.teacher).patch(f"/api/questions/{room.question}/", {"quiz": str(elsewhere)})

    assert refused.status_code == 400
    assert refused.json()["errors"][0]["code"] == "fixed"


@pytest.mark.parametrize(
    ("resource", "values", "pointer"),
    [
        ("quizzes", {"title": ""}, "/title"),
        ("quizzes", {"passing_score": 101}, "/passing_score"),
        ("quizzes", {"passing_score": "high"}, "/passing_score"),
        ("quizzes", {"max_attempts": -1}, "/max_attempts"),
        ("quizzes", {"time_limit_seconds": 86_401}, "/time_limit_seconds"),
        ("quizzes", {"reveal": "always"}, "/reveal"),
        ("quizzes", {"course": UNKNOWN}, "/course"),
        ("questions", {"kind": "riddle"}, "/kind"),
        ("questions", {"points": "NaN"}, "/points"),
        ("questions", {"points": "inf"}, "/points"),
        ("questions", {"tolerance": -0.1}, "/tolerance"),
        ("questions", {"text_html": "<script>"}, "/text_html"),
        ("questions", {"text": None}, "/text"),
        ("choices", {"is_correct": "perhaps"}, "/is_correct"),
        ("choices", {"text": {"$gt": ""}}, "/text"),
        ("choices", {"position": -1}, "/position"),
    ],
)
def test_a_bad_value_is_pointed_at(
    as_: As, resource: str, values: dict[str, Any], pointer: str
) -> None:
    room = filled()
    bob = as_(room.teacher)
    (row,) = bob.get(f"/api/{resource}/").json()["results"]

    refused = bob.patch(f"/api/{resource}/{row['id']}/", values)

    assert refused.status_code == 400
    assert [error["pointer"] for error in refused.json()["errors"]] == [pointer]


@pytest.mark.parametrize("resource", ["quizzes", "questions", "choices"])
@pytest.mark.parametrize("query", ["is_correct=true", "answer=x", "ordering=is_correct"])
def test_lists_cannot_be_narrowed_by_the_key(as_: As, resource: str, query: str) -> None:
    room = filled()

    assert as_(room.student).get(f"/api/{resource}/?{query}").status_code == 400


def test_removing_a_quiz_takes_everything_with_it(as_: As) -> None:
    room = filled()
    ann = as_(room.student)
    submit(ann, quiz=str(room.quiz), answers=room.right)
    start(ann, room.quiz)

    assert as_(room.teacher).delete(f"/api/quizzes/{room.quiz}/").status_code == 204
    assert set(left(room).values()) == {0}
    assert list(orphans()) == []


def test_removing_a_question_takes_its_choices_and_leaves_the_rest(as_: As) -> None:
    room = filled()

    assert as_(room.teacher).delete(f"/api/questions/{room.question}/").status_code == 204
    assert left(room)["Choice"] == left(room)["Question"] == 0
    assert left(room)["Quiz"] == 1
    assert list(orphans()) == []


def test_removing_a_lesson_removes_its_quizzes_only(as_: As) -> None:
    room = filled()
    submit(as_(room.student), quiz=str(room.quiz), answers=room.right)
    other = world.lesson(room.course)
    quiz(other)

    assert as_(room.teacher).delete(f"/api/lessons/{room.lesson}/").status_code == 204
    assert left(room) == {
        "Quiz": 1,
        "Question": 0,
        "Choice": 0,
        "QuizAttempt": 0,
        "QuizSubmission": 0,
    }


def test_removing_a_course_removes_its_quizzes(as_: As) -> None:
    teacher = world.teacher()
    course = world.course(teacher, lessons=1)
    from lectern.assessment.documents import Quiz
    from lectern.catalog.selectors import lesson_ids

    quiz(lesson_ids(course)[0])

    assert as_(teacher).delete(f"/api/courses/{course}/").status_code == 204
    assert Quiz.collection().count_documents({"course_id": course}) == 0


def test_a_question_that_is_removed_during_an_attempt_does_not_count(as_: As) -> None:
    from lectern.assessment import services
    from tests.assessment.world import question, save

    room = Classroom()
    extra = question(room.quiz, "short_text", answer="x")
    ann = as_(room.student)
    attempt = start(ann, room.quiz)["id"]
    save(ann, attempt, **{extra: ("y", 1), room.question: (True, 1)})

    services.remove_question(question=ObjectId(extra))

    result = submit(ann, attempt=attempt)
    assert (result["answers"], result["score"]) == (room.right, 100)

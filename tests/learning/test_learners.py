"""The learners of a course, their grades, and the course in numbers."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from rest_framework.test import APIClient

from lectern.shared import clock
from tests.assessment.world import Classroom, question, quiz, submit
from tests.contract.conftest import Record, commands  # noqa: F401  # the record is a fixture
from tests.learning.world import complete, lessons_of
from tests.world import Person, course, enroll, lesson, person, teacher

As = Callable[[Person], APIClient]


def learners(me: APIClient, course_id: Any, **query: Any) -> list[dict[str, Any]]:
    answer = me.get(f"/api/courses/{course_id}/learners/?{urlencode(query)}")
    assert answer.status_code == 200, answer.content
    return list(answer.json()["results"])


def names(me: APIClient, course_id: Any, **query: Any) -> list[str]:
    return [row["name"] for row in learners(me, course_id, **query)]


class Class:
    """Four learners: one has finished, one is halfway, one has been away for long, one waits."""

    def __init__(self) -> None:
        self.teacher = teacher()
        self.course = course(self.teacher, lessons=2, price="5.00")
        self.people = {
            "zoe": person("zoe", first_name="Zoe", last_name="Ángel"),
            "bob": person("bob", first_name="bob"),
            "eve": person("eve", first_name="Éve", last_name="Adams"),
            "dan": person("dan"),
        }
        from lectern.learning import services

        first, second = lessons_of(self.course)
        long_ago = clock.now() - timedelta(days=30)
        for name, done, moment in (
            ("zoe", [first, second], None),
            ("bob", [first], None),
            ("eve", [first], long_ago),
            ("dan", [], None),
        ):
            with clock.at(moment or clock.now()):
                place = enroll(self.people[name], self.course)
                if name != "dan":
                    services.activate(enrollment=place)
                for lesson_id in done:
                    from bson import ObjectId

                    services.record_progress(
                        student=self.people[name].id, lesson=ObjectId(lesson_id), completed=True
                    )


@pytest.fixture
def room(clean: None) -> Class:
    return Class()


def test_learners_stand_by_name_with_what_they_have_done(room: Class, as_: As) -> None:
    them = as_(room.teacher)
    rows = learners(them, room.course)
    assert [row["name"] for row in rows] == ["bob", "dan", "Éve Adams", "Zoe Ángel"]
    zoe = rows[-1]
    assert zoe["student"] == str(room.people["zoe"].id)
    assert zoe["email"] == "zoe@example.org"
    assert zoe["progress"] == {"completed": 2, "total": 2, "percent": 100}
    assert zoe["completed_at"] is not None
    assert zoe["quizzes"] == {"taken": 0, "passed": 0, "average_score": None}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"ordering": "-progress"}, ["Zoe Ángel", "Éve Adams", "bob", "dan"]),
        ({"ordering": "active_at", "page_size": 1}, ["Éve Adams"]),
        ({"status": "pending"}, ["dan"]),
        ({"finished": "true"}, ["Zoe Ángel"]),
        ({"stuck": 14}, ["Éve Adams"]),
        ({"stuck": 60}, []),
        ({"search": "zo"}, ["Zoe Ángel"]),
        ({"search": "ada"}, ["Éve Adams"]),
        ({"search": "BOB@"}, ["bob"]),
        ({"search": "dams"}, []),
        ({"search": ".*"}, []),
        ({"search": "(a+)+$"}, []),
        ({"search": "e", "status": "pending"}, []),
    ],
)
def test_learners_are_found(room: Class, as_: As, query: dict[str, Any], found: list[str]) -> None:
    answered = names(as_(room.teacher), room.course, **query)
    if query.get("ordering") == "-progress":
        assert (answered[0], answered[-1], set(answered)) == (found[0], found[-1], set(found))
    else:
        assert answered == found


@pytest.mark.parametrize(
    "query",
    [
        "stuck=0",
        "stuck=x",
        "stuck=99999",
        "status=left",
        "finished=1",
        "ordering=email",
        "search=a%00b",
    ],
)
def test_other_questions_are_refused(room: Class, as_: As, query: str) -> None:
    assert as_(room.teacher).get(f"/api/courses/{room.course}/learners/?{query}").status_code == 400


@pytest.mark.parametrize("ordering", ["name", "-name", "progress", "-active_at", "enrolled_at"])
@pytest.mark.parametrize("search", ["", "e"])
def test_pages_hold_everybody_once(room: Class, as_: As, ordering: str, search: str) -> None:
    them, seen = as_(room.teacher), []
    query = urlencode({"page_size": 1, "ordering": ordering, "search": search})
    url = f"/api/courses/{room.course}/learners/?{query}"
    whole = names(them, room.course, ordering=ordering, search=search)
    while url:
        page = them.get(url).json()
        assert page["count"] == len(whole)
        seen += [row["name"] for row in page["results"]]
        url = page["next"]
    assert seen == whole


def test_a_learner_stands_where_their_new_name_belongs(
    room: Class, as_: As, deliver: Callable[[], None]
) -> None:
    them = as_(room.teacher)
    place = learners(them, room.course, search="bob")[0]["id"]
    them.delete(f"/api/enrollments/{place}/")
    as_(room.people["bob"]).patch("/api/auth/user/", {"first_name": "Quentin"})
    as_(room.people["dan"]).patch("/api/auth/user/", {"first_name": "Ýan", "last_name": "Ng"})
    deliver()
    enroll(room.people["bob"], room.course)
    assert names(them, room.course) == ["Éve Adams", "Quentin", "Ýan Ng", "Zoe Ángel"]
    assert names(them, room.course, search="yan n") == ["Ýan Ng"]
    assert names(them, room.course, search="bob") == ["Quentin"]  # their username is the same


def test_a_learner_is_found_by_their_new_address(
    room: Class, as_: As, deliver: Callable[[], None], settings: Any
) -> None:
    from lectern.accounts import services
    from lectern.accounts.models import Account, EmailLink

    settings.EMAIL_LINK_PAUSE = timedelta()
    account = Account.objects.get(username="dan")
    services.request_email_change(account=account, email="elsewhere@example.org")
    proof = services.email_proof(link=EmailLink.objects.get(account=account).pk)
    assert proof is not None
    services.verify_email(key=proof.path.partition("key=")[2])
    deliver()
    assert names(as_(room.teacher), room.course, search="elsewhere") == ["dan"]


@pytest.mark.parametrize(
    "query",
    ["", "?ordering=-name", "?ordering=active_at", "?ordering=-progress", "?search=zo"],
)
@pytest.mark.parametrize("resource", ["learners", "gradebook"])
def test_a_page_reads_no_more_places_than_it_shows(
    room: Class,
    as_: As,
    commands: Record,  # noqa: F811
    query: str,
    resource: str,
) -> None:
    from lectern.learning import services

    crowd = [person(first_name="Some", last_name="Body").id for _ in range(40)]
    elsewhere = course(room.teacher, lessons=1)  # before them, in an index of all places
    for where in (elsewhere, room.course):
        services.enroll_many(course=where, students=crowd, record=lambda _outcomes: None)
    them = as_(room.teacher)
    url = f"/api/courses/{room.course}/{resource}/{query}"
    small = "&page_size=5" if query else "?page_size=5"
    shown: list[Any] = []
    asked = commands(lambda: shown.append(them.get(url + small)))
    assert shown[0].status_code == 200
    read = [entry for entry in asked if entry["ns"].endswith(".enrollments")]
    assert read
    assert max(entry.get("docsExamined", 0) for entry in read) <= 2 * 6
    assert not [entry for entry in read if entry.get("hasSortStage") and not query.startswith("?s")]


def test_who_left_is_no_learner(room: Class, as_: As) -> None:
    them = as_(room.teacher)
    place = learners(them, room.course, search="bob")[0]["id"]
    them.delete(f"/api/enrollments/{place}/")
    assert "bob" not in names(them, room.course)


def test_the_gradebook_holds_the_best_of_each_quiz(as_: As) -> None:
    room = Classroom()
    other = quiz(room.lesson)
    essay = question(other, "essay")
    me, them = as_(room.student), as_(room.teacher)
    submit(me, quiz=str(room.quiz), answers=room.right)
    submit(me, quiz=str(room.quiz), answers=room.wrong)
    submit(me, quiz=str(other), answers={essay: "Because."})
    quiet = person()
    enroll(quiet, room.course)
    rows = {
        row["student"]: row
        for row in them.get(f"/api/courses/{room.course}/gradebook/").json()["results"]
    }
    assert rows[str(quiet.id)]["results"] == []
    first, second = rows[str(room.student.id)]["results"]
    assert first == {
        "quiz": str(room.quiz),
        "score": 100.0,
        "passed": True,
        "submissions": 2,
        "awaiting_review": False,
    }
    assert (second["score"], second["passed"], second["awaiting_review"]) == (None, False, True)
    (row,) = learners(them, room.course, search=room.student.username)
    assert row["quizzes"] == {"taken": 2, "passed": 1, "average_score": 100.0}


def test_a_course_in_numbers(room: Class, as_: As) -> None:
    them = as_(room.teacher)
    place = learners(them, room.course, search="bob")[0]["id"]
    third = lesson(room.course)
    complete(as_(room.people["zoe"]), str(third))
    them.delete(f"/api/enrollments/{place}/")
    body = them.get(f"/api/courses/{room.course}/analytics/").json()
    assert body["learners"] == {"active": 1, "finished": 1, "pending": 1, "left": 1, "stuck": 1}
    assert body["completion_rate"] == 50.0
    assert [row["completed"] for row in body["lessons"]] == [2, 1, 1]
    assert len(body["enrollments"]) == 90
    assert sum(day["count"] for day in body["enrollments"]) == 4
    assert body["enrollments"][-1]["count"] == 3


def test_the_quizzes_of_a_course_in_numbers(as_: As) -> None:
    room = Classroom()
    me, them = as_(room.student), as_(room.teacher)
    for answers in (room.wrong, room.right):
        submit(me, quiz=str(room.quiz), answers=answers)
    submit(them, quiz=str(room.quiz), answers=room.wrong)
    (figures,) = them.get(f"/api/courses/{room.course}/analytics/").json()["quizzes"]
    assert figures["submissions"] == 2
    assert figures["pass_rate"] == 50.0
    assert figures["average_score"] == 50.0
    assert figures["median_seconds"] >= 0
    assert figures["histogram"] == [1, 0, 0, 0, 0, 0, 0, 0, 0, 1]

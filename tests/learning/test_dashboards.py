"""Each role's dashboard is one request of a fixed number of queries, for that role only."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from rest_framework.test import APIClient

from lectern.shared import clock
from tests.assessment.world import Classroom, question, start, submit
from tests.contract.conftest import Record, commands  # noqa: F401  # the record is a fixture
from tests.learning.world import complete
from tests.world import Person, admin, course, enroll, person, teacher

As = Callable[[Person], APIClient]


@pytest.mark.parametrize(
    ("make", "statuses"),
    [
        (person, {"student": 200, "instructor": 403, "admin": 403}),
        (teacher, {"student": 200, "instructor": 200, "admin": 403}),
        (admin, {"student": 200, "instructor": 200, "admin": 200}),
    ],
)
def test_a_dashboard_is_for_who_has_the_role(
    as_: As, make: Callable[[], Person], statuses: dict[str, int]
) -> None:
    me = as_(make())
    assert {
        view: me.get(f"/api/dashboard/?view={view}").status_code for view in statuses
    } == statuses
    own = [view for view, status in statuses.items() if status == 200][-1]
    assert (
        me.get("/api/dashboard/").json().keys()
        == me.get(f"/api/dashboard/?view={own}").json().keys()
    )


@pytest.mark.parametrize("view", ["", "owner", "student,admin"])
def test_an_unknown_view_is_refused(as_: As, view: str) -> None:
    answer = as_(person()).get(f"/api/dashboard/?view={view}")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["code"] == "invalid-view"


def test_an_instructor_sees_who_needs_them(as_: As) -> None:
    room = Classroom()
    essay = question(room.quiz, "essay")
    me, them = as_(room.student), as_(room.teacher)
    done = submit(me, quiz=str(room.quiz), answers={essay: "Because."})
    complete(me, str(room.lesson))
    with clock.at(clock.now() - timedelta(days=40)):
        lazy = person("lazy")
        enroll(lazy, room.course)
    paid = course(room.teacher, lessons=1, price="3.00", title="Paid")
    waiting = person("waiting")
    enroll(waiting, paid)
    foreign = Classroom()
    submit(as_(foreign.student), quiz=str(foreign.quiz), answers=foreign.right)
    board = them.get("/api/dashboard/?view=instructor").json()
    assert board["courses_total"] == 2
    rows = {row["id"]: row for row in board["courses"]}
    assert rows[str(room.course)] | {"title": ""} == {
        "id": str(room.course),
        "title": "",
        "published": True,
        "archived": False,
        "learners": 2,
        "pending": 0,
        "finished": 1,
        "stuck": 1,
        "progress": 50,
        "awaiting_review": 1,
    }
    assert [row["submission"] for row in board["essays"]] == [done["id"]]
    assert [row["student"]["username"] for row in board["stuck"]] == ["lazy"]
    assert [row["student"]["username"] for row in board["pending"]] == ["waiting"]
    assert [row["student"]["username"] for row in board["recent"]][-1] == "lazy"
    today = board["activity"][-1]
    assert (len(board["activity"]), today["enrollments"], today["lessons_completed"]) == (30, 2, 1)


def test_the_lists_of_who_teaches_much_are_of_all_their_courses(
    as_: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lectern.learning.selectors import teaching

    monkeypatch.setattr(teaching, "MERGED", 2)
    them = teacher()
    names = [f"waiting{number}" for number in range(5)]
    for number, name in enumerate(names):
        with clock.at(clock.now() - timedelta(days=10 - number)):
            enroll(person(name), course(them, lessons=1, price="3.00"))
    board = as_(them).get("/api/dashboard/?view=instructor").json()
    assert [row["student"]["username"] for row in board["pending"]] == names
    assert [row["student"]["username"] for row in board["recent"]] == names[::-1]


def test_an_admin_sees_people_courses_and_what_needs_attention(as_: As) -> None:
    from lectern.accounts.services import change_roles
    from lectern.shared.mongo import collection
    from lectern.shared.outbox import DEAD_LETTERS

    boss, by = admin(), teacher()
    course(by, lessons=1)
    course(by, lessons=1, published=False)
    away = course(by, lessons=1)
    enroll(person(), away)
    as_(by).post(f"/api/courses/{away}/archive/")
    collection(DEAD_LETTERS).insert_one({"kind": "x", "failed_at": clock.now()})
    person(is_student=False)
    person(instructor_requested=True)
    change_roles(user=person().id, values={"is_active": False})
    board = as_(boss).get("/api/dashboard/").json()
    assert board["people"] == {
        "total": 6,
        "active": 5,
        "students": 5,
        "instructors": 1,
        "admins": 1,
        "instructor_requests": 1,
    }
    assert board["courses"] == {"published": 1, "drafts": 1, "archived": 1}
    assert board["enrollments"] == 1
    assert (board["dead_letters"], board["failed_jobs"]) == (1, 0)
    assert len(board["days"]) == 14
    assert board["days"][-1] == {
        "date": clock.now().date().isoformat(),
        "registered": 6,
        "active": 2,
    }
    states = {row["name"]: row["status"] for row in board["health"]["dependencies"]}
    assert states["mongodb"] == states["sql"] == states["redis"] == "up"


def test_counting_people_looks_at_few_of_them(
    as_: As,
    commands: Record,  # noqa: F811
) -> None:
    boss = as_(admin())
    for _ in range(20):
        person()
    asked = commands(lambda: boss.get("/api/dashboard/?view=admin"))
    counts = [one for one in asked if one["command"].get("aggregate") == "users"]
    assert len(counts) >= 5
    looked = [one["keysExamined"] for one in counts if "created_at" not in str(one["command"])]
    assert max(looked) < 5


def test_a_student_sees_what_they_have_done(as_: As) -> None:
    room, other = Classroom(), Classroom()
    enroll(room.student, other.course)
    me = as_(room.student)
    submit(me, quiz=str(room.quiz), answers=room.wrong)
    with clock.at(clock.now() - timedelta(days=2)):
        submit(me, quiz=str(other.quiz), answers=other.wrong)
    passed = submit(me, quiz=str(room.quiz), answers=room.right)
    essay = Classroom()
    enroll(room.student, essay.course)
    asked = question(essay.quiz, "essay")
    submit(me, quiz=str(essay.quiz), answers={**essay.right, asked: "It waits."})
    for _ in range(12):  # more than the list of the latest shows
        start(me, room.quiz)
        submit(me, quiz=str(room.quiz), answers=room.wrong)

    board = me.get("/api/dashboard/").json()
    assert board["totals"] == {
        "lessons_completed": 1,
        "courses_completed": 1,
        "courses_active": 2,
        "average_score": 50.0,  # the best of one quiz is all, of the other nothing
    }
    assert len(board["scores"]) == 10
    assert passed["passed"] is True
    days = {row["date"]: row for row in board["activity"]}
    today = clock.now().date()
    assert days[today.isoformat()] == {
        "date": today.isoformat(),
        "lessons_completed": 1,
        "quizzes_submitted": 15,
    }
    before = (today - timedelta(days=2)).isoformat()
    assert days[before]["quizzes_submitted"] == 1
    assert len(days) == 14


def test_the_next_steps_are_quizzes_to_finish_and_to_try_again(as_: As) -> None:
    rooms = {
        name: Classroom(title=name, **rules)
        for name, rules in {
            "timed": {"time_limit_seconds": 600},
            "begun": {},
            "failed": {"max_attempts": 3},
            "passed": {},
            "used up": {"max_attempts": 1},
            "over": {"time_limit_seconds": 60},
            "left": {},
        }.items()
    }
    ada = person("ada")
    me = as_(ada)
    for room in rooms.values():
        enroll(ada, room.course)
    with clock.at(clock.now() - timedelta(hours=1)):
        start(me, rooms["over"].quiz)
    for name in ("failed", "used up", "left"):
        submit(me, quiz=str(rooms[name].quiz), answers=rooms[name].wrong)
    submit(me, quiz=str(rooms["passed"].quiz), answers=rooms["passed"].right)
    start(me, rooms["begun"].quiz)
    timed = start(me, rooms["timed"].quiz)
    place = next(
        row["id"]
        for row in me.get("/api/enrollments/").json()["results"]
        if row["course"] == str(rooms["left"].course)
    )
    assert me.delete(f"/api/enrollments/{place}/").status_code == 204

    steps = me.get("/api/dashboard/").json()["next_steps"]
    assert [(row["kind"], row["quiz"]["title"]) for row in steps] == [
        ("finish", "timed"),
        ("finish", "begun"),
        ("retry", "failed"),
    ]
    assert steps[0]["deadline"] == timed["deadline"]
    assert steps[2] == {
        "kind": "retry",
        "course": {"id": str(rooms["failed"].course), "title": steps[2]["course"]["title"]},
        "lesson": str(rooms["failed"].lesson),
        "quiz": {"id": str(rooms["failed"].quiz), "title": "failed"},
        "deadline": None,
        "attempts_left": 2,
        "best_score": 0.0,
    }


@pytest.mark.parametrize(("view", "queries"), [("student", 12), ("instructor", 10), ("admin", 4)])
def test_a_dashboard_costs_the_same_however_much_is_on_it(
    as_: As,
    commands: Record,  # noqa: F811
    view: str,
    queries: int,
) -> None:
    boss, ada = admin(), person()
    looks = as_(ada if view == "student" else boss)
    asked: list[int] = []
    for _ in range(2):
        for _ in range(3):
            made: Any = course(boss, lessons=2)
            enroll(ada, made)
        looks.get(f"/api/dashboard/?view={view}")  # warm
        asked.append(len(commands(lambda: looks.get(f"/api/dashboard/?view={view}"))))
    assert asked == [queries, queries]

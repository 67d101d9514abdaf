"""Large courses are counted by a worker: the same numbers, whatever they cost to count."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from bson import ObjectId
from rest_framework.test import APIClient

from lectern.learning import services
from lectern.learning.documents import CourseCounts, Enrollment
from lectern.learning.services import counts
from lectern.learning.tasks import recount_courses
from lectern.shared import cache, clock, counted
from lectern.shared.policies import Row
from tests import world
from tests.contract.conftest import Record, commands  # noqa: F401  # the record is a fixture
from tests.learning.world import lessons_of
from tests.world import Person, person

As = Callable[[Person], APIClient]
EVERY = counted.EVERY + timedelta(seconds=1)


@pytest.fixture(autouse=True)
def two_are_many(clean: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counts, "LARGE", 2)


class Hall:
    """Five learners as different as can be: somebody finishes, is stuck, waits, leaves, begins."""

    def __init__(self) -> None:
        self.teacher = world.teacher()
        self.course = world.course(self.teacher, lessons=3, price="5.00")
        self.lessons = [ObjectId(lesson) for lesson in lessons_of(self.course)]
        self.people = [person() for _ in range(5)]
        done, self.stuck, self.waits, gone, self.begins = self.people
        self.places: dict[Person, ObjectId] = {}
        with clock.at(clock.now() - timedelta(days=20)):
            self.come(self.stuck)
            self.learn(self.stuck, 1)
        for one in (done, gone, self.begins):
            self.come(one)
        self.places[self.waits] = world.enroll(self.waits, self.course)
        world.complete(done, self.course)
        self.learn(gone, 2)
        services.leave(enrollment=self.places[gone], by=gone.id)

    def come(self, who: Person) -> None:
        self.places[who] = world.enroll(who, self.course)
        services.activate(enrollment=self.places[who])

    def learn(self, who: Person, count: int) -> None:
        for lesson in self.lessons[:count]:
            services.record_progress(student=who.id, lesson=lesson, completed=True)

    def fill(self, count: int) -> None:
        """So many more, each with a lesson done."""
        crowd = [person().id for _ in range(count)]
        services.enroll_many(course=self.course, students=crowd, record=lambda _outcomes: None)
        for one in crowd:
            services.record_progress(student=one, lesson=self.lessons[0], completed=True)


@pytest.fixture
def hall(clean: None) -> Hall:
    with clock.at(clock.now() - timedelta(hours=1)):
        return Hall()


@contextmanager
def later(by: timedelta) -> Iterator[None]:
    with clock.at(clock.now() + by):
        yield


def forget() -> None:
    cache.connection().flushdb()


def numbers(me: APIClient, course: ObjectId) -> tuple[Row, Row]:
    """What is told of the course by itself, and on the dashboard of who teaches it."""
    alone = me.get(f"/api/courses/{course}/analytics/")
    board = me.get("/api/dashboard/?view=instructor")
    assert alone.status_code == board.status_code == 200
    return {**alone.json(), "counted_at": None}, board.json()


def counts_of(course: ObjectId) -> Row:
    found = CourseCounts.collection().find_one({"course_id": course})
    assert found is not None
    return found


def test_what_a_worker_counts_is_what_is_counted_on_demand(hall: Hall, as_: As) -> None:
    them = as_(hall.teacher)
    on_demand = numbers(them, hall.course)
    assert on_demand[0]["learners"] == {
        "active": 2,
        "finished": 1,
        "pending": 1,
        "left": 1,
        "stuck": 1,
    }
    recount_courses()
    assert counts_of(hall.course)["counted_at"] is not None

    forget()
    them = as_(hall.teacher)
    assert numbers(them, hall.course) == on_demand


def test_a_small_course_is_counted_on_demand(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counts, "LARGE", 4)  # who left is not there
    recount_courses()
    assert CourseCounts.collection().find_one({"course_id": hall.course}) is None


def completing(hall: Hall) -> None:
    hall.learn(hall.begins, 1)


def enrolling(hall: Hall) -> None:
    world.enroll(person(), hall.course)


def leaving(hall: Hall) -> None:
    services.leave(enrollment=hall.places[hall.stuck], by=hall.teacher.id)


def beginning(hall: Hall) -> None:
    services.activate(enrollment=hall.places[hall.waits])


def shrinking(hall: Hall) -> None:
    from lectern.catalog.services import remove_lesson

    remove_lesson(lesson=hall.lessons[0])


def removing(hall: Hall) -> None:
    services.forget_person(user=hall.stuck.id)


@pytest.mark.parametrize("change", [completing, enrolling, leaving, beginning, shrinking, removing])
def test_whatever_changes_is_counted_within_minutes(
    hall: Hall, as_: As, change: Callable[[Hall], None]
) -> None:
    recount_courses()
    with later(timedelta(hours=1)):
        change(hall)
        recount_courses()
        forget()
        kept = numbers(as_(hall.teacher), hall.course)
        CourseCounts.collection().delete_many({"course_id": hall.course})
        forget()
        assert kept == numbers(as_(hall.teacher), hall.course)


def test_a_course_is_looked_at_every_five_minutes_at_most(hall: Hall) -> None:
    recount_courses()
    first = counts_of(hall.course)["counted_at"]
    hall.learn(hall.begins, 1)
    recount_courses()
    assert counts_of(hall.course)["counted_at"] == first
    with later(EVERY):
        recount_courses()
    assert counts_of(hall.course)["counted_at"] > first


def test_what_does_not_change_is_not_counted_again_for_a_day(hall: Hall) -> None:
    recount_courses()
    first = counts_of(hall.course)
    with later(timedelta(hours=23)):
        recount_courses()
        assert counts_of(hall.course)["counted_at"] == first["counted_at"]
    with later(timedelta(days=15)):
        recount_courses()
        assert counts_of(hall.course)["counted_at"] > first["counted_at"]
    assert (first["places"]["stuck"], counts_of(hall.course)["places"]["stuck"]) == (1, 2)


def test_a_worker_that_dies_over_it_only_delays_it(hall: Hall) -> None:
    services.adopt_large_courses()
    assert counted.claim(CourseCounts) is not None  # and no more is heard of it
    assert not services.recount_next()
    with later(EVERY):
        assert services.recount_next()
    assert counts_of(hall.course)["counted_at"] is not None


def test_what_is_told_costs_the_same_however_many_learn(
    hall: Hall,
    as_: As,
    commands: Record,  # noqa: F811
) -> None:
    def cost() -> list[tuple[str, int]]:
        forget()
        them = as_(hall.teacher)
        asked = commands(lambda: numbers(them, hall.course))
        return [(entry["ns"], entry.get("keysExamined", 0)) for entry in asked]

    recount_courses()
    few = cost()
    hall.fill(30)
    with later(EVERY):
        recount_courses()
    read_few, read_many = (sum(keys for _, keys in asked) for asked in (few, cost()))
    assert counts_of(hall.course)["places"]["active"] == 32
    assert read_many <= read_few + 20  # a list shows up to ten


def test_who_waits_or_is_stuck_is_found_without_reading_the_others(
    hall: Hall,
    as_: As,
    commands: Record,  # noqa: F811
) -> None:
    with clock.at(clock.now() - timedelta(days=40)):  # before them in any order
        hall.fill(40)
    finished = {"status": "active", "active_at": {"$lt": clock.now() - timedelta(days=30)}}
    done = {"$set": {"completed_at": clock.now()}}
    Enrollment.collection().update_many({"course_id": hall.course, **finished}, done)
    shown: list[Any] = []
    them = as_(hall.teacher)
    asked = commands(lambda: shown.append(them.get("/api/dashboard/?view=instructor").json()))
    assert len(shown[0]["stuck"]) == len(shown[0]["pending"]) == 1
    lists = [entry for entry in asked if entry["command"].get("find") == "enrollments"]
    assert len(lists) == 3
    assert max(entry["docsExamined"] for entry in lists) <= 11  # one has left


def test_counts_go_with_their_course(hall: Hall, as_: As) -> None:
    recount_courses()
    them = as_(hall.teacher)
    them.post(f"/api/courses/{hall.course}/archive/")
    assert them.delete(f"/api/courses/{hall.course}/").status_code == 204
    assert CourseCounts.collection().find_one({"course_id": hall.course}) is None


def test_a_course_that_went_while_it_was_adopted_leaves_nothing(clean: None) -> None:
    counted.adopt(CourseCounts, [{"course_id": ObjectId()}])
    recount_courses()
    assert CourseCounts.collection().find_one({"due_at": {"$exists": True}}) is None


def test_adopting_twice_is_adopting_once(hall: Hall) -> None:
    counted.adopt(CourseCounts, [{"course_id": hall.course}, {"course_id": hall.course}])
    recount_courses()
    before = counts_of(hall.course)
    services.adopt_large_courses()
    counted.adopt(CourseCounts, [{"course_id": hall.course}])
    assert counts_of(hall.course) == before

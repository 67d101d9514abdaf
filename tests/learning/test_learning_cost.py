"""What learning costs the stores does not grow with lessons, learners or courses."""

from collections.abc import Callable

import pytest
from rest_framework.test import APIClient

from tests import world
from tests.costs import Cost, cost_of
from tests.learning.world import complete, lessons_of
from tests.world import Person, sign_in


class Campus:
    """A course of so many lessons and learners, for people who learn on so many others."""

    def __init__(self, *, lessons: int = 2, learners: int = 1, courses: int = 1) -> None:
        from lectern.learning import services

        teacher = world.teacher()
        self.course = world.course(teacher, lessons=lessons)
        self.others = [world.course(teacher, lessons=1) for _ in range(courses)]
        here = [world.person().id for _ in range(learners - 1)]
        services.enroll_many(course=self.course, students=here, record=lambda _outcomes: None)

    def newcomer(self) -> Person:
        """Somebody who has no place on the course yet."""
        somebody = world.person()
        for course in self.others:
            world.enroll(somebody, course)
        return somebody


@pytest.fixture(scope="module")
def campuses(emptied: None) -> dict[str, Campus]:
    """A small one, and others that have more of one thing each."""
    return {
        "small": Campus(),
        "lessons": Campus(lessons=130),
        "learners": Campus(learners=50),
        "courses": Campus(courses=50),
    }


Act = Callable[[Campus], Callable[[], object]]


def enrolling(campus: Campus) -> Callable[[], object]:
    me = sign_in(campus.newcomer())
    return lambda: done(me, "/api/enrollments/", course=str(campus.course))


def completing(campus: Campus) -> Callable[[], object]:
    """A second time, so that there is no milestone to reach by it in either."""
    somebody, lesson = campus.newcomer(), lessons_of(campus.course)[0]
    world.enroll(somebody, campus.course)
    me = sign_in(somebody)
    complete(me, lesson)
    complete(me, lesson, done=False)
    return lambda: done(me, "/api/progress/", lesson=lesson, completed=True)


def opening(campus: Campus) -> Callable[[], object]:
    somebody, lesson = campus.newcomer(), lessons_of(campus.course)[0]
    world.enroll(somebody, campus.course)
    me = sign_in(somebody)
    return lambda: done(me, "/api/progress/opened/", lesson=lesson)


def done(me: APIClient, path: str, **body: object) -> None:
    answer = me.post(path, body)
    assert answer.status_code < 300, answer.content


def cost_in(campus: Campus, act: Act) -> Cost:
    return cost_of(act(campus))


@pytest.mark.parametrize("more", ["lessons", "learners", "courses"])
@pytest.mark.parametrize(
    ("act", "commands"),
    [(enrolling, 23), (completing, 7), (opening, 6)],
    ids=["enrol", "complete", "open"],
)
def test_it_costs_the_same_with_more(
    campuses: dict[str, Campus], act: Act, commands: int, more: str
) -> None:
    small, large = cost_in(campuses["small"], act), cost_in(campuses[more], act)
    assert small.mongo == large.mongo
    assert small.mongo.total() <= commands
    assert small.sql == large.sql == 0

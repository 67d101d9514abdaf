"""More than the longest page of everything, and those who look at it."""

from typing import Any

from bson import ObjectId
from rest_framework.test import APIClient

from tests.assessment.world import choices, question, quiz, start, submit
from tests.contract.copies import multiply
from tests.contract.stage import announcement_by, dead_letter, job_of
from tests.world import Person, admin, certificate, course, enroll, lesson, person, sign_in, teacher

FEW = 2


def furnish() -> dict[str, APIClient]:
    """A visitor, a learner, their teacher and an admin, in a full installation."""
    from lectern.catalog import services

    ada, by, boss = person(), teacher(), admin()
    for number in range(FEW):
        services.add_category(name=f"Category {number}")
        person()
        certificate(ada, course(by, lessons=1, title=f"Course {number}"))
    joined = course(by, lessons=1)
    _assess(ada, joined)
    for _ in range(FEW):
        announcement_by(by, joined)
        announcement_by(boss, None)
        dead_letter()
    for owner in (ada, by):
        for _ in range(FEW):
            job_of(owner, done=True)
    multiply(ada.id, by.id)
    visitor = APIClient(raise_request_exception=False)
    return {
        "visitor": visitor,
        "learner": sign_in(ada),
        "teacher": sign_in(by),
        "admin": sign_in(boss),
    }


def _assess(ada: Person, course_id: ObjectId) -> None:
    enroll(ada, course_id)
    quizzes = [quiz(lesson(course_id)) for _ in range(FEW)]
    questions = [question(quizzes[0], "single") for _ in range(FEW)]
    choices(questions[0], *(f"Choice {number}" for number in range(FEW)), right=("Choice 0",))
    question(quizzes[1], "true_false", answer="true")
    for _ in range(FEW):
        enroll(person(), course_id)
    me = sign_in(ada)
    for _ in range(FEW):
        start(me, quizzes[1])
        submit(me, quiz=str(quizzes[1]), answers={})


def fullest_course(clients: dict[str, APIClient]) -> str:
    """The course of most learners, whose lists are more than a page."""
    url = "/api/courses/?ordering=-enrollment_count&page_size=1"
    return str(clients["admin"].get(url).json()["results"][0]["id"])


def lists() -> dict[str, Any]:
    """Every list of the router by its path, with its view."""
    from lectern.shared.api.viewsets import Listed
    from lectern.urls import COURSE, router

    return {
        f"/api/{prefix.replace(COURSE, 'courses/{id}')}/": viewset
        for prefix, viewset, _name in router.registry
        if issubclass(viewset, Listed)
    }

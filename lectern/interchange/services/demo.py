"""Loading the demo: courses from folders, people and their histories from `people.yaml`.

Everything goes through the services that people's own clicks go through, at the time at which it is
said to have happened. Loading again adds nothing twice.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml
from bson import ObjectId
from django.conf import settings

from lectern.accounts import services as accounts
from lectern.accounts.selectors import user_by_username
from lectern.assessment import services as assessment
from lectern.assessment.documents import Quiz
from lectern.assessment.feedback import right_answer
from lectern.assessment.selectors import paper_of
from lectern.catalog.documents import Lesson
from lectern.interchange.folder import read_course
from lectern.interchange.services.courses import import_course
from lectern.learning import services as learning
from lectern.learning.documents import Enrollment
from lectern.shared import clock
from lectern.shared.errors import Conflict
from lectern.shared.policies import Principal, Row

Say = Callable[[str], None]


class NoDemoInProduction(Conflict):
    """Well-known logins have no place on an installation that people rely on."""

    code = "no-demo-in-production"
    title = "A production installation does not load the demo."


class BrokenDemo(Conflict):
    """The demo folder does not hold what it should."""

    code = "broken-demo"
    title = "The demo folder cannot be loaded."


@dataclass(frozen=True, slots=True)
class Loaded:
    """How much of the demo is there now, and how much of it is new."""

    courses: int
    people: int
    new_courses: int
    new_people: int


def load(*, folder: Path, password: str, say: Say) -> Loaded:
    """Bring the demo in; `say` is told of each step."""
    if settings.ENVIRONMENT == "production":
        raise NoDemoInProduction
    try:
        cast: dict[str, list[dict[str, Any]]] = yaml.safe_load((folder / "people.yaml").read_text())
    except (OSError, yaml.YAMLError) as error:
        raise BrokenDemo(str(error)) from error
    today = clock.now().replace(hour=0, minute=0, second=0)
    say("the people of the demo")
    people, new_people = {}, 0
    for role, name in (("is_admin", "admins"), ("is_instructor", "instructors"), ("", "students")):
        for entry in cast[name]:
            people[entry["username"]], is_new = _person(entry, role, password, today)
            new_people += is_new
    courses, new_courses = {}, 0
    for teacher in cast["instructors"]:
        for slug in teacher["teaches"]:
            say(f"the course {slug}")
            by = people[teacher["username"]]
            courses[slug], is_new = _course(folder / "courses" / slug, by, today)
            new_courses += is_new
    say("what the students have done so far")
    for student in cast["students"]:
        for place in student["enrollments"]:
            _history(people[student["username"]], courses[place["course"]], place, today)
    return Loaded(len(courses), len(people), new_courses, new_people)


def _person(entry: Row, role: str, password: str, today: datetime) -> tuple[Principal, bool]:
    found = user_by_username(entry["username"])
    if found is None:
        with clock.at(today - timedelta(days=entry["joined_days_ago"])):
            _account, profile = accounts.register(
                username=entry["username"],
                email=entry["email"],
                password=password,
                first_name=entry["first_name"],
                last_name=entry["last_name"],
                bio=entry.get("bio", ""),
                email_verified=True,
                **({role: True} if role else {}),
            )
    else:
        profile = found
    who = Principal(
        id=profile["_id"], account=profile["auth_id"], username=entry["username"], is_student=True
    )
    return who, found is None


def _course(path: Path, by: Principal, today: datetime) -> tuple[ObjectId, bool]:
    folder, report = read_course(path)
    if folder is None or by.id is None:
        raise BrokenDemo("\n".join(report.lines()))
    with clock.at(today - timedelta(days=270)):
        done = import_course(folder=folder, source=path.name, instructor=by.id, publish=True)
    return done.course, done.state == "created"


def _history(who: Principal, course: ObjectId, place: Row, today: datetime) -> None:
    """Live through a place on a course once more; nothing happens when it is there already."""
    assert who.id is not None  # noqa: S101  # everybody in the demo was registered above
    where = {"student_id": who.id, "course_id": course}
    if Enrollment.collection().find_one(where, {"_id": 1}) is not None:
        return
    lessons = {row["source"]: row["_id"] for row in Lesson.collection().find({"course_id": course})}
    with clock.at(today - timedelta(days=place["enrolled_days_ago"] - 0.25)):
        enrollment = ObjectId(learning.enroll(student=who.id, course=course).pk)
        if place["status"] == "active":
            learning.activate(enrollment=enrollment)
    for moment, step, is_quiz in _in_order(place, today):
        lesson = lessons[step["lesson"].partition("-")[2]]
        with clock.at(moment):
            if is_quiz:
                _take_quiz(who, lesson, step)
            else:
                learning.record_progress(student=who.id, lesson=lesson, completed=True)


def _in_order(place: Row, today: datetime) -> Iterator[tuple[datetime, Row, bool]]:
    steps = [(step, False) for step in place["lessons"]]
    steps += [(step, True) for step in place["quizzes"]]
    timed = [
        (today + timedelta(hours=step["hour"]) - timedelta(days=step["days_ago"]), step, is_quiz)
        for step, is_quiz in steps
    ]
    yield from sorted(timed, key=lambda one: (one[0], one[2]))


def _take_quiz(who: Principal, lesson: ObjectId, step: Mapping[str, Any]) -> None:
    row = Quiz.collection().find_one({"lesson_id": lesson}, {"_id": 1})
    if row is None:
        raise BrokenDemo(f"The lesson {step['lesson']} has no quiz.")
    quiz = row["_id"]
    questions = paper_of(quiz).questions
    closed = [question for question in questions if question.kind != "essay"]
    known = round(step["share_correct"] * len(closed))
    answers: dict[str, object] = {
        question.id: right_answer(question) for question in closed[:known]
    }
    answers |= {
        question.id: step["essay"]
        for question in questions
        if question.kind == "essay" and step.get("essay")
    }
    assessment.submit_quiz(who=who, quiz=quiz, answers=answers)

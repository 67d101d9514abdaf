"""People at work: they join, enrol, learn, are quizzed, bring pictures, and are told things."""

import io
import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from PIL import Image

from tests.faults.client import Client, Over, Refused
from tests.faults.ledger import READ, Announced, Learner, Ledger
from tests.faults.site import PASSWORD, Site

LEARNERS, WRITERS, READERS = 2, 2, 2
LESSONS = 4
COURSES = 4
SEATS = 25
PAUSE = 0.1
ANNOUNCE_EVERY = 4.0
SAVES = 3
DAY = 24 * 60 * 60
RENEW_SECONDS = 600.0  # a token lasts for a quarter of an hour
# What the API tells each person, some of it from warm copies.
TOLD = (
    "/enrollments/",
    "/notifications/unread-count/",
    "/notifications/",
    "/auth/user/",
    "/dashboard/?view=student",
)

_numbers = count(1)


@dataclass(frozen=True)
class Course:
    """A course whose last lesson is completed by passing its quiz."""

    id: str
    lessons: list[str]
    quiz: str
    question: str


@dataclass
class School:
    """Who teaches, and the courses that people come into now.

    Each course takes so many and no more: an announcement reaches as many people at the end of a
    long day as at its beginning.
    """

    teacher: str
    courses: list[Course] = field(default_factory=list)
    _seats: list[Course] = field(default_factory=list)
    _opening: threading.Lock = field(default_factory=threading.Lock)

    def seat(self, client: Client) -> Course:
        """A course with room for one more; when all are full, new ones are opened."""
        with self._opening:
            if not self._seats:
                self.courses = [self._open(client) for _ in range(COURSES)]
                self._seats = self.courses * SEATS
            return self._seats.pop()

    def _open(self, client: Client) -> Course:
        def make(path: str, **values: Any) -> str:
            return str(client.ask("POST", path, values, token=self.teacher)["id"])

        title = f"Course {next(_numbers)}"
        course = make("/courses/", title=title, description="Of *faults*.")
        lessons = [
            make("/lessons/", course=course, title=f"Lesson {one + 1}", content="Some text.")
            for one in range(LESSONS)
        ]
        quiz = make("/quizzes/", lesson=lessons[-1], title="The quiz", max_attempts=0)
        question = make(
            "/questions/", quiz=quiz, kind="true_false", text="Is it so?", answer="true"
        )
        client.ask("POST", f"/courses/{course}/publish/", token=self.teacher)
        return Course(course, lessons, quiz, question)


def found(site: Site) -> School:
    """Make a teacher with courses, over HTTP as everything else."""
    client = Client(site.url, Ledger(), threading.Event())
    joined = client.ask("POST", "/auth/registration/", _newcomer("teacher", is_instructor=True))
    school = School(joined["token"])
    school.seat(client)
    client.close()
    return school


def sign_in_again(site: Site, school: School) -> None:
    """A fresh token for who teaches."""
    client = Client(site.url, Ledger(), threading.Event())
    body = {"username": "teacher", "password": PASSWORD}
    school.teacher = client.ask("POST", "/auth/login/", body)["token"]
    client.close()


def token_of(client: Client, one: Learner) -> str:
    """A token of theirs that still lives."""
    if time.monotonic() - one.token_since > RENEW_SECONDS:
        body = {"username": one.username, "password": PASSWORD}
        one.bear(client.ask("POST", "/auth/login/", body)["token"])
    return one.token


@contextmanager
def under(site: Site, school: School, *, skewed: bool = False) -> Iterator[Ledger]:
    """Let people work for the length of a `with` block; what they have begun they finish."""
    ledger, stop = Ledger(), threading.Event()
    work: list[Callable[[Client], None]] = [
        *[lambda client: _learn(client, school, ledger, stop, skewed=skewed)] * LEARNERS,
        *[lambda client: _write(client, school, ledger, stop)] * WRITERS,
        *[lambda client: _read(client, school, ledger, stop)] * READERS,
        lambda client: _announce(client, school, ledger, stop),
    ]

    def run(one: Callable[[Client], None]) -> None:
        client = Client(site.url, ledger, stop)
        try:
            one(client)
        except Over:
            ledger.wrong.append("A request was not answered after the fault was over.")
        except Exception as error:
            ledger.wrong.append(repr(error))
        finally:
            client.close()

    threads = [threading.Thread(target=run, args=(one,), daemon=True) for one in work]
    for thread in threads:
        thread.start()
    try:
        yield ledger
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def _newcomer(username: str, **more: Any) -> dict[str, Any]:
    return {
        "username": username,
        "email": f"{username}@example.org",
        "password1": PASSWORD,
        "password2": PASSWORD,
        **more,
    }


def _learn(
    client: Client, school: School, ledger: Ledger, stop: threading.Event, *, skewed: bool
) -> None:
    while not stop.is_set():
        course = school.seat(client)
        username = f"learner{next(_numbers)}"
        one = Learner(username, f"{username}@example.org", course.id, course.lessons)
        clock = random.choice((DAY, -DAY)) if skewed else 0
        for step in _journey(client, one, course, clock):
            one.note()
            if not one.place:
                ledger.learners.append(one)
            if step:
                ledger.wrong.append(step)
            if stop.is_set():
                return
            time.sleep(PAUSE)


def _journey(client: Client, one: Learner, course: Course, clock: int) -> Iterator[str]:
    """All that one person does, a step at a time; a step tells what is wrong."""
    joined = _join(client, one.username)
    one.bear(joined["token"])
    one.id = joined["user"]["id"]
    yield ""
    me = _Person(client, one, clock)
    one.place = me.ask("POST", "/enrollments/", {"course": course.id})["id"]
    one.enrolled_at = time.monotonic()
    yield ""
    for lesson in course.lessons[:-1]:
        me.ask("POST", "/progress/", {"lesson": lesson, "completed": True})
        one.completed.append(lesson)
        seen = me.ask("GET", f"/enrollments/{one.place}/", kind=READ)["progress"]["completed"]
        enough = seen >= len(one.completed)
        yield "" if enough else f"{one.username} has done {len(one.completed)} and sees {seen}"
    name = f"{one.username}.png"
    picture = me.ask(
        "POST",
        "/uploads/",
        {"purpose": "profile-picture"},
        files={"file": (name, _picture())},
        once=True,
    )
    one.picture = picture["url"] if picture else ""
    yield ""
    one.attempt = me.ask("POST", "/quiz-attempts/", {"quiz": course.quiz})["id"]
    yield ""
    for save in range(SAVES):
        # Who counts by a clock that is wrong by a day still counts upwards.
        value, version = save == SAVES - 1, int((time.time() + clock) * 1000)
        body = {"answers": {course.question: {"value": value, "version": version}}}
        me.ask("PATCH", f"/quiz-attempts/{one.attempt}/", body)
        one.saved[course.question] = (value, version)
        yield ""
    handed_in = me.ask("POST", "/quiz-submissions/", {"attempt": one.attempt})
    one.submission = handed_in["id"]
    one.completed.append(course.lessons[-1])
    yield "" if handed_in["passed"] else f"{one.username} did not pass with the right answer"


class _Person:
    """A learner who may believe that it is tomorrow, or yesterday."""

    def __init__(self, client: Client, learner: Learner, clock: int) -> None:
        self._client, self._learner, self._clock = client, learner, clock

    def ask(self, method: str, path: str, body: Any = None, **how: Any) -> Any:
        """Ask with a token; whose clock is ahead believes each token to be over."""
        if self._clock > 0 and method != "GET":
            fresh = self._client.ask("POST", "/auth/token/refresh/", {})
            self._learner.bear(fresh["access"])
        token = token_of(self._client, self._learner)
        return self._client.ask(method, path, body, token=token, **how)


def _join(client: Client, username: str) -> Any:
    """Register; when an answer was lost on the way, sign in to what that has made."""
    try:
        return client.ask("POST", "/auth/registration/", _newcomer(username))
    except Refused as refused:
        if not client.in_doubt or "username-taken" not in refused.text:
            raise
    body = {"username": username, "password": PASSWORD}
    return client.ask("POST", "/auth/login/", body)


def _write(client: Client, school: School, ledger: Ledger, stop: threading.Event) -> None:
    """Somebody at a long question, of whom every few words are saved."""
    course = school.seat(client)
    username = f"writer{next(_numbers)}"
    one = Learner(username, f"{username}@example.org", course.id, course.lessons)
    joined = _join(client, username)
    one.bear(joined["token"])
    one.id = joined["user"]["id"]
    ledger.learners.append(one)
    place = client.ask("POST", "/enrollments/", {"course": course.id}, token=one.token)
    one.place, one.enrolled_at = place["id"], time.monotonic()
    attempt = client.ask("POST", "/quiz-attempts/", {"quiz": course.quiz}, token=one.token)
    one.attempt = attempt["id"]
    one.note()
    version = 0
    while not stop.is_set():
        version += 1
        value = bool(version % 2)
        body = {"answers": {course.question: {"value": value, "version": version}}}
        client.ask("PATCH", f"/quiz-attempts/{one.attempt}/", body, token=token_of(client, one))
        one.saved[course.question] = (value, version)
        one.note()
        time.sleep(PAUSE)


def _read(client: Client, school: School, ledger: Ledger, stop: threading.Event) -> None:
    while not stop.is_set():
        course = random.choice(school.courses)
        client.ask("GET", "/courses/", kind=READ)
        client.ask("GET", f"/courses/{course.id}/outline/", kind=READ)
        if ledger.learners:
            one = random.choice(ledger.learners)
            for path in TOLD:
                client.ask("GET", path, token=token_of(client, one), kind=READ)
            one.was_read = True
        time.sleep(PAUSE)


def _announce(client: Client, school: School, ledger: Ledger, stop: threading.Event) -> None:
    while not stop.wait(ANNOUNCE_EVERY):
        course, title = random.choice(school.courses), f"News {next(_numbers)}"
        asked_at = time.monotonic()
        body = {"course": course.id, "title": title, "body": "Something *new*."}
        made = client.ask("POST", "/announcements/", body, token=school.teacher)
        ledger.announced.append(Announced(made["id"], course.id, asked_at, title))


def _picture() -> io.BytesIO:
    """A picture like no other."""
    colour = tuple(random.randbytes(3))
    target = io.BytesIO()
    Image.new("RGB", (random.randrange(64, 256), 64), colour).save(target, "PNG")
    target.seek(0)
    return target

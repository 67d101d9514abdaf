"""Readers and writers who do not stop while something breaks."""

import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from uuid import uuid4

import httpx

from tests.stack import project

LESSONS = 3
PLACED = "placed"


@dataclass
class Tally:
    """What was answered to reads and to writes, and who got a place where."""

    reads: Counter[int] = field(default_factory=Counter)
    writes: Counter[str] = field(default_factory=Counter)
    slowest_read: float = 0.0
    unsure: list[tuple[int, str, str]] = field(default_factory=list)  # student, course, key
    placed: set[tuple[int, str]] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)


def make_courses(teacher: httpx.Client, number: int) -> list[str]:
    """Published courses to enrol in."""
    return [_course(teacher, f"Load {one}") for one in range(number)]


def _course(teacher: httpx.Client, title: str) -> str:
    made = teacher.post("/api/courses/", json={"title": title, "description": "Of the load."})
    assert made.status_code == 201, made.text
    course = str(made.json()["id"])
    for number in range(LESSONS):
        lesson = {"course": course, "title": f"Lesson {number}", "content": "Some words."}
        assert teacher.post("/api/lessons/", json=lesson).status_code == 201
    assert teacher.post(f"/api/courses/{course}/publish/").status_code == 200
    return course


class Load:
    """Some read, as visitors and signed in; some enrol in one course after the other."""

    def __init__(self, students: list[httpx.Client], courses: list[str], readers: int) -> None:
        self.tally = Tally()
        self._stop = threading.Event()
        self._threads = [
            *(
                threading.Thread(target=self._write, args=(number, student, courses))
                for number, student in enumerate(students)
            ),
            *(
                threading.Thread(target=self._read, args=(number, students, courses))
                for number in range(readers)
            ),
        ]

    def __enter__(self) -> "Load":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _read(self, number: int, students: list[httpx.Client], courses: list[str]) -> None:
        with project.visitor() as client:
            if number % 2:
                client.headers["Authorization"] = students[number].headers["Authorization"]
            turn = 0
            while not self._stop.is_set():
                course = courses[turn % len(courses)]
                for path in (
                    "/api/courses/",
                    f"/api/courses/{course}/",
                    "/",
                    "/api/search/?q=load",
                ):
                    began = time.monotonic()
                    try:
                        status = client.get(path).status_code
                    except httpx.HTTPError:
                        status = 0
                    took = time.monotonic() - began
                    with self.tally.lock:
                        self.tally.reads[status] += 1
                        self.tally.slowest_read = max(self.tally.slowest_read, took)
                turn += 1

    def _write(self, number: int, student: httpx.Client, courses: list[str]) -> None:
        for course in courses:
            if self._stop.is_set():
                return
            key = uuid4().hex
            answer = enrol(student, course, key)
            with self.tally.lock:
                self.tally.writes[answer] += 1
                if answer == PLACED:
                    self.tally.placed.add((number, course))
                else:
                    self.tally.unsure.append((number, course, key))
            time.sleep(0.05)


def enrol(student: httpx.Client, course: str, key: str) -> str:
    """That there is a place now, else what the problem is, or why no answer came."""
    try:
        answer = student.post(
            "/api/enrollments/", json={"course": course}, headers={"Idempotency-Key": key}
        )
    except httpx.HTTPError as error:
        return type(error).__name__
    return PLACED if answer.status_code == 201 else f"{answer.status_code} {answer.json()['title']}"


def everything(client: httpx.Client, path: str) -> list[dict[str, object]]:
    """All rows of a list, page after page."""
    rows, url = [], f"{path}?page_size=100"
    while url:
        page = client.get(url).json()
        rows += page["results"]
        url = page["next"]
    return rows

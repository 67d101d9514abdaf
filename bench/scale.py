"""`scale`: what the same request costs in a small and in a large installation."""

import statistics
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from typing import Any

from rich.table import Table

from bench.client import Client
from bench.load import in_turn

Call = Callable[[], Any]
PAGES = 1_000


def measure(urls: Mapping[str, str], *, times: int) -> Table:
    """Every request at both installations in turn: `urls` names the small and the large one."""
    calls = {size: dict(_calls(url)) for size, url in urls.items()}
    small, large = urls
    table = Table(title=f"Milliseconds of a request, alone; {large} / {small}")
    table.add_column("request")
    for column in ("ratio", small, large):
        table.add_column(column, justify="right")
    for name in calls[small]:
        pair = {size: calls[size][name] for size in urls}
        in_turn(pair, 3)
        medians = {size: statistics.median(taken) for size, taken in in_turn(pair, times).items()}
        ratio = medians[large] / medians[small]
        table.add_row(name, f"{ratio:.2f}", f"{medians[small]:.2f}", f"{medians[large]:.2f}")
    first, last = calls[large]["course list"], _page(Client(urls[large]), PAGES)
    taken = in_turn({"first": first, "last": last}, times)
    pages = {name: statistics.median(each) for name, each in taken.items()}
    table.add_section()
    table.add_row(
        f"course list: page {PAGES:,} / page 1",
        f"{pages['last'] / pages['first']:.2f}",
        f"{pages['first']:.2f}",
        f"{pages['last']:.2f}",
    )
    return table


def _calls(url: str) -> Iterator[tuple[str, Call]]:
    student, teacher = Client(url, "bench-student"), Client(url, "bench-teacher")
    rush, overview = student.course("Rush"), student.course("Overview")
    for name, path in _reads(rush).items():
        yield name, lambda path=path: student.get(path)
    for name, path in _teaching(overview).items():
        yield name, lambda path=path: teacher.get(path)
    yield "enrol and leave", _enrol(student)
    _join(student, rush)
    lessons = student.get(f"/api/lessons/?course={rush}")["results"]
    lesson, turn = lessons[0]["id"], count()
    yield (
        "complete",
        lambda: student.send(
            "POST", "/api/progress/", {"lesson": lesson, "completed": next(turn) % 2 == 0}
        ),
    )
    yield from _quiz(student, rush)


def _reads(rush: str) -> dict[str, str]:
    return {
        "course list": "/api/courses/?expand=",
        "course list by title": "/api/courses/?expand=&ordering=title",
        "course": f"/api/courses/{rush}/?expand=",
        "outline": f"/api/courses/{rush}/outline/?expand=",
        "lessons of a course": f"/api/lessons/?course={rush}",
        "search": "/api/search/?q=rush",
        "places": "/api/enrollments/?expand=course",
        "progress": "/api/progress/",
        "notifications": "/api/notifications/",
        "unread count": "/api/notifications/unread-count/",
        "dashboard": "/api/dashboard/",
    }


def _teaching(overview: str) -> dict[str, str]:
    return {
        "course analytics": f"/api/courses/{overview}/analytics/",
        "learners page": f"/api/courses/{overview}/learners/",
        "gradebook": f"/api/courses/{overview}/gradebook/",
    }


def _join(student: Client, course: str) -> None:
    if not student.get(f"/api/enrollments/?course={course}")["results"]:
        student.send("POST", "/api/enrollments/", {"course": course})


def _enrol(student: Client) -> Call:
    """Take a place on a course that one has none on, and give it back."""
    mine = {row["course"] for row in student.get("/api/enrollments/?page_size=100")["results"]}
    found = student.get("/api/courses/?page_size=100")["results"]
    course = next(row["id"] for row in found if row["id"] not in mine)

    def enrol() -> None:
        place = student.send("POST", "/api/enrollments/", {"course": course})
        student.send("DELETE", f"/api/enrollments/{place['id']}/")

    return enrol


def _quiz(student: Client, course: str) -> Iterator[tuple[str, Call]]:
    outline = student.get(f"/api/courses/{course}/outline/")
    quiz = next(
        lesson["quizzes"][0]
        for section in outline["sections"]
        for lesson in section["lessons"]
        if lesson["quizzes"]
    )
    attempt = student.send("POST", "/api/quiz-attempts/", {"quiz": quiz})
    question = attempt["questions"][0]
    value, version = question["choices"][0]["id"], count(1)
    saved = f"/api/quiz-attempts/{attempt['id']}/"
    answers = {question["id"]: value}
    yield (
        "autosave",
        lambda: student.send(
            "PATCH",
            saved,
            {"answers": {question["id"]: {"value": value, "version": next(version)}}},
        ),
    )
    yield (
        "submit",
        lambda: student.send("POST", "/api/quiz-submissions/", {"quiz": quiz, "answers": answers}),
    )


def _page(visitor: Client, number: int) -> Call:
    """So far down a list by its own links, then that page again and again."""
    path = "/api/courses/?expand="
    for _ in range(1, number):
        path = visitor.get(path)["next"]
    return lambda: visitor.get(path)

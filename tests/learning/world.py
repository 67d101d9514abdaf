"""What learners do in tests, as they do it in life."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from bson import ObjectId
from django.db import connections
from rest_framework.test import APIClient


def lessons_of(course_id: ObjectId) -> list[str]:
    """The lessons of a course, in order."""
    from lectern.catalog.selectors import lesson_ids

    return [str(lesson) for lesson in lesson_ids(course_id)]


def complete(me: APIClient, lesson_id: str, done: bool = True) -> int:
    """Complete a lesson, or take that back."""
    response = me.post("/api/progress/", {"lesson": lesson_id, "completed": done})
    return int(response.status_code)


def at_once(act: Callable[[int], Any], times: int = 20) -> list[Any]:
    """What each of the simultaneous acts was answered."""
    ready = Barrier(times)

    def one(number: int) -> Any:
        ready.wait()
        try:
            return act(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))

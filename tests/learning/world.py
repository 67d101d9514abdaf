"""What learners do in tests, as they do it in life."""

from bson import ObjectId
from rest_framework.test import APIClient


def lessons_of(course_id: ObjectId) -> list[str]:
    """The lessons of a course, in order."""
    from lectern.catalog.selectors import lesson_ids

    return [str(lesson) for lesson in lesson_ids(course_id)]


def complete(me: APIClient, lesson_id: str, done: bool = True) -> int:
    """Complete a lesson, or take that back."""
    response = me.post("/api/progress/", {"lesson": lesson_id, "completed": done})
    return int(response.status_code)

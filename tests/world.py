"""People, courses and lessons for tests, made by the services that make them in life."""

from dataclasses import dataclass
from itertools import count
from typing import Any

from bson import ObjectId
from rest_framework.test import APIClient

PASSWORD = "correct horse battery staple"

_numbers = count(1)


@dataclass(frozen=True)
class Person:
    """Somebody with an account."""

    id: ObjectId
    username: str
    email: str


def person(username: str = "", **roles: Any) -> Person:
    """Register somebody; a student unless told otherwise."""
    from lectern.accounts import services

    username = username or f"person{next(_numbers)}"
    email = f"{username}@example.org"
    _account, profile = services.register(
        username=username, email=email, password=PASSWORD, **{"email_verified": True, **roles}
    )
    return Person(profile["_id"], username, email)


def teacher(username: str = "") -> Person:
    """Register somebody who teaches."""
    return person(username, is_instructor=True)


def admin(username: str = "") -> Person:
    """Register somebody who runs the installation."""
    return person(username, is_admin=True)


def sign_in(somebody: Person) -> APIClient:
    """A client that bears a token of this person."""
    from lectern.accounts import services
    from lectern.accounts.models import Account

    session = services.open_session(account=Account.objects.get(username=somebody.username))
    client = APIClient(raise_request_exception=False)
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {session.access}")
    return client


def course(by: Person, *, lessons: int = 0, published: bool = True, **values: Any) -> ObjectId:
    """A course with so many lessons."""
    from lectern.catalog import services

    made = services.add_course(instructor=by.id, **{"title": "A course", **values})
    for number in range(lessons):
        lesson(made.pk, title=f"Lesson {number + 1}")
    if published and lessons:
        services.publish(course=made.pk)
    return ObjectId(made.pk)


def lesson(course_id: ObjectId, **values: Any) -> ObjectId:
    """A lesson at the end of a course."""
    from lectern.catalog import services

    made = services.add_lesson(
        course=course_id, **{"title": "A lesson", "content": "Some *text*.", **values}
    )
    return ObjectId(made.pk)


def enroll(somebody: Person, course_id: ObjectId) -> ObjectId:
    """A place on a course."""
    from lectern.learning import services

    return ObjectId(services.enroll(student=somebody.id, course=course_id).pk)


def complete(somebody: Person, course_id: ObjectId) -> None:
    """Let them complete every lesson of a course on which they have a place."""
    from lectern.catalog.selectors import lesson_ids
    from lectern.learning import services

    for lesson_id in lesson_ids(course_id):
        services.record_progress(student=somebody.id, lesson=lesson_id, completed=True)


def certificate(somebody: Person, course_id: ObjectId) -> str:
    """The number of the certificate that they get by completing a course."""
    from lectern.certificates.documents import Certificate

    enroll(somebody, course_id)
    complete(somebody, course_id)
    whose = {"student_id": somebody.id, "course_id": course_id}
    return str((Certificate.collection().find_one(whose) or {})["_id"])

"""The demo: courses that read well, people with histories, the same when loaded again."""

from pathlib import Path
from typing import Any

import pytest
from rest_framework.test import APIClient

from lectern.interchange import read_course

DEMO = Path(__file__).parents[2] / "demo"
COURSES = sorted(path for path in (DEMO / "courses").iterdir() if path.is_dir())


@pytest.fixture
def loaded(client: APIClient) -> Any:
    from lectern.interchange.services import demo

    return demo.load(folder=DEMO, password="correct horse battery staple", say=lambda _text: None)


def login(client: APIClient, username: str) -> APIClient:
    token = client.post(
        "/api/auth/login/", {"username": username, "password": "correct horse battery staple"}
    ).json()["token"]
    me = APIClient(raise_request_exception=False)
    me.credentials(HTTP_AUTHORIZATION=f"Bearer {token}")
    return me


@pytest.mark.parametrize("path", COURSES, ids=lambda path: path.name)
def test_each_course_reads_without_an_error_or_warning(path: Path) -> None:
    course, report = read_course(path)
    assert course is not None
    assert not report.of("warning"), report.lines()
    assert len(course.lessons) >= 8
    assert sum(lesson.quiz is not None for lesson in course.lessons) >= 3


def test_it_is_all_there_and_the_student_has_a_dashboard_to_look_at(
    client: APIClient, loaded: Any
) -> None:
    assert (loaded.courses, loaded.new_courses) == (5, 5)
    assert loaded.people == loaded.new_people == 18
    courses = client.get("/api/courses/").json()
    assert courses["count"] == 5
    assert len({course["category"] for course in courses["results"]}) == 5
    board = login(client, "student").get("/api/dashboard/").json()
    assert board["resume"] is not None
    assert len(board["courses"]) == 3
    assert sum(day["lessons_completed"] for day in board["activity"]) >= 3
    assert {mark["percent"] for mark in board["milestones"]} >= {25, 50}
    assert board["scores"]
    assert login(client, "instructor").get("/api/auth/user/").json()["is_instructor"]
    assert login(client, "admin").get("/api/users/").json()["count"] == 18


def test_loading_again_adds_nothing(client: APIClient, loaded: Any) -> None:
    from lectern.interchange.services import demo
    from lectern.shared import mongo

    def counts() -> dict[str, int]:
        database = mongo.client()[mongo.database_name()]
        return {
            name: database[name].estimated_document_count()
            for name in database.list_collection_names()
        }

    before = counts()
    again = demo.load(folder=DEMO, password="another one", say=lambda _text: None)
    assert (again.new_courses, again.new_people) == (0, 0)
    assert counts() == before


def test_a_production_installation_refuses(client: APIClient, settings: Any) -> None:
    from lectern.accounts.models import Account
    from lectern.interchange.services import demo

    settings.ENVIRONMENT = "production"
    with pytest.raises(demo.NoDemoInProduction):
        demo.load(folder=DEMO, password="x", say=lambda _text: None)
    assert not Account.objects.exists()

"""A course folder in the stores: all of it, once, and changed in place."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bson import ObjectId
from rest_framework.test import APIClient

from lectern.interchange import read_course
from tests.world import Person, enroll, person, sign_in, teacher

FIXTURE = Path(__file__).parents[1] / "fixtures" / "course"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A course folder that a test may change."""
    return Path(shutil.copytree(FIXTURE, tmp_path / "rain"))


@pytest.fixture
def bring(client: APIClient) -> Callable[..., Any]:
    """Imports a folder for somebody."""
    from lectern.interchange.services import import_course

    def run(folder: Path, by: Person, publish: bool = True) -> Any:
        course, report = read_course(folder)
        assert course is not None, report.lines()
        return import_course(folder=course, source=folder.name, instructor=by.id, publish=publish)

    return run


def counts() -> dict[str, int]:
    from lectern.shared import mongo

    names = ("categories", "courses", "lessons", "quizzes", "questions", "choices")
    return {name: mongo.collection(name).estimated_document_count() for name in names}


def lessons_of(client: APIClient, course: ObjectId) -> list[dict[str, Any]]:
    sections = client.get(f"/api/courses/{course}/outline/").json()["sections"]
    return [row for section in sections for row in section["lessons"]]


def test_everything_arrives(client: APIClient, bring: Callable[..., Any], folder: Path) -> None:
    by = teacher()
    done = bring(folder, by)
    assert (done.state, done.lessons, done.quizzes) == ("created", 2, 1)
    course = client.get(f"/api/courses/{done.course}/?expand=category").json()
    assert course["title"] == "Measuring rainfall"
    assert course["price"] == "12.50"
    assert course["currency"] == "EUR"
    assert course["category"]["name"] == "Science"
    assert course["lesson_count"] == 2
    assert client.get(course["image"]).status_code == 200
    assert [lesson["position"] for lesson in lessons_of(client, done.course)] == [0, 1]


def test_figures_and_links_lead_somewhere(
    client: APIClient, bring: Callable[..., Any], folder: Path
) -> None:
    import re

    by = teacher()
    done = bring(folder, by)
    me = sign_in(by)
    targets = set()
    for lesson in lessons_of(client, done.course):
        html = me.get(f"/api/lessons/{lesson['id']}/").json()["content_html"]
        targets |= set(re.findall(r'(?:src|href)="(/[^"#]*)', html))
    assert any(target.startswith("/media/") for target in targets)
    for target in targets:
        if target.startswith("/media/"):
            assert client.get(target).status_code == 200, target
        else:
            lesson_id = target.rsplit("/", 1)[-1]
            assert client.get(f"/api/lessons/{lesson_id}/").status_code == 200, target


def test_an_edited_lesson_keeps_its_figures_and_links(
    client: APIClient, bring: Callable[..., Any], folder: Path
) -> None:
    by = teacher()
    done = bring(folder, by)
    me = sign_in(by)
    for row in lessons_of(client, done.course):
        url = f"/api/lessons/{row['id']}/"
        before = me.get(url).json()
        answer = me.patch(url, {"content": before["content"]}, format="json")
        assert answer.status_code == 200, answer.content
        assert answer.json()["content_html"] == before["content_html"]


def test_the_same_folder_changes_nothing(bring: Callable[..., Any], folder: Path) -> None:
    from lectern.catalog.documents import Course

    by = teacher()
    first = bring(folder, by)
    before, row = counts(), Course.collection().find_one({"_id": first.course})
    again = bring(folder, by)
    assert again.state == "unchanged"
    assert again.course == first.course
    assert counts() == before
    assert Course.collection().find_one({"_id": first.course}) == row


def test_a_changed_folder_changes_in_place_and_learners_keep_their_progress(
    client: APIClient, bring: Callable[..., Any], folder: Path
) -> None:
    from lectern.learning import services as learning

    by, ada = teacher(), person()
    (folder / "course.yaml").write_text(
        (folder / "course.yaml").read_text().replace('price: "12.50"', 'price: "0.00"')
    )
    done = bring(folder, by)
    first, second = lessons_of(client, done.course)
    place = enroll(ada, done.course)
    learning.pass_lesson(student=ada.id, lesson=ObjectId(second["id"]))
    (folder / "02-reading.md").rename(folder / "03-reading.md")
    (folder / "02-reading.gift").rename(folder / "03-reading.gift")
    (folder / "02-between.md").write_text("---\ntitle: In between\n---\nNew text.\n")
    again = bring(folder, by)
    assert again.state == "changed"
    ids = [lesson["id"] for lesson in lessons_of(client, done.course)]
    assert (ids[0], ids[2]) == (first["id"], second["id"])
    share = sign_in(ada).get(f"/api/enrollments/{place}/").json()["progress"]
    assert share == {"completed": 1, "total": 3, "percent": 33}
    (folder / "02-between.md").unlink()
    bring(folder, by)
    share = sign_in(ada).get(f"/api/enrollments/{place}/").json()["progress"]
    assert share == {"completed": 1, "total": 2, "percent": 50}


def test_a_question_keeps_its_id_when_its_choices_change(
    bring: Callable[..., Any], folder: Path
) -> None:
    from lectern.assessment.documents import Question

    by = teacher()
    bring(folder, by)
    before = {row["source"]: row["_id"] for row in Question.collection().find().sort("_id", 1)}
    quiz = folder / "02-reading.gift"
    quiz.write_text(quiz.read_text() + "\n::one more:: Does it rain? {TRUE}\n")
    bring(folder, by)
    after = {row["source"]: row["_id"] for row in Question.collection().find().sort("_id", 1)}
    assert set(after) - set(before) == {"one more"}
    assert {name: after[name] for name in before} == before


def test_a_failure_in_the_middle_leaves_nothing(
    bring: Callable[..., Any], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lectern.assessment import services as assessment

    by, before = teacher(), counts()

    def fail(**_values: Any) -> None:
        raise RuntimeError("the power went out")

    monkeypatch.setattr(assessment, "add_choice", fail)
    with pytest.raises(RuntimeError):
        bring(folder, by)
    assert counts() == before


def test_two_instructors_keep_their_own_copies(bring: Callable[..., Any], folder: Path) -> None:
    assert bring(folder, teacher()).course != bring(folder, teacher()).course


def test_an_unpublished_import_is_a_draft(
    client: APIClient, bring: Callable[..., Any], folder: Path
) -> None:
    done = bring(folder, teacher(), publish=False)
    assert client.get(f"/api/courses/{done.course}/").status_code == 404

"""A course comes out as it went in, and goes in elsewhere as it came out."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from bson import ObjectId
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from lectern.interchange import read_course
from lectern.interchange.services import export_course, import_course
from lectern.shared import media
from tests.assessment.world import choices, pairs, question, quiz
from tests.interchange.courses import FIXTURE, MINIMAL, png, zipped
from tests.world import Person, course, lesson, sign_in, teacher

DEMO = Path(__file__).parents[2] / "demo" / "courses"


def taken_out(me: APIClient, work: Callable[[], None], course_id: Any) -> dict[str, bytes]:
    """The files of the zip file that somebody fetches."""
    answer = me.post(f"/api/courses/{course_id}/export/")
    assert answer.status_code == 202, answer.content
    work()
    job = me.get(f"/api/jobs/{answer.json()['job']}/").json()
    assert job["status"] == "done", job
    data = b"".join(me.get(job["file"]["url"]).streaming_content)
    assert len(data) == job["file"]["size"]
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def brought_in(me: APIClient, work: Callable[[], None], files: dict[str, bytes]) -> str:
    body = {"file": SimpleUploadedFile("back.zip", zipped(files))}
    answer = me.post("/api/courses/import/", body, format="multipart")
    work()
    job = me.get(f"/api/jobs/{answer.json()['job']}/").json()
    assert job["status"] == "done", job
    return str(job["result"]["course"])


def stored(folder: Path, by: Person) -> ObjectId:
    read, report = read_course(folder)
    assert read is not None, report.lines()
    return import_course(folder=read, source=folder.name, instructor=by.id).course


@pytest.mark.parametrize("folder", [FIXTURE, *sorted(DEMO.iterdir())], ids=lambda path: path.name)
def test_what_was_imported_is_exported_as_it_was(
    client: APIClient, work: Callable[[], None], folder: Path
) -> None:
    by, elsewhere = teacher(), teacher()
    made = stored(folder, by)
    files = taken_out(sign_in(by), work, made)
    before, _ = read_course(folder)
    assert before is not None
    assert {file.path: file.data for file in before.files}.items() <= files.items()
    again = brought_in(sign_in(elsewhere), work, files)
    assert again != str(made)
    assert taken_out(sign_in(elsewhere), work, again) == files
    after = export_course(course=ObjectId(again))
    assert (after.lessons, after.quizzes) == (
        len(before.lessons),
        sum(lesson.quiz is not None for lesson in before.lessons),
    )


def test_what_was_written_in_the_browser_is_exported_with_its_keys_and_pictures(
    client: APIClient, work: Callable[[], None]
) -> None:
    by = teacher()
    made = course(by, title="Knots: a “start”", tags=["rope", "a: b"], summary="# not a comment")
    picture = media.keep("uploads", "knot.png", png())
    first = lesson(made, title="Über Seile", content=f"![A knot]({picture})\n", section="One")
    second = lesson(
        made,
        title="Über Seile",
        content=f"---\nBack to [the first](/learn/{made}/{first}#top).\n",
        minutes=0,
        preview=True,
    )
    exam = quiz(second, title="Exam", passing_score=55, shuffle=True, reveal="never")
    choices(question(exam, "single"), "a", "b {or} =c", right=("b {or} =c",))
    choices(question(exam, "multiple"), "x", "y", "z", right=("x", "y"))
    question(exam, "true_false", answer="true")
    question(exam, "short_text", answer="one\ntwo")
    question(exam, "numeric", answer="5", tolerance=0.125)
    pairs(question(exam, "matching"), cow="moo", cat="meow")
    question(exam, "essay", points=3.5)
    me = sign_in(by)
    files = taken_out(me, work, made)
    assert [name for name in files if name.endswith(".md")] == [
        "01-uber-seile.md",
        "02-uber-seile-2.md",
    ]
    assert png() in files.values()
    assert b"(01-uber-seile.md#top)" in files["02-uber-seile-2.md"]
    again = brought_in(me, work, files)
    assert taken_out(me, work, again) == files
    copy = me.get(f"/api/courses/{again}/").json()
    assert (copy["title"], copy["tags"]) == ("Knots: a “start”", ["rope", "a: b"])
    (exam_copy,) = me.get(f"/api/quizzes/?course={again}").json()["results"]
    assert (exam_copy["passing_score"], exam_copy["reveal"]) == (55, "never")
    keys = {
        row["kind"]: row["answer"]
        for row in me.get(f"/api/questions/?quiz={exam_copy['id']}").json()["results"]
    }
    assert len(keys) == 7
    assert (keys["true_false"], keys["short_text"], keys["numeric"]) == ("true", "one\ntwo", "5")
    shown = me.get(f"/api/lessons/?course={again}").json()["results"][0]["id"]
    html = me.get(f"/api/lessons/{shown}/").json()["content_html"]
    assert f'src="/media/courses/{again}/' in html


def test_what_a_folder_cannot_hold_is_named(client: APIClient, work: Callable[[], None]) -> None:
    by = teacher()
    made = course(by, lessons=1)
    here = lesson(made, content="![film](/media/uploads/gone.png) [f](/media/uploads/f.mp4)")
    exam = quiz(here)
    question(exam, "single")
    question(exam, "numeric", answer="")
    question(exam, "true_false", answer="true")
    quiz(here, title="Another")
    found = {item.code for item in export_course(course=made).findings if item.kind == "warning"}
    assert {"further-quiz", "question-not-carried", "file-not-carried"} <= found


def test_a_course_without_lessons_is_no_folder(client: APIClient, work: Callable[[], None]) -> None:
    by = teacher()
    me = sign_in(by)
    job = me.post(f"/api/courses/{course(by)}/export/").json()["job"]
    work()
    assert me.get(f"/api/jobs/{job}/").json()["error"]["code"] == "nothing-to-export"


def test_the_same_picture_under_two_names_comes_out_once_and_is_shown_twice(
    client: APIClient, work: Callable[[], None], tmp_path: Path
) -> None:
    by = teacher()
    lesson_text = b"---\ntitle: F\n---\n![a](fig/map.png) ![b](fig/twin.png)\n"
    me = sign_in(by)
    made = brought_in(
        me, work, {**MINIMAL, "fig/twin.png": MINIMAL["fig/map.png"], "01-first.md": lesson_text}
    )
    files = taken_out(me, work, made)
    (picture,) = (name for name in files if name.endswith(".png"))
    assert files[picture] == MINIMAL["fig/map.png"]
    assert f"![a]({picture}) ![b]({picture})" in files["01-first.md"].decode()

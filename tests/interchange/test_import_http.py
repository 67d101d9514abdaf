"""A course over HTTP: looked at at once, imported by a job, reported item by item."""

import struct
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from lectern.catalog.documents import Lesson
from tests.assessment.world import quiz
from tests.interchange.courses import FIXTURE, MINIMAL, zipped
from tests.interchange.test_import import counts
from tests.world import course, lesson, sign_in, teacher

RAIN = {
    path.relative_to(FIXTURE).as_posix(): path.read_bytes()
    for path in FIXTURE.rglob("*")
    if path.is_file()
}


class Bringing:
    """Somebody who imports."""

    def __init__(self, work: Callable[[], None]) -> None:
        self.who = teacher()
        self.me = sign_in(self.who)
        self.work = work

    def ask(self, data: bytes, name: str = "rain.zip", **fields: Any) -> Any:
        body = {"file": SimpleUploadedFile(name, data), **fields}
        return self.me.post("/api/courses/import/", body, format="multipart")

    def bring(self, data: bytes, name: str = "rain.zip", **fields: Any) -> dict[str, Any]:
        """The job, when it is over."""
        answer = self.ask(data, name, **fields)
        assert answer.status_code == 202, answer.content
        self.work()
        return dict(self.me.get(f"/api/jobs/{answer.json()['job']}/").json())


@pytest.fixture
def somebody(client: APIClient, work: Callable[[], None]) -> Bringing:
    return Bringing(work)


def kept_files() -> set[Path]:
    """The files of all courses."""
    return set((Path(settings.MEDIA_ROOT) / "courses").rglob("*.*"))


def changes(job: dict[str, Any]) -> list[tuple[str, str]]:
    """What was done to which file."""
    states = ("created", "changed", "unchanged", "removed")
    return [(row["file"], row["code"]) for row in job["report"] if row["code"] in states]


def waiting() -> set[Path]:
    """The files that wait for a job."""
    private = Path(settings.MEDIA_ROOT) / "private"
    return {path for path in private.rglob("upload*") if path.is_file()}


def test_a_course_arrives_with_a_report_of_each_item(somebody: Bringing) -> None:
    before = waiting()
    job = somebody.bring(zipped(RAIN), publish="true")
    assert job["status"] == "done", job
    assert job["result"]["state"] == "created"
    assert (job["result"]["lessons"], job["result"]["quizzes"]) == (2, 1)
    assert job["progress"]["percent"] == 100
    assert ("01-gauge.md", "created") in changes(job)
    question = next(row for row in job["report"] if row["message"].startswith("The question"))
    assert question["file"] == "02-reading.gift"
    assert question["line"] > 0
    made = somebody.me.get(f"/api/courses/{job['result']['course']}/").json()
    assert made["published"] is True
    assert made["instructor"] == str(somebody.who.id)
    assert waiting() == before


def test_again_it_changes_nothing_and_a_changed_one_only_what_it_changes(
    somebody: Bringing,
) -> None:
    first = somebody.bring(zipped(RAIN))
    before = counts()
    again = somebody.bring(zipped(RAIN))
    assert again["result"]["state"] == "unchanged"
    assert again["result"]["course"] == first["result"]["course"]
    assert counts() == before
    lesson_text = RAIN["01-gauge.md"] + b"\nOne more line.\n"
    changed = somebody.bring(zipped({**RAIN, "01-gauge.md": lesson_text}))
    assert changed["result"]["state"] == "changed"
    states = dict(changes(changed))
    assert states["01-gauge.md"] == "changed"
    assert states["02-reading.md"] == states["02-reading.gift"] == "unchanged"
    assert counts() == before


def test_a_browser_that_numbers_its_downloads_makes_no_second_course(somebody: Bringing) -> None:
    first = somebody.bring(zipped(RAIN), name="rain")
    again = somebody.bring(zipped(RAIN), name="rain (1).zip")
    assert first["result"]["course"] != again["result"]["course"]
    named = somebody.me.post(
        "/api/courses/import/",
        {"file": SimpleUploadedFile("rain (2).zip", zipped(RAIN)), "name": "rain"},
        format="multipart",
    )
    somebody.work()
    job = somebody.me.get(f"/api/jobs/{named.json()['job']}/").json()
    assert job["result"]["course"] == first["result"]["course"]


def test_a_dry_run_reports_the_same_and_stores_nothing(somebody: Bringing) -> None:
    before, files = counts(), kept_files()
    dry = somebody.bring(zipped(RAIN), dry_run="true")
    assert dry["status"] == "done", dry
    assert dry["result"]["course"] is None
    assert counts() == before
    assert kept_files() == files
    real = somebody.bring(zipped(RAIN))
    assert changes(real) == changes(dry)
    new = {**RAIN, "01-gauge.md": RAIN["01-gauge.md"] + b"\nMore.\n"}
    where = {"published": False, "source": "gauge"}
    row = Lesson.collection().find_one(where)
    dry = somebody.bring(zipped(new), dry_run="true")
    assert dry["result"]["course"] == real["result"]["course"]
    assert dict(changes(dry))["01-gauge.md"] == "changed"
    assert Lesson.collection().find_one(where) == row


def test_one_error_in_it_rejects_all_of_it_and_every_error_is_named(somebody: Bringing) -> None:
    before = counts()
    broken = {**RAIN, "01-gauge.md": b"no front matter", "02-reading.gift": b"::x:: Which? {"}
    job = somebody.bring(zipped(broken))
    assert job["status"] == "failed"
    assert job["error"]["code"] == "import-refused"
    errors = {(row["file"], row["line"]) for row in job["report"] if row["kind"] == "error"}
    assert ("01-gauge.md", 1) in errors
    assert any(file == "02-reading.gift" for file, _line in errors)
    assert counts() == before


def encrypted() -> bytes:
    data = bytearray(zipped(MINIMAL))
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


def bomb() -> bytes:
    return zipped({**MINIMAL, "fig/big.svg": b" " * 20_000_000})


def linked() -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in MINIMAL.items():
            archive.writestr(name, data)
        info = zipfile.ZipInfo("fig/passwd.txt")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    return file.getvalue()


def lying_directory() -> bytes:
    """An archive that announces a list of files of a gigabyte."""
    data = bytearray(zipped(MINIMAL))
    at = data.rindex(b"PK\x05\x06")
    data[at + 12 : at + 16] = struct.pack("<L", 2**30)
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (lambda: zipped({**MINIMAL, "../evil.md": b"x"}), "zip-slip"),
        (linked, "symlink"),
        (bomb, "zip-bomb"),
        (encrypted, "encrypted"),
        (lying_directory, "too-many-files"),
        (lambda: zipped({**MINIMAL, **{f"x/{n}": b"" for n in range(2_001)}}), "too-many-files"),
        (lambda: zipped({f"{n:0200}": b"" for n in range(30_000)}), "too-many-files"),
        (lambda: zipped({"course.zip": zipped(MINIMAL)}), "missing-course-file"),
        (lambda: zipped(MINIMAL)[:-30], "broken-zip"),
        (lambda: b"PK", "broken-zip"),
        (lambda: b"\x89PNG", "no-target"),
    ],
)
def test_a_hostile_file_is_refused_at_once(
    somebody: Bringing, data: Callable[[], bytes], code: str
) -> None:
    answer = somebody.ask(data())
    assert answer.status_code == 400, answer.content
    assert answer.json()["code"] == "file-refused"
    assert code in {error["code"] for error in answer.json()["errors"]}
    assert {error["pointer"] for error in answer.json()["errors"]} == {"/file"}
    assert counts()["courses"] == 0
    assert somebody.me.get("/api/jobs/").json()["count"] == 0


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({**MINIMAL, "01-first.md": b"---\ntitle: F\n---\n\xff\xfe"}, "not-utf8"),
        ({**MINIMAL, "fig/map.png": b"not a picture"}, "broken-image"),
    ],
)
def test_what_only_unpacking_shows_fails_the_job_with_findings(
    somebody: Bringing, data: dict[str, bytes], code: str
) -> None:
    job = somebody.bring(zipped(data))
    assert job["error"]["code"] == "import-refused"
    assert code in {row["code"] for row in job["report"]}
    assert counts()["courses"] == 0


def test_what_is_larger_than_any_course_is_not_even_read(somebody: Bringing) -> None:
    answer = somebody.ask(b"PK" + b"0" * (settings.UPLOAD_MAX_BYTES + 1))
    assert answer.status_code == 413


def test_questions_are_added_to_a_quiz_once(somebody: Bringing) -> None:
    here = lesson(course(somebody.who, lessons=1))
    exam = quiz(here)
    gift = b"::One:: Is it? {TRUE}\n\n::Two:: Which? {=this ~that}\n"
    dry = somebody.bring(gift, "q.gift", quiz=str(exam), dry_run="true")
    assert counts()["questions"] == 0
    job = somebody.bring(gift, "q.gift", quiz=str(exam))
    assert changes(dry) == changes(job) == [("q.gift", "created")] * 2
    assert job["result"]["quiz"] == str(exam)
    again = somebody.bring(gift + b"\n::Three:: Why? {}\n", "q.gift", quiz=str(exam))
    assert [code for _, code in changes(again)] == ["unchanged", "unchanged", "created"]
    rows = somebody.me.get(f"/api/questions/?quiz={exam}").json()["results"]
    assert [row["kind"] for row in rows] == ["true_false", "single", "essay"]
    assert [row["position"] for row in rows] == [0, 1, 2]


def test_a_lesson_without_a_quiz_gets_one_for_its_questions(somebody: Bringing) -> None:
    here = lesson(course(somebody.who, lessons=1))
    job = somebody.bring(b"// title: Knots\n\n::One:: Is it? {TRUE}\n", "q.gift", lesson=str(here))
    (made,) = somebody.me.get(f"/api/quizzes/?lesson={here}").json()["results"]
    assert (made["id"], made["title"]) == (job["result"]["quiz"], "Knots")
    again = somebody.bring(b"::Two:: Is it? {TRUE}\n", "q.gift", lesson=str(here))
    assert again["result"]["quiz"] == made["id"]


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"\xff\xfe::x::", "not-utf8"), (b"a\0b {}", "not-text"), (b"x" * 1_100_000, "too-large")],
)
def test_what_is_no_text_holds_no_questions(somebody: Bringing, data: bytes, code: str) -> None:
    exam = quiz(lesson(course(somebody.who, lessons=1)))
    answer = somebody.ask(data, "q.gift", quiz=str(exam))
    assert [error["code"] for error in answer.json()["errors"]] == [code]


def test_broken_questions_are_named_and_none_is_added(somebody: Bringing) -> None:
    exam = quiz(lesson(course(somebody.who, lessons=1)))
    gift = b"::One:: Is it? {TRUE}\n\n::Two:: Which? {\n"
    job = somebody.bring(gift, "q.gift", quiz=str(exam))
    assert job["error"]["code"] == "import-refused"
    assert [row["line"] for row in job["report"] if row["kind"] == "error"] == [3]
    assert counts()["questions"] == 0


def test_fields_that_do_not_go_together_are_told(somebody: Bringing) -> None:
    exam = str(quiz(lesson(course(somebody.who, lessons=1))))
    both = somebody.ask(zipped(MINIMAL), quiz=exam)
    assert both.json()["errors"][0]["code"] == "wrong-kind"
    unknown = somebody.ask(zipped(MINIMAL), colour="red")
    assert unknown.json()["errors"][0]["pointer"] == "/colour"
    nothing = somebody.me.post("/api/courses/import/", {}, format="multipart")
    assert nothing.json()["errors"][0]["pointer"] == "/file"
    other = str(quiz(lesson(course(teacher(), lessons=1))))
    assert somebody.ask(b"::One:: Is it? {TRUE}", "q.gift", quiz=other).status_code == 404


def test_a_row_of_the_report_says_what_its_sentence_speaks_of(somebody: Bringing) -> None:
    report = somebody.bring(zipped(MINIMAL))["report"]
    assert [row for row in report if row["file"] == "01-first.md"] == [
        {
            "kind": "info",
            "file": "01-first.md",
            "line": 0,
            "code": "created",
            "message": "The lesson “First”.",
            "values": {"what": "lesson", "title": "First"},
        }
    ]

"""A course folder becomes a course, with a report on every item."""

from decimal import Decimal
from pathlib import Path

import pytest

from lectern.interchange import CourseFolder, Report, read_course
from tests.interchange.courses import FIXTURE, folder


@pytest.fixture(scope="module")
def read() -> tuple[CourseFolder, Report]:
    course, report = read_course(FIXTURE)
    assert course is not None
    return course, report


def test_the_course_has_all_its_fields(read: tuple[CourseFolder, Report]) -> None:
    course, _ = read
    assert course.title == "Measuring rainfall"
    assert course.summary == "From a bucket in the garden to a year of data."
    assert course.description.startswith("Learn to measure, record and *compare* rainfall.\n")
    assert (course.category, course.level, course.language) == ("Science", "beginner", "en")
    assert course.tags == ("weather", "measuring")
    assert (course.price, course.currency) == (Decimal("12.50"), "EUR")
    assert (course.image, course.instructor) == ("fig/gauge.svg", "ada")


def test_lessons_come_in_order_with_their_front_matter(
    read: tuple[CourseFolder, Report],
) -> None:
    first, second = read[0].lessons
    assert (first.stem, first.position, first.slug) == ("01-gauge", 1, "gauge")
    assert (first.title, first.section) == ("Building a gauge", "Before it rains")
    assert first.minutes == 20
    assert first.preview is True
    assert first.quiz is None
    assert first.content.startswith("\n::::::::::::::::: objectives\n")
    assert (second.title, second.minutes) == ("Reading: at eye level", 25)
    assert second.video_url == "https://example.org/videos/reading"
    assert (second.preview, second.completion) == (False, "quiz")


def test_a_quiz_belongs_to_the_lesson_of_the_same_name(
    read: tuple[CourseFolder, Report],
) -> None:
    quiz = read[0].lessons[1].quiz
    assert quiz is not None
    assert (quiz.passing_score, quiz.reveal) == (60, "after_submit")
    assert [q.kind for q in quiz.questions] == ["single", "true_false", "numeric", "essay"]
    assert [int(q.points) for q in quiz.questions] == [1, 1, 2, 1]


def test_files_that_are_referred_to_come_along(read: tuple[CourseFolder, Report]) -> None:
    course, _ = read
    assert {file.path: file.media_type for file in course.files} == {
        "data/rain.csv": "text/csv",
        "fig/days.png": "image/png",
        "fig/gauge.svg": "image/svg+xml",
    }
    assert course.lessons[0].images == ("fig/gauge.svg",)
    assert course.lessons[1].images == ("fig/days.png",)
    assert course.lessons[1].attachments == ("data/rain.csv",)
    gauge = course.file("fig/gauge.svg")
    assert gauge is not None
    assert gauge.data == (FIXTURE / "fig/gauge.svg").read_bytes()
    assert course.file("fig/missing.png") is None


def test_the_report_names_what_dangles_and_what_is_not_carried(
    read: tuple[CourseFolder, Report],
) -> None:
    report = read[1]
    assert report.ok
    assert [(f.kind, f.file, f.line, f.code) for f in report.findings] == [
        ("warning", "01-gauge.md", 17, "missing-target"),
        ("warning", "01-gauge.md", 22, "missing-image"),
        ("info", "01-gauge.md", 38, "for-instructors"),
        ("warning", "02-reading.gift", 1, "category"),
        ("info", "02-reading.gift", 6, "feedback-joined"),
        ("info", "02-reading.gift", 10, "essay"),
        ("warning", "02-reading.md", 24, "unknown-callout"),
    ]


def test_the_report_speaks_to_people_and_to_programs(read: tuple[CourseFolder, Report]) -> None:
    report = read[1]
    lines = report.lines()
    assert (
        "01-gauge.md:22: warning: The image “fig/missing.png” is not part of the course."
        in (lines[1])
    )
    assert lines[-1] == "The course can be imported: 0 errors, 4 warnings, 3 notes."
    said = report.as_dict()
    assert (said["ok"], said["errors"], said["warnings"], said["infos"]) == (True, 0, 4, 3)
    assert said["items"][1]["code"] == "missing-image"


def test_hidden_and_unused_files_are_no_part_of_the_course(tmp_path: Path) -> None:
    root = folder(tmp_path, {".git/config": b"x", "fig/unused.png": b"no image", "LICENSE": b"x"})
    course, report = read_course(root)
    assert report.findings == ()
    assert course is not None
    assert [file.path for file in course.files] == ["fig/map.png"]


def test_line_ends_and_byte_order_marks_of_other_systems_are_accepted(tmp_path: Path) -> None:
    root = folder(
        tmp_path,
        {
            "course.yaml": b"\xef\xbb\xbftitle: A\r\nsummary: B\r\n",
            "01-first.md": b"\xef\xbb\xbf---\r\ntitle: First\r\n---\r\nOne\r\ntwo\r\n",
        },
    )
    course, report = read_course(root)
    assert report.findings == ()
    assert course is not None
    assert course.lessons[0].content == "One\ntwo\n"


def test_yaml_holds_no_surprises(tmp_path: Path) -> None:
    root = folder(tmp_path, {"course.yaml": b"title: 2024-01-31\nlanguage: no\nprice: 49.5\n"})
    course, _ = read_course(root)
    assert course is not None
    assert (course.title, course.language, course.price) == ("2024-01-31", "no", Decimal("49.50"))

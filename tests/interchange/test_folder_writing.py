"""A course that is written and read again is the same course."""

from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lectern.interchange import (
    CourseFile,
    CourseFolder,
    Lesson,
    course_files,
    read_course,
    read_zip,
    write_course,
)
from lectern.interchange.gift import ParsedQuiz, Question
from tests.interchange.courses import FIXTURE, png, zipped


def test_the_fixture_survives_as_folder_and_as_archive(tmp_path: Path) -> None:
    course, _ = read_course(FIXTURE)
    assert course is not None
    write_course(course, tmp_path / "copy")
    assert read_course(tmp_path / "copy")[0] == course
    assert read_zip(zipped(course_files(course)))[0] == course


YAML_TRAPS = st.sampled_from(
    ["no", "yes", "null", "~", "1", "1.50", "1e5", "0o7", "0899", "1_000", "1:30", "true", "- a",
     "a: b", "# x", "'", '"', "[a", "{a", "&a", "*a", "!a", "%a", "@a", "`a", "|", ">", "---",
     "2024-01-01", "=", "<<", "\u00e9\u4e2d\U0001f327", "a\u00a0b", "...", "a #b", "?"]
)  # fmt: skip
LINE = (
    st.one_of(YAML_TRAPS, st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"])))
    .map(str.strip)
    .map(lambda text: text[:40])
)
TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], include_characters="\n\t"),
    max_size=60,
)
CONTENT = st.one_of(TEXT, st.sampled_from(["", "---\n", "---\ntitle: x\n---\n", "\n\n# A", ":::"]))
QUIZ = ParsedQuiz(
    questions=(Question(kind="true_false", text="Is # a sign: {yes}?", truth=True),), shuffle=True
)
LESSONS = st.builds(
    dict,
    title=LINE.filter(bool),
    section=LINE,
    content=CONTENT,
    minutes=st.one_of(st.none(), st.integers(0, 10_080)),
    preview=st.booleans(),
    video_url=st.sampled_from(["", "https://example.org/v?a=1#t=2"]),
    completion=st.sampled_from([None, "view", "quiz"]),
    quiz=st.sampled_from([None, QUIZ]),
)
COURSES = st.builds(
    CourseFolder,
    title=LINE.filter(bool),
    summary=TEXT,
    description=TEXT,
    category=LINE,
    level=LINE,
    language=st.sampled_from(["", "en", "no", "pt-BR"]),
    tags=st.lists(LINE.filter(bool), max_size=3, unique=True).map(tuple),
    price=st.decimals(0, 1000, places=2),
    currency=st.sampled_from(["USD", "EUR"]),
    image=st.just("fig/a b.png"),
    instructor=LINE,
    lessons=st.lists(LESSONS, min_size=1, max_size=3).map(
        lambda all_fields: tuple(
            Lesson(stem=f"{number:02}-part-{number}", **fields)
            for number, fields in enumerate(all_fields, start=1)
        )
    ),
    files=st.just((CourseFile("fig/a b.png", "image/png", png()),)),
)


@settings(max_examples=100, deadline=None)
@given(COURSES)
def test_reading_what_was_written_gives_the_same_course(course: CourseFolder) -> None:
    with TemporaryDirectory() as target:
        write_course(course, Path(target))
        again, report = read_course(Path(target))
    assert report.of("error") == ()
    assert again == course


def test_a_folder_with_files_is_not_written_into(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("precious")
    with pytest.raises(FileExistsError):
        write_course(CourseFolder(title="x"), tmp_path)


@pytest.mark.parametrize("path", ["../x.png", "/x.png", ""])
def test_no_file_is_written_outside(tmp_path: Path, path: str) -> None:
    course = CourseFolder(title="x", files=(CourseFile(path, "image/png", png()),))
    with pytest.raises(ValueError, match="leads out"):
        write_course(course, tmp_path / "new")


def test_a_lesson_needs_a_name_that_can_be_read_back() -> None:
    with pytest.raises(ValueError, match="no name for a lesson"):
        course_files(CourseFolder(title="x", lessons=(Lesson("../up", "t", "c"),)))


def test_a_course_left_at_its_defaults_is_short() -> None:
    files = course_files(CourseFolder(title="x", lessons=(Lesson("01-a", "t", "c"),)))
    assert files == {
        "course.yaml": b"title: x\nprice: '0.00'\ncurrency: USD\n",
        "01-a.md": b"---\ntitle: t\n---\nc",
    }
    assert Decimal("0.00") == CourseFolder(title="x").price

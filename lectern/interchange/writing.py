"""Writes a course as a folder: reading it again gives the same course."""

from pathlib import Path, PurePosixPath
from typing import Any

from lectern.interchange import gift
from lectern.interchange.course import CourseFolder, Lesson
from lectern.interchange.lessons import LESSON_NAME, QUIZ_SUFFIX
from lectern.interchange.sources import COURSE_FILE
from lectern.interchange.strict_yaml import write_mapping


def write_course(course: CourseFolder, target: Path) -> None:
    """Write the folder; it must be new or empty, so that nothing old is taken for new."""
    target.mkdir(parents=True, exist_ok=True)
    if any(target.iterdir()):
        raise FileExistsError(f"The folder {target} is not empty.")
    for name, data in course_files(course).items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def course_files(course: CourseFolder) -> dict[str, bytes]:
    """The files of the folder by name, for whoever packs them otherwise."""
    files = {COURSE_FILE: _course_yaml(course).encode()}
    for lesson in course.lessons:
        files[_checked(f"{lesson.stem}.md", lesson)] = _lesson(lesson).encode()
        if lesson.quiz is not None:
            files[lesson.stem + QUIZ_SUFFIX] = gift.write(lesson.quiz).encode()
    for file in course.files:
        files[_inside(file.path)] = file.data
    return files


def _checked(name: str, lesson: Lesson) -> str:
    if not LESSON_NAME.fullmatch(name):
        raise ValueError(f"“{lesson.stem}” is no name for a lesson.")
    return name


def _inside(path: str) -> str:
    parts = PurePosixPath(path).parts
    if not parts or path.startswith("/") or ".." in parts:
        raise ValueError(f"The path “{path}” leads out of the course.")
    return path


def _course_yaml(course: CourseFolder) -> str:
    values: dict[str, Any] = {
        "title": course.title,
        "summary": course.summary,
        "description": course.description,
        "category": course.category,
        "level": course.level,
        "language": course.language,
        "tags": list(course.tags),
        "price": str(course.price),
        "currency": course.currency,
        "image": course.image,
        "instructor": course.instructor,
    }
    return write_mapping(_given(values))


def _lesson(lesson: Lesson) -> str:
    values: dict[str, Any] = {
        "title": lesson.title,
        "section": lesson.section,
        "video_url": lesson.video_url,
        "preview": lesson.preview,
        "minutes": lesson.minutes,
        "completion": lesson.completion,
    }
    return f"---\n{write_mapping(_given(values))}---\n{lesson.content}"


def _given(values: dict[str, Any]) -> dict[str, Any]:
    """Without what is left at its default; a lesson of 0 minutes says so."""
    defaults: tuple[Any, ...] = ("", [], None)
    return {
        key: value for key, value in values.items() if value not in defaults and value is not False
    }

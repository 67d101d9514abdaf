"""A stored course as the folder that it can be imported from, elsewhere or here."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from bson import ObjectId

from lectern.catalog.documents import Category, Course
from lectern.catalog.documents import Lesson as StoredLesson
from lectern.catalog.selectors import course_row
from lectern.interchange import limits
from lectern.interchange.course import CourseFile, CourseFolder, Lesson
from lectern.interchange.destinations import redirect
from lectern.interchange.documents import CourseFiles
from lectern.interchange.folder import read_files
from lectern.interchange.gift import ParsedQuiz
from lectern.interchange.media import ATTACHMENT_SUFFIXES, IMAGE_SUFFIXES, suffix_of
from lectern.interchange.report import Finding, Findings
from lectern.interchange.services.naming import stems_of
from lectern.interchange.services.quiz_export import quizzes_of
from lectern.interchange.writing import course_files
from lectern.shared import media
from lectern.shared.errors import Conflict
from lectern.shared.policies import Row

_LESSON_URL = re.compile(r"/learn/[0-9a-f]{24}/(?P<lesson>[0-9a-f]{24})")
_LESSON_FILE = re.compile(r"[0-9]{2,4}-(?P<slug>[A-Za-z0-9_-]+)(?:\.md|\.html)?")
_CARRIED = IMAGE_SUFFIXES | ATTACHMENT_SUFFIXES


class NothingToExport(Conflict):
    """A folder without lessons is no course folder."""

    code = "nothing-to-export"
    title = "The course has no lesson, so there is nothing to export."


@dataclass(frozen=True, slots=True)
class Exported:
    """The files of a course folder, and what could not be carried."""

    title: str
    files: dict[str, bytes]
    lessons: int
    quizzes: int
    findings: tuple[Finding, ...]


def export_course(
    *, course: ObjectId, advance: Callable[[int, int], None] = lambda _done, _total: None
) -> Exported:
    """The course with its quizzes, their keys, and its files.

    What comes out has been read again: it can be imported, and importing and exporting it gives
    the same files.
    """
    row = course_row(course)
    lessons = list(
        StoredLesson.collection().find({"course_id": course}).sort([("position", 1), ("_id", 1)])
    )
    if not lessons:
        raise NothingToExport
    findings, stems = Findings(), stems_of(lessons)
    quizzes = quizzes_of(course, stems, findings)
    carrier = _Carrier(course, stems, findings)
    parts = []
    for number, lesson in enumerate(lessons):
        advance(number, len(lessons))
        parts.append(_lesson(lesson, stems[lesson["_id"]], quizzes.get(lesson["_id"]), carrier))
    draft = _folder(row, tuple(parts), carrier)
    folder, report = read_files(course_files(draft))
    findings.items |= dict.fromkeys(report.findings)
    files = course_files(folder) if folder else course_files(draft)
    found = findings.report().findings
    return Exported(row["title"], files, len(lessons), len(quizzes), found)


def _folder(row: Row, lessons: tuple[Lesson, ...], carrier: "_Carrier") -> CourseFolder:
    category: Any = None
    if row.get("category_id"):
        category = Category.collection().find_one({"_id": row["category_id"]}, {"name": 1})
    image = row.get("image") or ""
    return CourseFolder(
        title=row["title"],
        summary=row.get("summary") or "",
        description=carrier.text(row.get("description") or "", "course.yaml"),
        category=category["name"] if category else "",
        level=row["level"],
        language=row["language"],
        tags=tuple(row.get("tags") or ()),
        price=row["price"].to_decimal(),
        currency=row["currency"],
        image=carrier.file(image, "course.yaml") if image else "",
        lessons=lessons,
        files=carrier.files,
    )


def _lesson(row: Row, stem: str, quiz: ParsedQuiz | None, carrier: "_Carrier") -> Lesson:
    return Lesson(
        stem=stem,
        title=row["title"],
        content=carrier.text(row.get("content") or "", f"{stem}.md"),
        section=row.get("section") or "",
        minutes=row["minutes"],
        preview=row["preview"],
        video_url=row.get("video_url") or "",
        completion=row["completion"],
        quiz=carrier.quiz(quiz, f"{stem}.gift") if quiz else None,
    )


class _Carrier:
    """Collects the files of a course, and leads links to them and between its lessons."""

    def __init__(self, course: ObjectId, stems: dict[ObjectId, str], findings: Findings) -> None:
        row = CourseFiles.collection().find_one({"course_id": course}) or {"files": []}
        self._urls = {file["path"]: file["url"] for file in row["files"]}
        self._paths = {url: path for path, url in self._urls.items()}
        self._stems = {str(lesson): stem for lesson, stem in stems.items()}
        self._slugs = {stem.partition("-")[2]: stem for stem in stems.values()}
        self._findings = findings
        self._files: dict[str, CourseFile] = {}

    @property
    def files(self) -> tuple[CourseFile, ...]:
        """What has been collected."""
        return tuple(self._files[path] for path in sorted(self._files))

    def text(self, text: str, file: str) -> str:
        """A text whose figures and links lead to files of the folder."""
        return redirect(text, lambda path: self._target(path, file))

    def quiz(self, quiz: ParsedQuiz, file: str) -> ParsedQuiz:
        """A quiz, the same way."""
        questions = [
            replace(
                question,
                text=self.text(question.text, file),
                explanation=self.text(question.explanation, file),
                choices=tuple(
                    replace(
                        choice,
                        text=self.text(choice.text, file),
                        feedback=self.text(choice.feedback, file),
                    )
                    for choice in question.choices
                ),
            )
            for question in quiz.questions
        ]
        return replace(quiz, questions=tuple(questions))

    def file(self, url: str, where: str) -> str:
        """Where the folder holds the file of this URL; the URL itself when it cannot."""
        path = self._paths.get(url) or f"files/{PurePosixPath(url).name}"
        return path if self._holds(path, url, where) else url

    def _holds(self, path: str, url: str, where: str) -> bool:
        if path in self._files:
            return True
        suffix = suffix_of(path)
        most = limits.IMAGE if suffix in IMAGE_SUFFIXES else limits.ATTACHMENT
        data = media.read(url, most) if suffix in _CARRIED else None
        if data is None:
            self._findings.warning(where, 0, "file-not-carried", f"The file {url} is not carried.")
            return False
        self._files[path] = CourseFile(path, "", data)
        return True

    def _target(self, path: str, where: str) -> str:
        if path in self._urls:
            self._holds(path, self._urls[path], where)
            return path
        if path.startswith("/media/"):
            return self.file(path, where)
        lesson = _LESSON_URL.fullmatch(path)
        if lesson and lesson["lesson"] in self._stems:
            return f"{self._stems[lesson['lesson']]}.md"
        named = _LESSON_FILE.fullmatch(path)
        if named and named["slug"] in self._slugs:
            return f"{self._slugs[named['slug']]}.md"
        return path


def course_called(*, name: str) -> ObjectId | None:
    """The course of this id, or the only one of this title."""
    if ObjectId.is_valid(name):
        return ObjectId(name)
    found = list(Course.collection().find({"title": name}, {"_id": 1}).limit(2))
    return found[0]["_id"] if len(found) == 1 else None
